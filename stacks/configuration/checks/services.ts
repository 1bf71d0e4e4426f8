import type { Capacity, TargetFacts } from "../../../components/container-service";
import { validateContainerService } from "../../../components/container-service/validate";
import { targetSettings } from "../../../components/load-balancer/target-settings";
import type { ArgumentProblems } from "../../../components/shared/validation";
import { containerServiceArgs, type ServiceSurroundings } from "../../environment/container-service-args";
import { targetArgs } from "../../environment/load-balancer-args";
import type { ServiceConfiguration } from "../configuration";
import { keyText, shown } from "../problem";
import { resolvedService, withoutBounds } from "../resolve";
import type { PartialSettings, ServiceSettings } from "../schema/settings";
import { componentRefusals, NOT_YET_KNOWN } from "./component-refusals";

const SURROUNDINGS: ServiceSurroundings = {
  name: "service",
  capacity: { kind: "fargate" },
  cluster: { clusterArn: NOT_YET_KNOWN, clusterName: NOT_YET_KNOWN },
  network: { vpcId: NOT_YET_KNOWN, cidrBlock: NOT_YET_KNOWN, privateSubnetIds: [] },
  image: NOT_YET_KNOWN,
  registryCredentialsArn: undefined,
  loadBalancer: undefined,
  accountId: NOT_YET_KNOWN,
  kmsKeyArn: NOT_YET_KNOWN,
  alarmTopicArn: NOT_YET_KNOWN,
};

const CAPACITIES: Readonly<Record<NonNullable<PartialSettings["capacity"]>, Capacity>> = {
  ec2: { kind: "capacity-provider", name: NOT_YET_KNOWN },
  fargate: { kind: "fargate" },
};

/** Services that can't run or can't be told apart (SC-13). */
export function checkServices(settings: PartialSettings, problems: ArgumentProblems): void {
  settings.services.forEach((service, index) => {
    if (service === undefined) return;
    checkName(service, index, settings.services, problems);
    checkQueueKey(service, index, settings, problems);
    for (const { propertyPath, reason } of containerRefusals(service, settings)) {
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

/** A key that encrypts no queue, or one that the queue's region doesn't have. */
function checkQueueKey(
  { scaling: { queueName, queueKeyArn } }: ServiceSettings,
  index: number,
  { region }: PartialSettings,
  problems: ArgumentProblems,
): void {
  if (queueKeyArn === undefined) return;
  const key = keyText(["services", index, "scaling", "queueKeyArn"]);
  problems.require(
    queueName !== undefined,
    key,
    `means nothing without queueName, got ${shown(queueKeyArn)}; name the queue or remove it`,
  );
  problems.require(
    region === undefined || queueKeyArn.split(":")[3] === region,
    key,
    `must be a key of the queue's region, which is ${shown(region)}, got ${shown(queueKeyArn)}; name the key that encrypts the queue`,
  );
}

/** Bounds are left out: they are checked against the environment's. */
function containerRefusals(
  service: ServiceSettings,
  {
    algorithm = "round-robin",
    architecture = "x86_64",
    capacity = "ec2",
    deploymentStrategy = "rolling",
  }: PartialSettings,
) {
  const defaults = { algorithm, deploymentStrategy, image: "", minInstances: 1, maxInstances: 1 };
  const lone = resolvedService(withoutBounds(service), defaults);
  const environment = {
    architecture,
    logRetentionDays: 365,
    protect: false,
    region: "",
    secretKeyArns: [],
    tags: {},
  } as const;
  const args = containerServiceArgs(lone, environment, { ...SURROUNDINGS, capacity: CAPACITIES[capacity] });
  const judged = { ...args, loadBalancer: service.worker ? undefined : { target: targetFacts(lone, algorithm) } };
  return componentRefusals((problems) => {
    validateContainerService(judged, problems);
  });
}

/** What the load balancer's target will be like. */
function targetFacts(service: ServiceConfiguration, algorithm: NonNullable<PartialSettings["algorithm"]>): TargetFacts {
  const { port, healthCheck, deregistrationDelay } = targetSettings(targetArgs(service), "round-robin");
  return {
    port,
    healthPath: healthCheck.path,
    deregistrationDelaySeconds: deregistrationDelay,
    healthySeconds: healthCheck.interval * healthCheck.healthyThreshold,
    greenTargetGroupArn: algorithm === "ip-hash" ? undefined : NOT_YET_KNOWN,
  };
}

/** The key of a service from which an argument of its component comes. */
function serviceKey(argument: string): string {
  return argument.replace(/^containerHealthCheck/, "healthCheck");
}
