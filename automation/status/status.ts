import { deployedConfiguration } from "../configuration/deployed";
import { configurationDifference } from "../configuration/difference";
import { entriesOf, isGroup } from "../configuration/entries";
import type { AutomationContext } from "../context";
import type { DriftCheck, DriftChecks } from "../drift/find";
import { configurationOf } from "../history/difference";
import { type History, readHistory } from "../history/read";
import type { Release } from "../history/release";
import type { Check } from "../model/verification";
import { deployedServices } from "../scaling/deployed-services";
import { isRinging } from "../verification/alarms";
import type { AlarmFacts } from "../verification/facts";
import { gather } from "../verification/gather";
import { judge } from "../verification/judge";
import { expectationAfter } from "../verification/look";
import { digestOf, serviceStatus, type ServiceStatus } from "./service-status";

/** How an environment stands. */
export interface EnvironmentStatus {
  readonly environment: string;
  /** What AWS tells of it; undefined where it wasn't asked. */
  readonly running?: RunningStatus;
  /** Undefined where nothing was deployed yet. */
  readonly last?: Release;
  /** Undefined where nobody has looked for drift. */
  readonly drift?: DriftCheck;
  readonly pendingApprovals: readonly PendingApproval[];
  /** Keys of the configuration file that wait for a deployment. */
  readonly undeployedKeys: readonly string[];
}

/** What runs. */
export interface RunningStatus {
  readonly services: readonly ServiceStatus[];
  /** Checks of health endpoints. */
  readonly endpoints: readonly Check[];
  /** Alarms that ring, without those that only scale. */
  readonly alarms: readonly Pick<AlarmFacts, "name" | "reason">[];
}

/** A deployment that waits for somebody's approval. */
export interface PendingApproval {
  readonly id: string;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly expiresAt: string;
  readonly reason?: string;
}

/**
 * How an environment stands: what runs, the last deployment, drift, approvals.
 * @param asksAws whether AWS is asked what runs; a rehearsal in which nothing runs can't be asked.
 * @param history for who has read it already
 */
export async function environmentStatus(
  context: AutomationContext,
  drift: Pick<DriftChecks, "last">,
  asksAws: boolean,
  history: Promise<History> | History = readHistory(context),
): Promise<EnvironmentStatus> {
  const { environment } = context;
  const [{ releases }, pending, running] = await Promise.all([
    history,
    pendingApprovals(context),
    asksAws ? runningStatus(context) : undefined,
  ]);
  const [last] = releases;
  const check = drift.last(environment);
  return {
    environment,
    ...(running !== undefined && { running }),
    ...(last !== undefined && { last }),
    ...(check !== undefined && { drift: check }),
    pendingApprovals: pending,
    undeployedKeys: undeployedKeys(releases, context),
  };
}

async function pendingApprovals({
  approvals,
  environment,
}: Pick<AutomationContext, "approvals" | "environment">): Promise<PendingApproval[]> {
  return (await approvals.pending(environment)).map(({ request }) => {
    const { id, requestedBy, requestedAt, expiresAt, reason } = request;
    return { id, requestedBy: requestedBy.who, requestedAt, expiresAt, ...(reason !== undefined && { reason }) };
  });
}

function undeployedKeys(
  releases: readonly Release[],
  { configurationFile }: Pick<AutomationContext, "configurationFile">,
): string[] {
  const deployed = deployedConfiguration(releases);
  const entries = deployed && configurationOf(deployed);
  if (entries === undefined) return [];
  const differences = configurationDifference(entries, entriesOf(configurationFile.read()));
  // A rehearsal keeps its secrets in its copy of the file.
  return differences.filter(({ isSecret }) => !isSecret).map(({ key }) => key);
}

async function runningStatus(context: AutomationContext): Promise<RunningStatus> {
  const [expected, outputs] = await Promise.all([expectationAfter(context), context.engine.outputs()]);
  const facts = await gather(expected, context);
  const checks = judge(expected, facts, { isBaking: true });
  const deployed = deployedServices(outputs);
  const asked = isGroup(outputs.imageDigests) ? outputs.imageDigests : {};
  const services = expected.services.map(async (service) => {
    const own = deployed.find(({ serviceName }) => serviceName === service.name);
    const ownFacts = facts.services.find(({ arn }) => arn === service.arn);
    if (ownFacts === undefined) return [];
    const askedDigest = own === undefined ? undefined : asked[own.name];
    const runningDigest = own === undefined ? undefined : await digestOf(ownFacts.taskDefinition, context.aws);
    return [
      serviceStatus({
        ...{ expected: service, facts: ownFacts, checks, deployed: own, runningDigest },
        askedDigest: typeof askedDigest === "string" ? askedDigest : undefined,
      }),
    ];
  });
  return {
    services: (await Promise.all(services)).flat().sort(platformLast),
    endpoints: checks.filter(({ kind }) => kind === "endpoints"),
    alarms: facts.alarms
      .filter(isRinging)
      .map(({ name, reason }) => ({ name, ...(reason !== undefined && { reason }) })),
  };
}

/** The product's services before those of the platform. */
function platformLast(one: ServiceStatus, other: ServiceStatus): number {
  return Number(one.bounds === undefined) - Number(other.bounds === undefined);
}
