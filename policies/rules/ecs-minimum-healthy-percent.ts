import { MANDATORY_FROM_STAGING, resourceRule, type Finding, type ResourceView } from "../core";
import { isReplicated, isRolling, SERVICE } from "./shared/ecs-service";

interface Settings {
  /** Smallest percentage of the desired tasks that may be healthy during a deployment. */
  readonly minimum: number;
}

/** The defaults of ECS for a replica service (Amazon ECS API Reference, DeploymentConfiguration). */
const DEFAULTS = { minimum: 100, maximum: 200 };

const [MINIMUM, MAXIMUM] = ["deploymentMinimumHealthyPercent", "deploymentMaximumPercent"] as const;

export const ecsMinimumHealthyPercent = resourceRule<Settings>({
  name: "ecs-minimum-healthy-percent",
  title: "Rolling deployments keep enough tasks running, and can proceed",
  description:
    "A rolling deployment of an ECS service keeps at least the environment's percentage of tasks healthy, and its " +
    "bounds let it start or stop at least one task.",
  why:
    "Below 100 percent, a deployment stops tasks before it has replaced them, which overloads the others. If it may " +
    "neither start nor stop a task, it never ends.",
  fix: "Set `deploymentMinimumHealthyPercent: 100` and `deploymentMaximumPercent: 200`, or leave both out.",
  severity: "high",
  requirements: ["LB-5", "DP-3"],
  references: [
    {
      title: "Amazon ECS Developer Guide, Amazon ECS service definition parameters: deploymentConfiguration",
      url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html",
    },
  ],
  types: [SERVICE],
  levels: MANDATORY_FROM_STAGING,
  configuration: {
    schema: {
      minimum: {
        type: "integer",
        minimum: 0,
        maximum: 100,
        description: "Smallest share of the wanted tasks that may be healthy while a deployment lasts, in percent",
      },
    },
    defaults: {
      development: { minimum: 50 },
      staging: { minimum: 100 },
      production: { minimum: 100 },
    },
  },
  check(service, { minimum }) {
    if (!isRolling(service) || !isReplicated(service)) return [];
    return [...tooFewHealthy(service, minimum), ...stuck(service)];
  },
});

function tooFewHealthy(service: ResourceView, minimum: number): Finding[] {
  const percent = service.number(MINIMUM);
  if (!percent.known || (percent.value ?? DEFAULTS.minimum) >= minimum) return [];
  return [
    {
      property: MINIMUM,
      value: percent.value,
      problem: "a deployment stops tasks that nothing has replaced yet",
      allowed: `${minimum} to 100`,
      fix: `set it to ${minimum} and ${MAXIMUM} to 200`,
    },
  ];
}

function stuck(service: ResourceView): Finding[] {
  const [minimum, maximum] = [service.number(MINIMUM), service.number(MAXIMUM)];
  if (!minimum.known || !maximum.known) return [];
  const bounds = { minimum: minimum.value ?? DEFAULTS.minimum, maximum: maximum.value ?? DEFAULTS.maximum };
  const tasks = fixedTasks(service);
  if (canMove(bounds, tasks)) return [];
  return [
    {
      property: MAXIMUM,
      value: maximum.value,
      problem: `beside a minimum of ${bounds.minimum} %, a deployment may neither start nor stop one of ${tasks ?? "its"} tasks, and never ends`,
      allowed: "enough for one task more, such as 200",
      fix: "set it to 200",
    },
  ];
}

/** The number of tasks of a service; undefined if scaling or something else decides it. */
function fixedTasks(service: ResourceView): number | undefined {
  if (service.options.ignoreChanges.includes("desiredCount")) return undefined;
  const tasks = service.number("desiredCount");
  return tasks.known && tasks.value !== 0 ? tasks.value : undefined;
}

/**
 * ECS rounds the lower bound up and the upper bound down. Without a known number of tasks, the exact percentages count.
 */
function canMove({ minimum, maximum }: typeof DEFAULTS, tasks: number | undefined): boolean {
  if (tasks === undefined) return minimum < 100 || maximum > 100;
  return Math.ceil((tasks * minimum) / 100) < tasks || Math.floor((tasks * maximum) / 100) > tasks;
}
