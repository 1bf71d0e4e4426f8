import { everywhere, MANDATORY_FROM_STAGING, resourceRule, textList, type Finding, type Reader } from "../core";
import { containersOf, propertyOf, TASK_DEFINITION } from "./shared/containers";

interface Settings {
  /** Log drivers that send logs to a place outside of the instance. */
  readonly drivers: readonly string[];
}

/** Log drivers of ECS without those whose logs stay on the instance (Amazon ECS API Reference, LogConfiguration). */
const COLLECTING_DRIVERS = ["awsfirelens", "awslogs", "fluentd", "gelf", "splunk", "syslog"];

export const ecsLoggingConfigured = resourceRule<Settings>({
  name: "ecs-logging-configured",
  title: "Logs of containers are collected",
  description:
    "Each container of an ECS task definition has a log driver that collects its logs centrally, and a log group if " +
    "that is CloudWatch Logs.",
  why: "Otherwise a task's logs disappear with the task. When tasks keep dying, nobody can tell why.",
  fix:
    'Set `logConfiguration: { logDriver: "awslogs", options: { "awslogs-group", "awslogs-region", ' +
    '"awslogs-stream-prefix" } }` with a log group of the stack, which has a retention.',
  severity: "medium",
  identifiers: { fsbp: ["ECS.9"] },
  requirements: ["CO-5"],
  references: [
    {
      title: "Amazon ECS Developer Guide, Send Amazon ECS logs to CloudWatch",
      url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
    },
  ],
  types: [TASK_DEFINITION],
  levels: MANDATORY_FROM_STAGING,
  configuration: {
    schema: {
      drivers: textList("Log drivers that collect logs away from the instance"),
    },
    defaults: everywhere({ drivers: COLLECTING_DRIVERS }),
  },
  check: (taskDefinition, { drivers }) =>
    containersOf(taskDefinition).flatMap((container) => uncollected(container, drivers)),
});

const GROUP = 'options["awslogs-group"]';

function uncollected(container: Reader, drivers: readonly string[]): Finding[] {
  const driver = container.string("logConfiguration.logDriver");
  if (!driver.known) return [];
  if (driver.value === undefined || !drivers.includes(driver.value)) {
    return [
      {
        property: propertyOf(container, "logConfiguration.logDriver"),
        value: driver.value,
        problem: "the container's logs are gone with it, or with its instance",
        allowed: drivers.join(", "),
        fix: "set logConfiguration with the driver awslogs and a log group",
      },
    ];
  }
  return driver.value === "awslogs" ? withoutGroup(container) : [];
}

function withoutGroup(container: Reader): Finding[] {
  const group = container.string(`logConfiguration.${GROUP}`);
  if (!group.known || (group.value ?? "") !== "") return [];
  return [
    {
      property: propertyOf(container, `logConfiguration.${GROUP}`),
      value: group.value,
      problem: "there is no log group to collect the logs in, and a task doesn't start",
      allowed: "name of a log group",
      fix: "set it to the name of a log group of the stack",
    },
  ];
}
