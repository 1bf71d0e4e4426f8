import type { DeployedResource } from "../support/judge-pack";
import { arn, component, deployed, identified, type Shapes } from "./shape";
import { KEY_ARN, TAGS, watched } from "./context";

const IMAGE = `123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop@sha256:${"5a".repeat(32)}`;
const CLUSTER_ARN = arn("ecs", "cluster/shop");

/** The arguments that a program gives to awsx and awsx passes on. */
interface Given {
  readonly logGroup?: Readonly<Record<string, unknown>>;
  readonly trust?: unknown;
  readonly tags?: typeof TAGS;
  readonly container: Readonly<Record<string, unknown>>;
  readonly service: Readonly<Record<string, unknown>>;
}

const ANY_TASK = {
  Version: "2012-10-17",
  Statement: [
    { Action: "sts:AssumeRole", Principal: { Service: "ecs-tasks.amazonaws.com" }, Effect: "Allow", Sid: "" },
  ],
};

const OWN_TASKS = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Principal: { Service: "ecs-tasks.amazonaws.com" },
      Condition: { ArnLike: { "aws:SourceArn": arn("ecs", "*") } },
    },
  ],
};

function logGroup(parent: DeployedResource, { logGroup: settings, tags }: Given): DeployedResource {
  return deployed(
    "aws:cloudwatch/logGroup:LogGroup",
    "web",
    { name: "web-4f0c1b2", skipDestroy: false, ...settings, ...(tags && { tags }) },
    { parent, outputs: { ...identified("logs", "log-group:web-4f0c1b2"), namePrefix: "", logGroupClass: "STANDARD" } },
  );
}

function roles(parent: DeployedResource, { trust = ANY_TASK }: Given): readonly DeployedResource[] {
  const [task, execution] = ["web-task", "web-execution"].map((name) =>
    deployed(
      "aws:iam/role:Role",
      name,
      { name: `${name}-77a1c0e`, assumeRolePolicy: JSON.stringify(trust), maxSessionDuration: 3600, path: "/" },
      { parent, outputs: { ...identified("iam", `role/${name}-77a1c0e`), inlinePolicies: [], managedPolicyArns: [] } },
    ),
  ) as [DeployedResource, DeployedResource];
  const attachment = deployed(
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    "web-execution-9a42f520",
    {
      role: execution.made.properties.name,
      policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
    },
    { parent, references: { role: [execution] } },
  );
  return [task, execution, attachment];
}

/** Parts of awsx.ecs.FargateTaskDefinition or awsx.ecs.EC2TaskDefinition; the last is the task definition. */
function taskDefinition(parent: DeployedResource, kind: "FARGATE" | "EC2", given: Given): readonly DeployedResource[] {
  const group = logGroup(parent, given);
  const [task, execution, attachment] = roles(parent, given) as [DeployedResource, DeployedResource, DeployedResource];
  const container = {
    ...given.container,
    image: IMAGE,
    essential: true,
    portMappings: [{ containerPort: 3000, hostPort: 3000 }],
    name: "container",
    logConfiguration: {
      logDriver: "awslogs",
      options: {
        "awslogs-group": "web-4f0c1b2",
        "awslogs-region": "eu-west-1",
        "awslogs-stream-prefix": "container",
      },
    },
  };
  const definition = deployed(
    "aws:ecs/taskDefinition:TaskDefinition",
    "web",
    {
      family: "web-2c5ea1a4",
      containerDefinitions: JSON.stringify([container]),
      networkMode: "awsvpc",
      requiresCompatibilities: [kind],
      taskRoleArn: task.made.properties.arn,
      executionRoleArn: execution.made.properties.arn,
      ...(kind === "FARGATE" && { cpu: "512", memory: "1024" }),
      ...(given.tags && { tags: given.tags }),
    },
    {
      parent,
      references: { containerDefinitions: [group], taskRoleArn: [task], executionRoleArn: [execution] },
      outputs: { arn: arn("ecs", "task-definition/web-2c5ea1a4:1"), id: "web-2c5ea1a4", revision: 1, ipcMode: "" },
    },
  );
  return [parent, group, task, execution, attachment, definition];
}

