import type { ArgumentProblems } from "../../../../components/shared/validation";
import { type KeyPath, pathText, shown } from "../../../configuration/problem";
import { valueAt } from "../../../configuration/schema-problems";
import type { DeploymentConfiguration } from "./configuration";
import { type DraftedService, draftedServices, type ServicesDraft } from "./draft";

type DeploymentKey = Exclude<keyof DeploymentConfiguration, "strategy">;

/** Keys of a deployment that make no difference to it, by its strategy. */
const UNUSED_IN_DEPLOYMENT: Readonly<Record<DeploymentConfiguration["strategy"], readonly DeploymentKey[]>> = {
  rolling: ["bakeTime", "canaryPercent", "canaryBakeTime", "stepPercent", "stepBakeTime"],
  "blue-green": ["canaryPercent", "canaryBakeTime", "stepPercent", "stepBakeTime"],
  canary: ["stepPercent", "stepBakeTime"],
  linear: ["canaryPercent", "canaryBakeTime"],
};

/** Keys about requests, which a worker doesn't get. */
const UNUSED_BY_WORKERS = ["port", "routing", "healthCheck", "healthEndpoints", "stickiness", "algorithm"] as const;

/** Records a key of the service, where somebody wrote it; `{}` in the reason stands for its value. */
type Refuse = (path: KeyPath, reason: string) => void;

/**
 * Records keys that change nothing where they stand, which can only be mistakes. Defaults don't count: nobody wrote
 * them.
 */
export function checkMeaningless(draft: ServicesDraft, problems: ArgumentProblems): void {
  for (const drafted of draftedServices(draft)) {
    const refuse: Refuse = (path, reason) => {
      const at = ["services", drafted.index, ...path];
      const value = valueAt(draft.written, at);
      if (value !== undefined) problems.add(pathText(at), `means nothing ${reason.replace("{}", () => shown(value))}`);
    };
    checkWorker(drafted, refuse);
    checkDeployment(drafted, refuse);
    checkQueue(drafted, refuse);
    checkSchedules(drafted, draft, refuse);
  }
}

function checkWorker({ service: { worker } }: DraftedService, refuse: Refuse): void {
  if (!worker) return;
  for (const key of UNUSED_BY_WORKERS) {
    refuse([key], "for a worker, which takes no requests, got {}; remove it, or set worker to false");
  }
}

function checkDeployment({ service: { deployment } }: DraftedService, refuse: Refuse): void {
  for (const key of UNUSED_IN_DEPLOYMENT[deployment.strategy]) {
    refuse(
      ["deployment", key],
      `for a deployment that is ${shown(deployment.strategy)}, got {}; remove it, or choose another strategy`,
    );
  }
}

function checkQueue({ service: { scaling, consumes } }: DraftedService, refuse: Refuse): void {
  if (scaling.queueName !== undefined) return;
  if (consumes !== undefined) {
    refuse(["scaling", "maxItemAge"], "for a queue of proofpix:queues, got {}; set maxMessageAge of the queue instead");
    return;
  }
  refuse(["scaling", "maxItemAge"], "without queueName, got {}; name the queue, or remove it");
}

function checkSchedules({ settings: { scaling } }: DraftedService, { right }: ServicesDraft, refuse: Refuse): void {
  if (scaling.schedules.length === 0) return;
  if (right.autoScale === false) {
    refuse(["scaling", "schedules"], "where proofpix:autoScale is false, got {}; set that to true, or remove them");
  }
  const { minInstances = right.minInstances, maxInstances = right.maxInstances } = scaling;
  if (minInstances === undefined || minInstances !== maxInstances) return;
  refuse(
    ["scaling", "schedules"],
    `where there are ${minInstances} instances at least and at most, got {}; raise maxInstances, or remove them`,
  );
}
