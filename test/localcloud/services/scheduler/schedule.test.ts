import { scheduleStatements, scheduleTrust } from "../../../../components/scheduled-task/schedule-policy";
import { policyDocument, type PolicyStatement } from "../../../../components/shared/policy-document";
import type { Properties } from "../../../../localcloud/model/values";
import { describeLimits } from "../../limits/inputs";
import { describeRules, describeWarnings, inLocalCloud, refusalOf, type TestCloud } from "../../support";
import { serviceTrust } from "../iam/policies";

const SCHEDULE = "aws:scheduler/schedule:Schedule";
const INVALID = "ValidationException";
const QUEUE = "arn:aws:sqs:eu-west-1:123456789012:not-started";

describeLimits(SCHEDULE, [
  ["name", "a schedule", "a.schedule_2-b", INVALID, "regular expression"],
  ["name", "s".repeat(65), "s".repeat(64), INVALID, "64"],
  ["target.retryPolicy.maximumEventAgeInSeconds", 59, 60, INVALID, "60"],
  ["target.retryPolicy.maximumRetryAttempts", 186, 185, INVALID, "185"],
  ["target.ecsParameters.taskCount", 11, 10, INVALID, "10"],
  ["flexibleTimeWindow.maximumWindowInMinutes", 1441, 1440, INVALID, "1440"],
  ["target.deadLetterConfig.arn", `${QUEUE}.fifo`, QUEUE, INVALID, "regular expression"],
]);

/** A role that Scheduler may assume, with some statements. */
function roleOf(cloud: TestCloud, name: string, statements: readonly PolicyStatement[], trust: string): string {
  const role = cloud.create("aws:iam/role:Role", { name, assumeRolePolicy: trust });
  if (statements.length > 0) {
    const policy = JSON.stringify(policyDocument(...statements));
    cloud.create("aws:iam/rolePolicy:RolePolicy", { name, role: role.id, policy });
  }
  return String(role.computed.arn);
}

function prepared(cloud: TestCloud) {
  const vpcId = cloud.create("aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" }).id;
  const subnet = cloud.create("aws:ec2/subnet:Subnet", {
    ...{ vpcId, cidrBlock: "10.0.0.0/24", availabilityZone: "eu-west-1a" },
  }).id;
  const clusterArn = cloud.create("aws:ecs/cluster:Cluster", { name: "shop" }).id;
  const tasks = (name: string) => roleOf(cloud, name, [], serviceTrust("ecs-tasks"));
  const [taskRoleArn, executionRoleArn] = [tasks("task"), tasks("execution")];
  const taskDefinitionArn = cloud.create("aws:ecs/taskDefinition:TaskDefinition", {
    family: "report",
    ...{ cpu: "256", memory: "512", networkMode: "awsvpc", requiresCompatibilities: ["FARGATE"] },
    ...{ taskRoleArn, executionRoleArn },
    containerDefinitions: JSON.stringify([{ name: "application", image: "shop", essential: true }]),
  }).id;
  const deadLetters = cloud.create("aws:sqs/queue:Queue", { name: "not-started" });
  const run = { clusterArn, family: "report", taskRoleArn, executionRoleArn };
  const statements = scheduleStatements(run);
  const trust = JSON.stringify(scheduleTrust(clusterArn));
  const inputs = {
    name: "report",
    scheduleExpression: "cron(0 3 * * ? *)",
    flexibleTimeWindow: { mode: "OFF" },
    target: {
      arn: clusterArn,
      roleArn: roleOf(cloud, "schedule", statements, trust),
      ecsParameters: {
        taskDefinitionArn,
        launchType: "FARGATE",
        propagateTags: "TASK_DEFINITION",
        networkConfiguration: { subnets: [subnet] },
      },
      deadLetterConfig: { arn: String(deadLetters.computed.arn) },
    },
  };
  return {
    inputs,
    roles: {
      ofTasks: taskRoleArn,
      ofAnotherGroup: roleOf(
        cloud,
        "group",
        statements,
        trust.replace("schedule-group/default", "schedule-group/other"),
      ),
      withoutRunning: roleOf(cloud, "running", without("ecs:RunTask", statements), trust),
      withoutPassing: roleOf(cloud, "passing", without("iam:PassRole", statements), trust),
      withoutTagging: roleOf(cloud, "tagging", without("ecs:TagResource", statements), trust),
      ofAnotherFamily: roleOf(cloud, "family", scheduleStatements({ ...run, family: "other" }), trust),
      ofAnotherCluster: roleOf(cloud, "cluster", scheduleStatements({ ...run, clusterArn: `${clusterArn}-2` }), trust),
    },
  };
}