function service(
  parent: DeployedResource,
  launchType: "FARGATE" | "EC2",
  definition: DeployedResource,
  given: Given,
  references: Readonly<Record<string, readonly DeployedResource[]>> = {},
): DeployedResource {
  return deployed(
    "aws:ecs/service:Service",
    "web",
    {
      name: "web-b3d1f22",
      cluster: CLUSTER_ARN,
      launchType,
      taskDefinition: definition.made.properties.arn,
      waitForSteadyState: true,
      ...given.service,
      ...(given.tags && { tags: given.tags }),
    },
    {
      parent,
      references: { taskDefinition: [definition], ...references },
      outputs: {
        ...identified("ecs", "service/shop/web-b3d1f22"),
        iamRole: "",
        deploymentController: { type: "ECS" },
        capacityProviderStrategies: [],
        serviceRegistries: null,
        triggers: {},
      },
    },
  );
}

/** A service with every setting that awsx passes on and that a careful person makes. */
const CAREFUL: Given = {
  logGroup: { retentionInDays: 365, kmsKeyId: KEY_ARN },
  trust: OWN_TASKS,
  tags: TAGS,
  container: {
    cpu: 512,
    memory: 1024,
    readonlyRootFilesystem: true,
    environment: [{ name: "NODE_ENV", value: "production" }],
  },
  service: {
    desiredCount: 3,
    deploymentCircuitBreaker: { enable: true, rollback: true },
    propagateTags: "SERVICE",
    networkConfiguration: {
      assignPublicIp: false,
      subnets: ["subnet-0a1", "subnet-0b2"],
      securityGroups: ["sg-0123"],
    },
  },
};

function carefulService(launchType: "FARGATE" | "EC2"): readonly DeployedResource[] {
  const kind = launchType === "FARGATE" ? "Fargate" : "EC2";
  const outer = component(`awsx:ecs:${kind}Service`, "web");
  const inner = component(`awsx:ecs:${kind}TaskDefinition`, "web", outer);
  const parts = taskDefinition(inner, launchType, CAREFUL);
  const definition = parts.at(-1) ?? inner;
  return [outer, ...parts, ...watched(service(outer, launchType, definition, CAREFUL))];
}

/** The first example of awsx's documentation: an image, a port, and nothing else. */
function bareService(): readonly DeployedResource[] {
  const outer = component("awsx:ecs:FargateService", "web");
  const inner = component("awsx:ecs:FargateTaskDefinition", "web", outer);
  const open = { fromPort: 0, protocol: "-1", toPort: 0, cidrBlocks: ["0.0.0.0/0"], ipv6CidrBlocks: ["::/0"] };
  const group = deployed(
    "aws:ec2/securityGroup:SecurityGroup",
    "web-sg",
    { name: "web-sg-1f0e", vpcId: "vpc-0d3f", ingress: [open], egress: [{ ...open, protocol: "tcp", toPort: 65535 }] },
    { parent: outer, outputs: { id: "sg-0be7", arn: arn("ec2", "security-group/sg-0be7") } },
  );
  const given: Given = {
    container: { cpu: 512, memory: 128 },
    service: {
      desiredCount: 1,
      networkConfiguration: {
        subnets: ["subnet-0a1", "subnet-0b2"],
        securityGroups: ["sg-0be7"],
        assignPublicIp: false,
      },
    },
  };
  const parts = taskDefinition(inner, "FARGATE", given);
  const definition = parts.at(-1) ?? inner;
  return [outer, group, ...parts, service(outer, "FARGATE", definition, given, { networkConfiguration: [group] })];
}

export const AWSX_SERVICES: Shapes = {
  "awsx.ecs.FargateService with careful settings": { resources: carefulService("FARGATE") },
  "awsx.ecs.EC2Service with careful settings": { resources: carefulService("EC2") },
  "awsx.ecs.FargateService with its defaults": {
    resources: bareService(),
    wrong: {
      "alarms-per-service": { web: "no alarm watches it" },
      "ecs-deployment-circuit-breaker": { web: "ECS has it off by default, and awsx doesn't switch it on" },
      "ecs-read-only-root-filesystem": { web: "containers are writable by default" },
      "log-retention": { web: "awsx's group keeps logs for ever, under AWS's own key" },
      "no-public-ingress": { "web-sg": "awsx opens the tasks' own group to everybody" },
      "required-tags": { web: "nothing is tagged" },
      "scaling-bounds": { web: "awsx runs a single task" },
      "service-trust-confined": {
        "web-task": "awsx's trust policy names no account",
        "web-execution": "awsx's trust policy names no account",
      },
    },
  },
};
