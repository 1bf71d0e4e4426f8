import { parseImageReference } from "../../../components/container-image";
import { ecrRegistry } from "../../../components/shared/ecr-registry";
import type { ArgumentProblems } from "../../../components/shared/validation";
import type { DeploymentConfiguration } from "../configuration";
import { type KeyPath, keyText, shown } from "../problem";
import { resolvedService } from "../resolve";
import { valueAt } from "../schema-problems";
import type { PartialSettings, ServiceSettings, WrittenSettings } from "../schema/settings";

type DeploymentKey = Exclude<keyof DeploymentConfiguration, "strategy">;

/** What of a deployment makes no difference to it, by its strategy. */
const UNUSED_IN_DEPLOYMENT: Readonly<Record<DeploymentConfiguration["strategy"], readonly DeploymentKey[]>> = {
  rolling: ["bakeTime", "canaryPercent", "canaryBakeTime", "stepPercent", "stepBakeTime"],
  "blue-green": ["canaryPercent", "canaryBakeTime", "stepPercent", "stepBakeTime"],
  canary: ["stepPercent", "stepBakeTime"],
  linear: ["canaryPercent", "canaryBakeTime"],
};

/** What is said of requests, of which a worker gets none. */
const UNUSED_BY_WORKERS = ["port", "routing", "healthCheck", "healthEndpoints", "stickiness", "algorithm"] as const;

/** Keys that change nothing where they stand, which can only be mistakes. Defaults don't count: nobody wrote them. */
export function checkMeaningless(
  settings: PartialSettings,
  problems: ArgumentProblems,
  written: WrittenSettings,
): void {
  checkCredentials(settings, problems);
  settings.services.forEach((service, index) => {
    if (service === undefined) return;
    const refuse = (path: KeyPath, reason: string): void => {
      const at = ["services", index, ...path];
      const value = valueAt(written, at);
      if (value !== undefined) problems.add(keyText(at), `means nothing ${reason.replace("{}", () => shown(value))}`);
    };
    checkWorker(service, refuse);
    checkDeployment(service, settings, refuse);
    checkQueue(service, refuse);
    checkSchedules(service, settings, refuse);
  });
}

/** Records a key of the service, where somebody wrote it; `{}` in the reason stands for its value. */
type Refuse = (path: KeyPath, reason: string) => void;

function checkCredentials({ image, registryCredentials }: PartialSettings, problems: ArgumentProblems): void {
  if (registryCredentials === undefined || image === undefined || !isOfEcr(image)) return;
  problems.add(
    keyText(["registryCredentials"]),
    "means nothing for proofpix:image, which Amazon ECR lets this account's roles pull; remove it",
  );
}

function isOfEcr(image: string): boolean {
  try {
    return ecrRegistry(parseImageReference(image).registry) !== undefined;
  } catch {
    return false; // what is wrong with the image is another check's business
  }
}

function checkWorker({ worker }: ServiceSettings, refuse: Refuse): void {
  if (!worker) return;
  for (const key of UNUSED_BY_WORKERS) {
    refuse([key], "for a worker, which takes no requests, got {}; remove it, or set worker to false");
  }
}

function checkDeployment(service: ServiceSettings, settings: PartialSettings, refuse: Refuse): void {
  const { algorithm = "round-robin", deploymentStrategy = service.deployment.strategy } = settings;
  if (deploymentStrategy === undefined) return;
  const defaults = { algorithm, deploymentStrategy, image: "", minInstances: 1, maxInstances: 1 };
  const { strategy } = resolvedService(service, defaults).deployment;
  for (const key of UNUSED_IN_DEPLOYMENT[strategy]) {
    refuse(
      ["deployment", key],
      `for a deployment that is ${shown(strategy)}, got {}; remove it, or choose another strategy`,
    );
  }
}

function checkQueue({ scaling: { queueName } }: ServiceSettings, refuse: Refuse): void {
  if (queueName !== undefined) return;
  refuse(["scaling", "maxItemAge"], "without queueName, got {}; name the queue, or remove it");
}

function checkSchedules({ scaling }: ServiceSettings, settings: PartialSettings, refuse: Refuse): void {
  if (scaling.schedules.length === 0) return;
  if (settings.autoScale === false) {
    refuse(["scaling", "schedules"], "where proofpix:autoScale is false, got {}; set that to true, or remove them");
  }
  const { minInstances = settings.minInstances, maxInstances = settings.maxInstances } = scaling;
  if (minInstances === undefined || minInstances !== maxInstances) return;
  refuse(
    ["scaling", "schedules"],
    `where there are ${minInstances} instances at least and at most, got {}; raise maxInstances, or remove them`,
  );
}