type Prepared = ReturnType<typeof prepared>;

function without(action: string, statements: readonly PolicyStatement[]): PolicyStatement[] {
  return statements.filter(({ Action }) => Action !== action);
}

/** The valid target with some members replaced. */
function target(changes: Properties, ofEcs: Properties = {}) {
  return ({ inputs }: Prepared): Properties => ({
    target: { ...inputs.target, ...changes, ecsParameters: { ...inputs.target.ecsParameters, ...ofEcs } },
  });
}

function roled(role: keyof Prepared["roles"]) {
  return (given: Prepared): Properties => target({ roleArn: given.roles[role] })(given);
}

describeRules(SCHEDULE, prepared, [
  [
    "a cron expression of five fields",
    { scheduleExpression: "cron(0 3 * * *)" },
    { scheduleExpression: "cron(0 3 * * ? *)" },
    INVALID,
    "Invalid Schedule Expression cron(0 3 * * *). (scheduleExpression)",
  ],
  [
    "an interval without a unit",
    { scheduleExpression: "rate(5)" },
    { scheduleExpression: "rate(5 minutes)" },
    INVALID,
    "Invalid Schedule Expression rate(5).",
  ],
  [
    "a single time with an offset",
    { scheduleExpression: "at(2026-12-24T18:00:00Z)" },
    { scheduleExpression: "at(2026-12-24T18:00:00)" },
    INVALID,
    "Invalid Schedule Expression",
  ],
  [
    "a time zone in another case",
    { scheduleExpressionTimezone: "europe/berlin" },
    { scheduleExpressionTimezone: "Europe/Berlin" },
    INVALID,
    "europe/berlin",
  ],
  [
    "a flexible window without its length",
    { flexibleTimeWindow: { mode: "FLEXIBLE" } },
    { flexibleTimeWindow: { mode: "FLEXIBLE", maximumWindowInMinutes: 5 } },
    INVALID,
    "MaximumWindowInMinutes",
  ],
  [
    "an end before the start",
    { startDate: "2026-12-02T00:00:00Z", endDate: "2026-12-01T00:00:00Z" },
    { startDate: "2026-12-01T00:00:00Z", endDate: "2026-12-02T00:00:00Z" },
    INVALID,
    "StartDate",
  ],
  [
    "a date without an offset",
    { startDate: "2026-12-02T00:00:00" },
    { startDate: "2026-12-02T00:00:00+01:00" },
    INVALID,
    "valid RFC3339 date (startDate)",
  ],
  [
    "a group that isn't there",
    { groupName: "nightly" },
    { groupName: "default" },
    "ResourceNotFoundException",
    "Schedule group nightly does not exist. (groupName)",
  ],
  [
    "a cluster without a task",
    ({ inputs }) => ({ target: { arn: inputs.target.arn, roleArn: inputs.target.roleArn } }),
    {},
    INVALID,
    "EcsParameters",
  ],
  [
    "a role that Scheduler can't assume",
    roled("ofTasks"),
    {},
    INVALID,
    "The execution role you provide must allow AWS EventBridge Scheduler to assume the role. (target.roleArn)",
  ],
  ["a role for another group of schedules", roled("ofAnotherGroup"), {}, INVALID, "to assume the role"],
  [
    "a role that isn't there",
    target({ roleArn: "arn:aws:iam::123456789012:role/gone" }),
    {},
    INVALID,
    "to assume the role",
  ],
]);

