import { problemsWith, limitProblems } from "./inputs";
import { SAMPLES } from "./samples";

const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";
const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
const SECRET_VERSION = "aws:secretsmanager/secretVersion:SecretVersion";

describe("limitProblems", () => {
  it("words a refusal as AWS does, and names the input beside it", () => {
    expect(problemsWith(TARGET_GROUP, "healthCheck.interval", 3)).toEqual([
      {
        path: "healthCheck.interval",
        code: "ValidationError",
        message:
          "1 validation error detected: Value '3' at 'healthCheckIntervalSeconds' failed to satisfy constraint: " +
          "Member must have value greater than or equal to 5",
      },
    ]);
  });

  it("reports every input that breaks a limit, each once", () => {
    const problems = limitProblems(TARGET_GROUP, { name: "-_".repeat(17), port: 0, healthCheck: { timeout: 1 } });

    expect(problems.map(({ path }) => path).sort()).toEqual(["healthCheck.timeout", "name", "port"]);
  });

  it("leaves what isn't known yet to AWS", () => {
    expect(problemsWith(TARGET_GROUP, "healthCheck.interval", undefined)).toEqual([]);
    expect(problemsWith(TARGET_GROUP, "healthCheck", undefined)).toEqual([]);
    expect(problemsWith("aws:lb/listener:Listener", "defaultActions[0].type", undefined)).toEqual([]);
    expect(limitProblems(TASK_DEFINITION, { family: "enterprise", containerDefinitions: undefined })).toEqual([]);
  });

  it("refuses what is missing and needed, at the top and inside", () => {
    const problems = limitProblems("aws:lb/listener:Listener", { defaultActions: [{ order: 1 }] });

    expect(problems.map(({ path, message }) => [path, message])).toEqual([
      [
        "defaultActions[0].type",
        "1 validation error detected: Value null at 'defaultActions.1.member.type' failed to satisfy constraint: " +
          "Member must not be null",
      ],
      ["loadBalancerArn", expect.stringContaining("Value null at 'loadBalancerArn'")],
    ]);
  });

  it("words what is missing as Amazon EC2 does", () => {
    expect(problemsWith("aws:ec2/subnet:Subnet", "vpcId", null)).toEqual([
      {
        path: "vpcId",
        code: "MissingParameter",
        message: "The request must contain the parameter vpcId",
      },
    ]);
  });

  it("takes null as missing", () => {
    expect(problemsWith("aws:ec2/subnet:Subnet", "vpcId", null)).toMatchObject([{ path: "vpcId" }]);
    expect(problemsWith(TARGET_GROUP, "port", null)).toEqual([]);
  });

  it("passes an optional input that is empty, which the provider doesn't send", () => {
    expect(problemsWith("aws:kms/key:Key", "policy", "")).toEqual([]);
    expect(problemsWith(TARGET_GROUP, "tags", {})).toEqual([]);
    expect(problemsWith("aws:acm/certificate:Certificate", "subjectAlternativeNames", [])).toEqual([]);
  });

  it("refuses an empty value where it is sent: needed, an element, a map's entry, in a document", () => {
    expect(problemsWith("aws:iam/policy:Policy", "policy", "")).toHaveLength(1);
    expect(problemsWith("aws:acm/certificate:Certificate", "subjectAlternativeNames[0]", "")).toHaveLength(1);
    expect(
      problemsWith("aws:cloudwatch/metricAlarm:MetricAlarm", "metricQueries[1].metric.dimensions.TargetGroup", ""),
    ).toHaveLength(1);
    expect(problemsWith(TASK_DEFINITION, "containerDefinitions[0].name", "")).toHaveLength(1);
  });

  it("counts characters, not the units that JavaScript stores them in", () => {
    const face = "\u{1F600}";
    expect(problemsWith("aws:kms/key:Key", "description", face.repeat(8192))).toEqual([]);
    expect(problemsWith("aws:kms/key:Key", "description", face.repeat(8193))).toHaveLength(1);
  });

  it("reads numbers from text", () => {
    const path = "instanceRefresh.preferences.checkpointDelay";
    expect(problemsWith("aws:autoscaling/group:Group", path, "172800")).toEqual([]);
    expect(problemsWith("aws:autoscaling/group:Group", path, "172801")).toHaveLength(1);
  });

  it("cuts long values and long lists of allowed values", () => {
    const [name] = problemsWith("aws:iam/role:Role", "name", "x".repeat(5000));
    const [type] = problemsWith("aws:ec2/launchTemplate:LaunchTemplate", "instanceType", "none");

    expect(name?.message).toContain(`'${"x".repeat(120)}…'`);
    expect(type?.message).toMatch(/, …\]$/);
    expect(type?.message.length).toBeLessThan(1000);
  });
});

describe("limits of a JSON document", () => {
  it("refuses text that isn't JSON, and then says nothing of its parts", () => {
    const problems = limitProblems(TASK_DEFINITION, { ...SAMPLES[TASK_DEFINITION], containerDefinitions: "[{" });

    expect(problems).toMatchObject([{ path: "containerDefinitions", code: "ClientException" }]);
    expect(problems[0]?.message).toContain("Member must be a JSON document:");
  });

  it("names the part at fault as if the text were an input", () => {
    const containerDefinitions = JSON.stringify([{ name: "web", image: "web" }, { name: "sidecar" }]);
    const problems = limitProblems(TASK_DEFINITION, { family: "web", containerDefinitions });

    expect(problems).toEqual([
      {
        path: "containerDefinitions[1].image",
        code: "ClientException",
        message: "Container.image should not be null or empty.",
      },
    ]);
  });

  it("refuses a secret without its source", () => {
    const path = "containerDefinitions[0].secrets[0]";

    expect(problemsWith(TASK_DEFINITION, path, { name: "PASSWORD" })).toMatchObject([{ path: `${path}.valueFrom` }]);
  });
});

describe("limits of secrets", () => {
  it("never repeat the value", () => {
    const secret = "correct horse battery staple ".repeat(2400);
    const [problem] = problemsWith(SECRET_VERSION, "secretString", secret);

    expect(problem?.message).toBe(
      "1 validation error detected: Value at 'secretString' failed to satisfy constraint: " +
        "Member must have length less than or equal to 65536",
    );
  });
});

describe("limits of tags", () => {
  const VPC = "aws:ec2/vpc:Vpc";

  it("hold for any type with tags, whether or not its model says so", () => {
    expect(problemsWith(VPC, "tags", { "aws:owner": "us" })).toMatchObject([
      { path: "tags.aws:owner", code: "InvalidParameterValue" },
    ]);
    expect(problemsWith(VPC, "tags", { owner: "aws:us" })).toEqual([]);
    expect(problemsWith(VPC, "tags", { ["k".repeat(129)]: "v" })).toHaveLength(1);
    expect(problemsWith(VPC, "tags", { ["k".repeat(128)]: "v".repeat(256) })).toEqual([]);
  });

  it("follow the service's own characters", () => {
    expect(problemsWith("aws:iam/role:Role", "tags", { Purpose: "tasks (execution)" })).toMatchObject([
      { path: "tags.Purpose", code: "ValidationError" },
    ]);
    expect(problemsWith("aws:iam/role:Role", "tags", { Purpose: "tasks: execution" })).toEqual([]);
  });
});
