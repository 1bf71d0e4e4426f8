import type { Controller } from "../../../../../localcloud/behaviour/model/controller";
import type { RunningChange } from "../../../../../localcloud/behaviour/model/running";
import type { ServiceDeployment } from "../../../../../localcloud/behaviour/model/service";
import type { CloudResource } from "../../../../../localcloud/model/resource";
import type { Properties } from "../../../../../localcloud/model/values";
import { deployments } from "../../../../../localcloud/behaviour/ecs/deployments/controller";
import { smallWorld, type SmallWorld, type SmallWorldOptions } from "../../support/small-world";
import { fakeScheduler, type Fate } from "./fake-scheduler";

const REGION = "eu-west-1";
const PREFIX = `arn:aws:elasticloadbalancing:${REGION}:123456789012`;

export const SERVICE_ARN = `arn:aws:ecs:${REGION}:123456789012:service/main/web`;
export const BLUE = `${PREFIX}:targetgroup/blue/0123456789abcdef`;
export const GREEN = `${PREFIX}:targetgroup/green/0123456789abcdef`;
export const PRODUCTION_RULE = `${PREFIX}:listener-rule/app/main/0123456789abcdef/0123456789abcdef/production`;
export const TEST_RULE = `${PREFIX}:listener-rule/app/main/0123456789abcdef/0123456789abcdef/test`;

const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
const LISTENER_RULE = "aws:lb/listenerRule:ListenerRule";

function resource(type: string, id: string, inputs: Properties, computed: Properties = {}): CloudResource {
  return { type, id, region: REGION, urn: `urn:pulumi:test::test::${type}::${id}`, inputs, computed };
}

/** The task definition `web:<revision>`. */
export function taskDefinition(revision: number): CloudResource {
  const arn = `arn:aws:ecs:${REGION}:123456789012:task-definition/web:${revision}`;
  return resource(TASK_DEFINITION, arn, { family: "web", containerDefinitions: "[]" }, { arn, revision });
}

/** A service with the settings that every service of the environments has. */
export function service(inputs: Properties = {}): CloudResource {
  return resource(
    "aws:ecs/service:Service",
    SERVICE_ARN,
    {
      name: "web",
      cluster: `arn:aws:ecs:${REGION}:123456789012:cluster/main`,
      taskDefinition: taskDefinition(1).id,
      desiredCount: 4,
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      schedulingStrategy: "REPLICA",
      deploymentCircuitBreaker: { enable: true, rollback: true },
      deploymentConfiguration: { strategy: "ROLLING" },
      ...inputs,
    },
    { arn: SERVICE_ARN, name: "web" },
  );
}

/** A service behind one target group. */
export function balancedService(inputs: Properties = {}): CloudResource {
  return service({
    loadBalancers: [{ targetGroupArn: BLUE, containerName: "web", containerPort: 3000 }],
    ...inputs,
  });
}

/** A service whose traffic ECS shifts between two target groups. */
export function shiftedService(deploymentConfiguration: Properties, inputs: Properties = {}): CloudResource {
  return service({
    loadBalancers: [
      {
        targetGroupArn: BLUE,
        containerName: "web",
        containerPort: 3000,
        advancedConfiguration: {
          alternateTargetGroupArn: GREEN,
          productionListenerRule: PRODUCTION_RULE,
          testListenerRule: TEST_RULE,
          roleArn: "arn:aws:iam::123456789012:role/traffic-shift",
        },
      },
    ],
    deploymentConfiguration: { strategy: "BLUE_GREEN", bakeTimeInMinutes: "3", ...deploymentConfiguration },
    ...inputs,
  });
}

/** The listener rules of a service whose traffic is shifted, as a program declares them. */
export function listenerRules(): CloudResource[] {
  const forward = (blue: number, green: number) => [
    {
      type: "forward",
      forward: {
        targetGroups: [
          { arn: BLUE, weight: blue },
          { arn: GREEN, weight: green },
        ],
      },
    },
  ];
  return [
    resource(LISTENER_RULE, PRODUCTION_RULE, { actions: forward(1, 0) }),
    resource(LISTENER_RULE, TEST_RULE, { actions: forward(0, 1) }),
  ];
}

/** An alarm that looks at some periods of a minute. */
export function alarm(name: string, evaluationPeriods = 3): CloudResource {
  const inputs = { name, period: 60, evaluationPeriods };
  return resource("aws:cloudwatch/metricAlarm:MetricAlarm", name, inputs, { name });
}

/** An alarm that rings, or doesn't any more. */
export function ringing(name: string, state: "OK" | "ALARM" = "ALARM"): RunningChange {
  const arn = `arn:aws:cloudwatch:${REGION}:123456789012:alarm:${name}`;
  const value = { arn, name, region: REGION, state, reason: "", updatedAt: 0, transitionedAt: 0 };
  return { kind: "alarm", id: arn, value };
}

/** A world with the deployments and a scheduler that gives tasks their fates by task definition. */
export function deployingWorld(
  fates: Readonly<Record<string, Fate>> = {},
  resources: readonly CloudResource[] = [],
  options: SmallWorldOptions = {},
  others: readonly Controller[] = [],
): SmallWorld {
  const definitions = [1, 2, 3, 4].map(taskDefinition);
  return smallWorld(
    [deployments, fakeScheduler(fates), ...others],
    [...definitions, ...listenerRules(), ...resources],
    options,
  );
}

/** The deployments of the service, the oldest first. */
export function deploymentsOf({ running }: SmallWorld): readonly ServiceDeployment[] {
  return running.all("serviceDeployment");
}

/** The newest deployment of the service. */
export function newest(world: SmallWorld): ServiceDeployment {
  const found = deploymentsOf(world).at(-1);
  if (found === undefined) throw new Error("no deployment has begun");
  return found;
}

/** How many tasks are wanted of each task definition, such as `{ "web:1": 4 }`. */
export function wanted({ running }: SmallWorld): Record<string, number> {
  const found = running.find("service", SERVICE_ARN)?.wanted ?? [];
  return Object.fromEntries(
    found.map(({ revisionArn, count }) => [
      running.find("serviceRevision", revisionArn)?.taskDefinitionArn.split("/").at(-1) ?? "",
      count,
    ]),
  );
}

/** Weights of the target groups of a listener rule: blue and green. */
export function weights({ cloud }: SmallWorld, rule: string): number[] {
  const inputs = cloud.find(LISTENER_RULE, rule)?.inputs as {
    actions: { forward: { targetGroups: { arn: string; weight: number }[] } }[];
  };
  const groups = inputs.actions[0]?.forward.targetGroups ?? [];
  return [BLUE, GREEN].map((arn) => groups.find((group) => group.arn === arn)?.weight ?? 0);
}

/** Messages of the events since one that another look has seen. */
export function messages({ events }: SmallWorld, from = 0): string[] {
  return events.slice(from).map(({ message }) => message);
}
