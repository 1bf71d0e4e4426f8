import { ContainerTask, type ContainerTaskArgs } from "../../../components/container-task";
import { ScheduledTask, type ScheduledTaskArgs } from "../../../components/scheduled-task";
import { isAllowed, isTrusted } from "../../support/iam-simulator";
import { changesBetween } from "../../support/changes";
import { deploy, only, refusals, type Registered } from "../../support/deploy";

const SCHEDULE = "aws:scheduler/schedule:Schedule";
const QUEUE = "aws:sqs/queue:Queue";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const RULE = "aws:cloudwatch/eventRule:EventRule";
const TARGET = "aws:cloudwatch/eventTarget:EventTarget";
const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
const ROLE = "aws:iam/role:Role";

const IMAGE = `registry.example.com/shop@sha256:${"1".repeat(64)}`;
const CLUSTER = "arn:aws:ecs:eu-west-1:123456789012:cluster/shop";
const TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";
const KEY = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";
const TASK_ARGS: ContainerTaskArgs = {
  cluster: { clusterArn: CLUSTER, clusterName: "shop" },
  vpcId: "vpc-0a1b2c3d",
  vpcCidrBlock: "10.0.0.0/16",
  subnetIds: ["subnet-0a", "subnet-0b"],
  image: IMAGE,
  cpu: "500m",
  memory: "1Gi",
};
const ARGS: Omit<ScheduledTaskArgs, "task"> = { schedule: "cron(0 3 * * ? *)", alarmActions: [TOPIC] };
const OUTPUTS = {
  [TASK_DEFINITION]: () => ({ arn: "arn:aws:ecs:eu-west-1:123456789012:task-definition/report:1" }),
  [ROLE]: ({ name }: { name: string }) => ({ arn: `arn:aws:iam::123456789012:role/${name}` }),
  [QUEUE]: () => ({ arn: "arn:aws:sqs:eu-west-1:123456789012:report-not-started" }),
};

/** A scheduled task, its task's own resources included. */
function scheduled(
  overrides: Partial<ScheduledTaskArgs> = {},
  taskOverrides: Partial<ContainerTaskArgs> = {},
): Promise<Registered[]> {
  return deploy(
    () => {
      const task = new ContainerTask("report", { ...TASK_ARGS, ...taskOverrides });
      new ScheduledTask("nightly", { task, ...ARGS, ...overrides });
    },
    { outputs: OUTPUTS },
  );
}

function named(resources: readonly Registered[], type: string, name: string): Registered {
  const found = resources.find((each) => each.type === type && each.name === name);
  if (found === undefined) throw new Error(`there is no ${type} ${name}`);
  return found;
}

async function refused(overrides: Partial<ScheduledTaskArgs>): Promise<string[]> {
  return refusals(() => {
    new ScheduledTask("nightly", { task: new ContainerTask("report", TASK_ARGS), ...ARGS, ...overrides });
  });
}

describe("the schedule", () => {
  it("runs the task at its time in UTC, precisely, tries for an hour, and hands on what it can't start", async () => {
    const { inputs } = only(await scheduled(), SCHEDULE);

    expect(inputs).toMatchObject({
      ...{ scheduleExpression: "cron(0 3 * * ? *)", scheduleExpressionTimezone: "UTC", state: "ENABLED" },
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        ...{ arn: CLUSTER, roleArn: "arn:aws:iam::123456789012:role/nightly-schedule" },
        ecsParameters: {
          taskDefinitionArn: "arn:aws:ecs:eu-west-1:123456789012:task-definition/report:1",
          ...{ taskCount: 1, launchType: "FARGATE", group: "schedule-nightly" },
          ...{ propagateTags: "TASK_DEFINITION", enableEcsManagedTags: true, enableExecuteCommand: false },
          networkConfiguration: { subnets: ["subnet-0a", "subnet-0b"], assignPublicIp: false },
        },
        retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 185 },
        deadLetterConfig: { arn: "arn:aws:sqs:eu-west-1:123456789012:report-not-started" },
      },
    });
    expect(inputs.target).not.toHaveProperty("input");
  });

  it("has another time zone, attempts and state where these are given", async () => {
    const retry = { maxAge: "5m", maxAttempts: 0 } as const;
    const { inputs } = only(await scheduled({ timeZone: "Europe/Berlin", enabled: false, retry }), SCHEDULE);

    expect(inputs).toMatchObject({
      ...{ scheduleExpressionTimezone: "Europe/Berlin", state: "DISABLED" },
      target: { retryPolicy: { maximumEventAgeInSeconds: 300, maximumRetryAttempts: 0 } },
    });
  });

  it("changes the command and variables of its runs, variables in the order of their names", async () => {
    const environment = { SCOPE: "month", LIMIT: "10" };
    const { inputs } = only(await scheduled({ command: ["node", "report.js"], environment }), SCHEDULE);

    expect(JSON.parse((inputs.target as { input: string }).input)).toEqual({
      containerOverrides: [
        {
          name: "application",
          command: ["node", "report.js"],
          environment: [
            { name: "LIMIT", value: "10" },
            { name: "SCOPE", value: "month" },
          ],
        },
      ],
    });
  });

  it("runs on the instances of the task's capacity provider", async () => {
    const { inputs } = only(await scheduled({}, { capacity: { kind: "capacity-provider", name: "jobs" } }), SCHEDULE);
    const { ecsParameters } = inputs.target as { ecsParameters: object };

    expect(ecsParameters).toMatchObject({
      capacityProviderStrategies: [{ capacityProvider: "jobs", weight: 1 }],
      placementStrategies: [
        { type: "spread", field: "attribute:ecs.availability-zone" },
        { type: "binpack", field: "memory" },
      ],
    });
    expect(ecsParameters).not.toHaveProperty("launchType");
  });
});

