import { isArnIn } from "../../../../components/shared/arn";
import { nearestNames } from "../../../../components/shared/nearest-name";
import type { ArgumentProblems } from "../../../../components/shared/validation";
import { type KeyPath, pathText, shown } from "../../../configuration/problem";
import { type DraftedService, draftedServices, type ServicesDraft } from "./draft";

/** Records queues that there are not, that are named twice, and a key that isn't that of a queue. */
export function checkQueues(draft: ServicesDraft, problems: ArgumentProblems): void {
  for (const service of draftedServices(draft)) {
    checkNames(service, draft, problems);
    checkOneQueue(service, problems);
    checkQueueKey(service, draft, problems);
  }
}

function checkNames({ index, settings }: DraftedService, draft: ServicesDraft, problems: ArgumentProblems): void {
  const { consumes, sendsTo } = settings;
  const known = knownQueues(draft);
  const check = (name: string, path: KeyPath) => {
    const isKnown = known?.includes(name) ?? true;
    problems.require(isKnown, pathText(["services", index, ...path]), unknownQueue(name, known ?? []));
  };
  if (consumes !== undefined) check(consumes, ["consumes"]);
  sendsTo.forEach((name, place) => {
    check(name, ["sendsTo", place]);
    problems.require(
      sendsTo.indexOf(name) === place,
      pathText(["services", index, "sendsTo", place]),
      `must name each queue once, got ${shown(name)} a second time; remove it`,
    );
  });
}

/** Names of the queues; undefined where some of them may be among what the schema refused. */
function knownQueues({ right: { queues }, written }: ServicesDraft): readonly string[] | undefined {
  if (queues === undefined) return written.queues === undefined ? [] : undefined;
  const names = queues.flatMap((queue) => queue?.name ?? []);
  return names.length < queues.length ? undefined : names;
}

function unknownQueue(name: string, known: readonly string[]): string {
  const names = known.length === 0 ? "none" : known.map(shown).join(", ");
  const [nearest] = nearestNames(name, known);
  const fix = nearest === undefined ? "add it there" : `did you mean ${shown(nearest)}?`;
  return `must be a queue of proofpix:queues, which has ${names}, got ${shown(name)}; ${fix}`;
}

/** Records a service that works off two queues: one number scales it, and one of its messages can't wait for both. */
function checkOneQueue({ index, settings }: DraftedService, problems: ArgumentProblems): void {
  const { consumes, scaling } = settings;
  if (consumes === undefined) return;
  for (const key of ["queueName", "queueKeyArn"] as const) {
    problems.require(
      scaling[key] === undefined,
      pathText(["services", index, "scaling", key]),
      `must be left out beside consumes, which is ${shown(consumes)}, got ${shown(scaling[key])}; a service works off one queue, so remove one of the two, or make another service`,
    );
  }
}

/** Records the key of a queue that isn't named, or a key of another region than the queue's. */
function checkQueueKey(
  { index, service: { scaling, consumes } }: DraftedService,
  { right: { region } }: ServicesDraft,
  problems: ArgumentProblems,
): void {
  const { queueName, queueKeyArn } = scaling;
  if (queueKeyArn === undefined || consumes !== undefined) return;
  const key = pathText(["services", index, "scaling", "queueKeyArn"]);
  problems.require(
    queueName !== undefined,
    key,
    `means nothing without queueName, got ${shown(queueKeyArn)}; name the queue or remove it`,
  );
  problems.require(
    region === undefined || isArnIn(region, queueKeyArn),
    key,
    `must be a key of the queue's region, which is ${shown(region)}, got ${shown(queueKeyArn)}; name the key that encrypts the queue`,
  );
}
