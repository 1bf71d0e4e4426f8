import * as pulumi from "@pulumi/pulumi";
import { ContainerTask, type ContainerTaskArgs } from "../../../components/container-task";
import { all, deploy, only, refusals, type Registered } from "../../support/deploy";

const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const ROLE = "aws:iam/role:Role";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const INGRESS_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS_RULE = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";

const IMAGE = `registry.example.com/shop@sha256:${"1".repeat(64)}`;
const CLUSTER = "arn:aws:ecs:eu-west-1:123456789012:cluster/shop";
const REVISION = "arn:aws:ecs:eu-west-1:123456789012:task-definition/report:7";
const ARGS: ContainerTaskArgs = {
  cluster: { clusterArn: CLUSTER, clusterName: "shop" },
  vpcId: "vpc-0a1b2c3d",
  vpcCidrBlock: "10.0.0.0/16",
  subnetIds: ["subnet-0a", "subnet-0b"],
  image: IMAGE,
  cpu: "500m",
  memory: "1Gi",
};
const OUTPUTS = { [TASK_DEFINITION]: () => ({ arn: REVISION }), [GROUP]: () => ({ id: "sg-0a" }) };

interface Deployed {
  readonly resources: readonly Registered[];
  readonly command: string;
  readonly parameters: Record<string, unknown>;
}

/** Deploys a task, and tells what its outputs come to. */
async function task(overrides: Partial<ContainerTaskArgs> = {}): Promise<Deployed> {
  const known: { command?: string; parameters?: unknown } = {};
  const resources = await deploy(
    () => {
      const made = new ContainerTask("report", { ...ARGS, ...overrides });
      made.runCommand.apply((command) => (known.command = command));
      made.runParameters.apply((parameters) => (known.parameters = parameters));
    },
    { outputs: OUTPUTS },
  );
  return { resources, command: known.command ?? "", parameters: known.parameters as Record<string, unknown> };
}

async function refused(overrides: Partial<ContainerTaskArgs>): Promise<string[]> {
  const problems = await refusals(() => new ContainerTask("report", { ...ARGS, ...overrides }));
  return problems.map((problem) => problem.split(": ")[0] ?? "").sort();
}

function namesOf(resources: readonly Registered[], type: string): string[] {
  return all(resources, type)
    .map(({ name }) => name)
    .sort();
}

function containersOf(resources: readonly Registered[]): Record<string, unknown>[] {
  return JSON.parse(String(only(resources, TASK_DEFINITION).inputs.containerDefinitions)) as Record<string, unknown>[];
}

describe("a container task", () => {
  it("has a confined container without ports, roles of its own, and a group that lets nobody in", async () => {
    const { resources } = await task();

    expect(only(resources, TASK_DEFINITION).inputs).toMatchObject({
      ...{ family: "report", cpu: "512", memory: "1024", requiresCompatibilities: ["FARGATE"], networkMode: "awsvpc" },
      skipDestroy: true,
    });
    const [application] = containersOf(resources);
    expect(application).toMatchObject({
      ...{ name: "application", image: IMAGE, essential: true, user: "1000:1000", readonlyRootFilesystem: true },
      logConfiguration: { options: { "awslogs-region": "eu-west-1" } },
    });
    expect(application).not.toHaveProperty("portMappings");
    expect(application).not.toHaveProperty("healthCheck");
    expect(all(resources, ROLE).map(({ name }) => name)).toEqual(["report-execution", "report-task"]);
    expect(all(resources, ROLE_POLICY).map(({ name }) => name)).toEqual(["report-execution"]);
    expect(all(resources, INGRESS_RULE)).toEqual([]);
    expect(namesOf(resources, EGRESS_RULE)).toEqual(["report-to-https", "report-to-vpc"]);
    expect(only(resources, LOG_GROUP).inputs).toMatchObject({ name: "/ecs/report", retentionInDays: 365 });
  });

  it("takes what the tasks of a service take", async () => {
    const { resources } = await task({
      command: ["node", "report.js"],
      environment: { LOG_LEVEL: "debug" },
      architecture: "arm64",
      storage: "50Gi",
      taskPolicyStatements: [{ Effect: "Allow", Action: "s3:PutObject", Resource: "arn:aws:s3:::reports/*" }],
      sidecars: [{ name: "fetch", image: IMAGE, runsFirst: true }],
    });

    expect(containersOf(resources)).toMatchObject([
      {
        command: ["node", "report.js"],
        environment: [{ name: "LOG_LEVEL", value: "debug" }],
        dependsOn: [{ containerName: "fetch", condition: "SUCCESS" }],
      },
      { name: "fetch", essential: false },
    ]);
    expect(only(resources, TASK_DEFINITION).inputs).toMatchObject({
      ...{ ephemeralStorage: { sizeInGib: 50 }, runtimePlatform: { cpuArchitecture: "ARM64" } },
    });
    expect(namesOf(resources, ROLE_POLICY)).toEqual(["report-execution", "report-task"]);
  });

  it("registers a revision that counts from the next run on, and keeps the family of a renamed component", async () => {
    const { ignoreChanges, inputs } = only((await task()).resources, TASK_DEFINITION);

    expect([ignoreChanges, inputs.skipDestroy]).toEqual([["family"], true]);
  });
});

