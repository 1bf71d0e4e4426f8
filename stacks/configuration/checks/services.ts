import { validateContainerService } from "../../../components/container-service/validate";
import type { ArgumentProblems } from "../../../components/shared/validation";
import { containerServiceArgs, type ServiceSurroundings } from "../../environment/container-service-args";
import { keyText, shown } from "../problem";
import { resolvedService } from "../resolve";
import type { PartialSettings, ServiceSettings } from "../schema/settings";
import { componentRefusals, NOT_YET_KNOWN } from "./component-refusals";

const SURROUNDINGS: ServiceSurroundings = {
  cluster: { clusterArn: NOT_YET_KNOWN, clusterName: NOT_YET_KNOWN },
  network: { vpcId: NOT_YET_KNOWN, cidrBlock: NOT_YET_KNOWN, privateSubnetIds: [] },
  image: NOT_YET_KNOWN,
  registryCredentialsArn: undefined,
  loadBalancer: undefined,
  kmsKeyArn: NOT_YET_KNOWN,
  alarmTopicArn: NOT_YET_KNOWN,
};

/** Services that can't run or can't be told apart (SC-13). */
export function checkServices({ services, capacity = "fargate" }: PartialSettings, problems: ArgumentProblems): void {
  services.forEach((service, index) => {
    if (service === undefined) return;
    checkName(service, index, services, problems);
    checkWorker(service, index, problems);
    for (const { propertyPath, reason } of containerRefusals(service, capacity)) {
      problems.add(`${keyText(["services", index])}.${serviceKey(propertyPath)}`, reason);
    }
  });
}

function checkName(
  { name }: ServiceSettings,
  index: number,
  services: PartialSettings["services"],
  problems: ArgumentProblems,
): void {
  problems.require(
    services.findIndex((other) => other?.name === name) === index,
    keyText(["services", index, "name"]),
    `must be a name of its own, got ${shown(name)} a second time; rename one of the two`,
  );
}

/** A worker takes no requests, so what is said of them can only be a mistake. */
function checkWorker({ worker, ...service }: ServiceSettings, index: number, problems: ArgumentProblems): void {
  for (const key of ["routing", "stickiness", "algorithm"] as const) {
    problems.require(
      !worker || service[key] === undefined,
      keyText(["services", index, key]),
      `means nothing for a worker, which takes no requests, got ${shown(service[key])}; remove it, or set worker to false`,
    );
  }
}

/** Bounds are left out: they are checked against the environment's. */
function containerRefusals(service: ServiceSettings, capacity: NonNullable<PartialSettings["capacity"]>) {
  const lone = resolvedService({ ...service, scaling: {} }, { image: "", minInstances: 1, maxInstances: 1 });
  const environment = {
    capacity,
    deploymentStrategy: "rolling",
    logRetentionDays: 365,
    protect: false,
    tags: {},
  } as const;
  return componentRefusals(() => {
    validateContainerService(service.name, containerServiceArgs(lone, environment, SURROUNDINGS));
  });
}

/** The key of a service from which an argument of its component comes. */
function serviceKey(argument: string): string {
  return argument.replace(/^containerHealthCheck/, "healthCheck").replace(/\.retries$/, ".tries");
}