describe("the role of the schedule", () => {
  const ECS = "arn:aws:ecs:eu-west-1:123456789012";
  const PASSED = { "iam:PassedToService": "ecs-tasks.amazonaws.com" };
  const rights = async () => {
    const policy = named(await scheduled({ kmsKeyArn: KEY }), "aws:iam/rolePolicy:RolePolicy", "nightly-schedule");
    return { policies: [String(policy.inputs.policy)] };
  };

  it.each<[boolean, string, string, Record<string, string>]>([
    [true, "ecs:RunTask", `${ECS}:task-definition/report:12`, { "ecs:cluster": CLUSTER }],
    [false, "ecs:RunTask", `${ECS}:task-definition/report-2:1`, { "ecs:cluster": CLUSTER }],
    [false, "ecs:RunTask", `${ECS}:task-definition/report:12`, { "ecs:cluster": `${CLUSTER}-2` }],
    [true, "ecs:TagResource", `${ECS}:task/shop/0a1b`, { "ecs:CreateAction": "RunTask" }],
    [false, "ecs:TagResource", `${ECS}:task/shop/0a1b`, {}],
    [true, "iam:PassRole", "arn:aws:iam::123456789012:role/report-execution", PASSED],
    [true, "iam:PassRole", "arn:aws:iam::123456789012:role/report-task", PASSED],
    [false, "iam:PassRole", "arn:aws:iam::123456789012:role/administrator", PASSED],
    [
      false,
      "iam:PassRole",
      "arn:aws:iam::123456789012:role/report-task",
      { "iam:PassedToService": "ec2.amazonaws.com" },
    ],
    [true, "sqs:SendMessage", "arn:aws:sqs:eu-west-1:123456789012:report-not-started", {}],
    [false, "sqs:ReceiveMessage", "arn:aws:sqs:eu-west-1:123456789012:report-not-started", {}],
    [true, "kms:GenerateDataKey", KEY, { "kms:ViaService": "sqs.eu-west-1.amazonaws.com" }],
    [false, "ecs:StopTask", `${ECS}:task/shop/0a1b`, { "ecs:cluster": CLUSTER }],
  ])("has the right: %s, %s on %s", async (expected, action, resource, context) => {
    expect(isAllowed(await rights(), { action, resource, context })).toBe(expected);
  });
});

describe("people", () => {
  it("are warned of runs that don't start and of runs that fail, by the topics of the severity", async () => {
    const resources = await scheduled();

    expect(only(resources, ALARM).inputs).toMatchObject({
      ...{ name: "nightly-not-started", namespace: "AWS/SQS", metricName: "ApproximateNumberOfMessagesVisible" },
      ...{ threshold: 0, alarmActions: [TOPIC], okActions: [TOPIC], treatMissingData: "notBreaching" },
    });
    expect(JSON.parse(String(only(resources, RULE).inputs.eventPattern))).toMatchObject({
      detail: { clusterArn: [CLUSTER], group: ["schedule-nightly"] },
    });
    expect(only(resources, TARGET).inputs.arn).toBe(TOPIC);
  });

  it("are woken where that is asked for", async () => {
    const alarmActions = { critical: ["arn:aws:sns:eu-west-1:123456789012:pages"], warning: [TOPIC] };
    const resources = await scheduled({ alarmActions, severity: "critical" });

    expect(only(resources, ALARM).inputs.alarmActions).toEqual(alarmActions.critical);
    expect(only(resources, TARGET).inputs.arn).toBe(alarmActions.critical[0]);
  });

  it("find what was given up in a queue for two weeks, encrypted by SQS's key or another", async () => {
    expect(only(await scheduled(), QUEUE).inputs).toMatchObject({
      ...{ messageRetentionSeconds: 1_209_600, sqsManagedSseEnabled: true },
    });
    expect(only(await scheduled({ kmsKeyArn: KEY }), QUEUE).inputs).toMatchObject({ kmsMasterKeyId: KEY });
  });
});