describe("the request to run a task", () => {
  it("is on Fargate on demand, without a public address, with the tags of the definition", async () => {
    const { parameters } = await task({ securityGroupIds: ["sg-0c11e417"] });

    expect(parameters).toEqual({
      ...{ cluster: CLUSTER, taskDefinition: REVISION, launchType: "FARGATE" },
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: ["subnet-0a", "subnet-0b"],
          securityGroups: [expect.any(String), "sg-0c11e417"],
          assignPublicIp: "DISABLED",
        },
      },
      ...{ propagateTags: "TASK_DEFINITION", enableECSManagedTags: true, enableExecuteCommand: false },
    });
  });

  it("is a command of AWS's command line, quoted for a shell", async () => {
    const { command, parameters } = await task({ subnetIds: [pulumi.output("subnet-0a"), "subnet-'b"] });
    const [, region, quoted] = /^aws ecs run-task --region (\S+) --cli-input-json '(.*)'$/.exec(command) ?? [];

    expect(region).toBe("eu-west-1");
    expect(JSON.parse((quoted ?? "").replaceAll("'\\''", "'"))).toEqual(parameters);
    expect(command).toContain("subnet-'\\''b");
  });

  it("names the capacity provider of instances, and where among these the task is put", async () => {
    const { parameters, resources } = await task({ capacity: { kind: "capacity-provider", name: "jobs" } });

    expect(parameters).toMatchObject({
      capacityProviderStrategy: [{ capacityProvider: "jobs", weight: 1 }],
      placementStrategy: [
        { type: "spread", field: "attribute:ecs.availability-zone" },
        { type: "binpack", field: "memory" },
      ],
    });
    expect(parameters).not.toHaveProperty("launchType");
    expect(only(resources, TASK_DEFINITION).inputs.requiresCompatibilities).toEqual(["EC2"]);
  });

  it.each<[string, object, object[]]>([
    ["alone by default", {}, [{ capacityProvider: "FARGATE_SPOT", weight: 1 }]],
    [
      "beside what runs on demand",
      { onDemandBase: 1, onDemandWeight: 1, weight: 3 },
      [
        { capacityProvider: "FARGATE", base: 1, weight: 1 },
        { capacityProvider: "FARGATE_SPOT", weight: 3 },
      ],
    ],
  ])("names spare capacity %s", async (_, spot, expected) => {
    const { parameters } = await task({ capacity: { kind: "fargate", spot } });

    expect(parameters).toMatchObject({ capacityProviderStrategy: expected });
    expect(parameters).not.toHaveProperty("launchType");
  });

  it("opens a shell where that is asked for", async () => {
    expect((await task({ enableExecuteCommand: true })).parameters).toMatchObject({ enableExecuteCommand: true });
  });
});

describe("the arguments of a task", () => {
  it.each<[string, Partial<ContainerTaskArgs>, string[]]>([
    ["an image by tag", { image: "registry.example.com/shop:1" }, ["image"]],
    ["a size that Fargate doesn't have", { cpu: "500m", memory: "16Gi" }, ["memory"]],
    ["root", { user: "0:0" }, ["user"]],
    ["a command of nothing", { command: [] }, ["command"]],
    ["a secret in plain text", { environment: { API_TOKEN: "t" } }, ["environment.API_TOKEN"]],
    ["more security groups than ECS takes", { securityGroupIds: ["a", "b", "c", "d", "e"] }, ["securityGroupIds"]],
    ["capacity of another kind", { capacity: { kind: "ec2" } as never }, ["capacity", "capacity.kind"]],
    ["a retention that CloudWatch doesn't know", { logRetentionDays: 31 as never }, ["logRetentionDays"]],
    ["an argument that only services have", { minInstances: 1 } as never, ["minInstances"]],
    ["several at once", { command: [], stopTimeout: "1s" }, ["command", "stopTimeout"]],
  ])("are refused with %s", async (_, overrides, expected) => {
    expect(await refused(overrides)).toEqual(expected);
  });

  it("may name the sizes of instances that Fargate doesn't have", async () => {
    const onInstances = {
      cpu: "300m",
      memory: "700Mi",
      capacity: { kind: "capacity-provider", name: "jobs" },
    } as const;

    expect(only((await task(onInstances)).resources, TASK_DEFINITION).inputs).toMatchObject({
      cpu: "307",
      memory: "700",
    });
    expect(await refused({ ...onInstances, capacity: { kind: "fargate" } })).toEqual(["cpu"]);
  });
});