describeWarnings(SCHEDULE, prepared, [
  ["a role that may not run tasks", roled("withoutRunning"), {}, "is not authorized to perform: ecs:RunTask"],
  ["a role for another family", roled("ofAnotherFamily"), {}, "ecs:RunTask"],
  ["a role for another cluster", roled("ofAnotherCluster"), {}, "ecs:RunTask"],
  ["a role that may not pass on those of the task", roled("withoutPassing"), {}, "iam:PassRole"],
  [
    "a role that may not give tasks their tags",
    roled("withoutTagging"),
    (given) => ({
      ...roled("withoutTagging")(given),
      ...target({ roleArn: given.roles.withoutTagging }, { propagateTags: undefined })(given),
    }),
    "ecs:TagResource",
  ],
  [
    "a task definition that isn't there",
    ({ inputs }) =>
      target(
        {},
        { taskDefinitionArn: inputs.target.ecsParameters.taskDefinitionArn.replace("report:1", "report:2") },
      )({
        inputs,
      } as Prepared),
    {},
    "TaskDefinition not found.",
  ],
  [
    "a launch type beside a strategy",
    target({}, { capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }] }),
    {},
    "Specifying both a launch type and capacity provider strategy is not supported",
  ],
  [
    "overrides of a container that the task doesn't have",
    target({ input: JSON.stringify({ containerOverrides: [{ name: "web", command: ["report"] }] }) }),
    target({ input: JSON.stringify({ containerOverrides: [{ name: "application", command: ["report"] }] }) }),
    "Override for container named web",
  ],
  ["overrides that aren't JSON", target({ input: "report" }), target({ input: "{}" }), "Invalid TaskOverride JSON"],
  [
    "a dead-letter queue that isn't there",
    target({ deadLetterConfig: { arn: `${QUEUE}-2` } }),
    target({ deadLetterConfig: undefined }),
    "not-started-2 does not exist",
  ],
]);

describe("a schedule", () => {
  it("has the id, ARN and group that AWS gives it, and keeps them when its time changes", () => {
    const cloud = inLocalCloud();
    const schedule = cloud.create(SCHEDULE, prepared(cloud).inputs);

    expect(schedule.id).toBe("default/report");
    expect(cloud.outputs(schedule)).toMatchObject({
      arn: "arn:aws:scheduler:eu-west-1:123456789012:schedule/default/report",
      ...{ groupName: "default", name: "report", state: "ENABLED", scheduleExpressionTimezone: "UTC" },
    });
    const changed = cloud.update(schedule, { scheduleExpression: "rate(2 hours)" });
    expect(changed).toMatchObject({ id: "default/report", inputs: { scheduleExpression: "rate(2 hours)" } });
  });

  it("is the only one of its name", () => {
    const cloud = inLocalCloud();
    const { inputs } = prepared(cloud);
    cloud.create(SCHEDULE, inputs);

    expect(refusalOf(() => cloud.create(SCHEDULE, inputs))).toBe(
      "ConflictException: Schedule report already exists. (name)",
    );
    expect(refusalOf(() => cloud.create(SCHEDULE, { ...inputs, name: "report-2" }))).toBeUndefined();
  });

  it("runs nothing but tasks here: other targets are told with where to add them", () => {
    const cloud = inLocalCloud();
    const { inputs } = prepared(cloud);
    const arn = "arn:aws:lambda:eu-west-1:123456789012:function:report";

    expect(() => cloud.create(SCHEDULE, { ...inputs, target: { ...inputs.target, arn } })).toThrow(
      "targets other than tasks of ECS (target.arn); add it to localcloud/services/scheduler/target-rules.ts",
    );
  });
});