describe("a change of what is scheduled", () => {
  const change = async (
    overrides: Partial<ScheduledTaskArgs>,
    taskOverrides: Partial<ContainerTaskArgs> = {},
    before: Partial<ScheduledTaskArgs> = {},
  ) => changesBetween(await scheduled(before), await scheduled(overrides, taskOverrides));
  const NOTHING = { created: [], updated: [], replaced: [], deleted: [] };

  it("of its image registers a revision, which the schedule runs from then on, with the rights that it has", async () => {
    const image = `registry.example.com/shop@sha256:${"2".repeat(64)}`;
    const policy = async (overrides: Partial<ContainerTaskArgs>) =>
      named(await scheduled({}, overrides), "aws:iam/rolePolicy:RolePolicy", "nightly-schedule").inputs;

    expect(await change({}, { image })).toMatchObject({
      updated: ["Schedule nightly"],
      replaced: expect.arrayContaining(["TaskDefinition report"]) as string[],
      deleted: [],
    });
    // The policy names the family, which every revision has.
    expect(await policy({ image })).toEqual(await policy({}));
  });

  it.each<[string, Partial<ScheduledTaskArgs>]>([
    ["time", { schedule: "rate(1 day)" }],
    ["time zone", { timeZone: "Europe/Berlin" }],
    ["state", { enabled: false }],
    ["attempts", { retry: { maxAttempts: 1 } }],
    ["command", { command: ["node", "other.js"] }],
    ["variables", { environment: { SCOPE: "year" } }],
  ])("of its %s changes the schedule alone, in place", async (_, overrides) => {
    expect(await change(overrides)).toEqual({ ...NOTHING, updated: ["Schedule nightly"] });
  });

  it("of its key gives the role the rights to the new one before it loses those to the old", async () => {
    const { replaced, deleted } = await change({ kmsKeyArn: KEY });

    expect([replaced, deleted]).toEqual([["RolePolicy nightly-schedule"], []]);
  });

  it("of a further security group is one of the schedule alone", async () => {
    expect(await change({}, { securityGroupIds: ["sg-0c11e417"] })).toEqual({
      ...NOTHING,
      updated: ["Schedule nightly"],
    });
  });

  it("that isn't one does nothing", async () => {
    expect(await change({ timeZone: "UTC", enabled: true, retry: {} })).toEqual(NOTHING);
  });
});

describe("the arguments of a scheduled task", () => {
  it.each<[string, Partial<ScheduledTaskArgs>, string]>([
    ["no schedule at all", { schedule: "daily" }, 'schedule: must be "cron(<six fields>)"'],
    ["a crontab's five fields", { schedule: "30 7 * * 1-5" }, 'write "cron(30 7 ? * 2-6 *)"'],
    ["a crontab's every day", { schedule: "0 3 * * *" }, 'write "cron(0 3 * * ? *)"'],
    ["both a day and a weekday", { schedule: "cron(0 3 1 * MON *)" }, "schedule: "],
    ["a single time with an offset", { schedule: "at(2026-12-24T18:00:00Z)" }, "schedule: "],
    ["a time zone in another case", { timeZone: "europe/berlin" }, 'write "Europe/Berlin"'],
    ["more attempts than Scheduler makes", { retry: { maxAttempts: 186 } }, "retry.maxAttempts: "],
    ["less time than Scheduler takes", { retry: { maxAge: "59s" } }, "retry.maxAge: "],
    ["a secret in plain text", { environment: { API_TOKEN: "t" } }, "environment.API_TOKEN: looks like a secret"],
    ["a command of nothing", { command: [] }, "command: "],
    ["more overrides than ECS takes", { command: ["x".repeat(8192)] }, "environment: must be short enough"],
    ["an alias in place of a key", { kmsKeyArn: "alias/shop" }, "kmsKeyArn: "],
    ["a severity that there isn't", { severity: "urgent" as never }, "severity"],
    ["no task", { task: undefined }, "task: "],
  ])("are refused with %s", async (_, overrides, reason) => {
    const problems = await refused(overrides);

    expect(problems.join("\n")).toContain(reason);
  });

  it.each(["cron(15 10 ? * 6L 2026-2027)", "rate(5 minutes)", "rate(1 hour)", "at(2026-12-24T18:00:00)"])(
    "may have the schedule %s (Amazon EventBridge Scheduler User Guide, Schedule types)",
    async (schedule) => {
      expect(only(await scheduled({ schedule }), SCHEDULE).inputs.scheduleExpression).toBe(schedule);
    },
  );
});

it("trusts Scheduler for schedules of this account's group alone", async () => {
  const trust = String(named(await scheduled(), ROLE, "nightly-schedule").inputs.assumeRolePolicy);
  const asks = (group: string) =>
    isTrusted(trust, {
      action: "sts:AssumeRole",
      principal: { type: "Service", value: "scheduler.amazonaws.com" },
      context: {
        "aws:SourceAccount": "123456789012",
        "aws:SourceArn": `arn:aws:scheduler:eu-west-1:123456789012:schedule-group/${group}`,
      },
    });

  expect([asks("default"), asks("other")]).toEqual([true, false]);
});
