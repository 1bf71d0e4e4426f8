import { describeRules, describeWarnings, inLocalCloud, type TestCloud } from "../../support";
import { serviceTrust } from "../iam/policies";
import { container, containers, logsTo, ON_FARGATE, only, role, TASK_DEFINITION } from "./tasks";

const ECR_IMAGE = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/enterprise:1.0.0";
const SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:database-abcdef";

function onFargate(cloud: TestCloud) {
  const conditions = (accountId: string) => ({
    StringEquals: { "aws:SourceAccount": accountId },
    ArnLike: { "aws:SourceArn": `arn:aws:ecs:eu-west-1:${accountId}:*` },
  });
  return {
    inputs: ON_FARGATE,
    executionRoleArn: role(cloud, "execution"),
    ownTasks: role(cloud, "own", serviceTrust("ecs-tasks", conditions("123456789012"))),
    othersTasks: role(cloud, "others", serviceTrust("ecs-tasks", conditions("210987654321"))),
    ofServices: role(cloud, "services", serviceTrust("ecs")),
  };
}

describeRules(TASK_DEFINITION, onFargate, [
  [
    "a role that isn't there",
    { executionRoleArn: "arn:aws:iam::123456789012:role/none" },
    ({ executionRoleArn }) => ({ executionRoleArn }),
    "ClientException",
    "Role is not valid: arn:aws:iam::123456789012:role/none (executionRoleArn)",
  ],
  ["no container", containers(), {}, "ClientException", "Container list cannot be empty."],
  ["definitions that are no JSON", { containerDefinitions: "[{" }, {}, "ClientException", "(containerDefinitions)"],
  [
    "no essential container",
    containers(container({ essential: false })),
    containers(container({ essential: false }), { name: "main", image: "main:1", essential: true }),
    "ClientException",
    "Task definition doesn't have any essential container (containerDefinitions)",
  ],
  [
    "more than 64 KiB",
    containers(container({ environment: [{ name: "TEXT", value: "x".repeat(65_536) }] })),
    containers(container({ environment: [{ name: "TEXT", value: "x".repeat(64_000) }] })),
    "ClientException",
    "Max allowed length is '65536' bytes. (containerDefinitions)",
  ],
  [
    "two containers of one name",
    containers(container(), container()),
    containers(container(), { name: "sidecar", image: "sidecar:1" }),
    "ClientException",
    "Container names must be unique within a task definition: 'application'",
  ],
  [
    "a volume that isn't there",
    { volumes: [{ name: "scratch" }], ...only({ mountPoints: [{ sourceVolume: "tmp", containerPath: "/tmp" }] }) },
    { volumes: [{ name: "tmp" }], ...only({ mountPoints: [{ sourceVolume: "tmp", containerPath: "/tmp" }] }) },
    "ClientException",
    "Unknown volume 'tmp'. (containerDefinitions[0].mountPoints)",
  ],
  [
    "a dependency that isn't there",
    only({ dependsOn: [{ containerName: "none", condition: "START" }] }),
    containers(container({ dependsOn: [{ containerName: "db", condition: "START" }] }), { name: "db", image: "db:1" }),
    "ClientException",
    "Cannot depend on container 'none' because it does not exist.",
  ],
  [
    "a dependency's health without a check",
    containers(container({ dependsOn: [{ containerName: "db", condition: "HEALTHY" }] }), {
      name: "db",
      image: "db:1",
    }),
    containers(container({ dependsOn: [{ containerName: "db", condition: "HEALTHY" }] }), {
      name: "db",
      image: "db:1",
      healthCheck: { command: ["CMD", "true"] },
    }),
    "ClientException",
    "must have health check configured",
  ],
  [
    "to wait for the end of an essential container",
    containers(container({ dependsOn: [{ containerName: "db", condition: "SUCCESS" }] }), {
      name: "db",
      image: "db:1",
    }),
    containers(container({ dependsOn: [{ containerName: "db", condition: "SUCCESS" }] }), {
      name: "db",
      image: "db:1",
      essential: false,
    }),
    "ClientException",
    "cannot be an essential container",
  ],
  [
    "a soft limit above the hard one",
    only({ ulimits: [{ name: "nofile", softLimit: 1025, hardLimit: 1024 }] }),
    only({ ulimits: [{ name: "nofile", softLimit: 1024, hardLimit: 1024 }] }),
    "ClientException",
    "Soft limit exceeds hard limit for ulimit nofile.",
  ],
]);

describeWarnings(TASK_DEFINITION, onFargate, [
  [
    "a role for another account's tasks",
    ({ othersTasks }) => ({ taskRoleArn: othersTasks }),
    ({ ownTasks }) => ({ taskRoleArn: ownTasks }),
    "ECS was unable to assume the role",
  ],
  [
    "a role for something else",
    ({ ofServices }) => ({ taskRoleArn: ofServices }),
    ({ executionRoleArn }) => ({ taskRoleArn: executionRoleArn }),
    "ECS was unable to assume the role 'arn:aws:iam::123456789012:role/services'",
  ],
]);

describeRules(TASK_DEFINITION, onFargate, [
  [
    "secrets without execution role",
    only({ secrets: [{ name: "PASSWORD", valueFrom: SECRET }] }),
    ({ executionRoleArn }) => ({ executionRoleArn, ...only({ secrets: [{ name: "PASSWORD", valueFrom: SECRET }] }) }),
    "ClientException",
    "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'.",
  ],
  [
    "registry credentials without execution role",
    only({ repositoryCredentials: { credentialsParameter: SECRET } }),
    ({ executionRoleArn }) => ({
      executionRoleArn,
      ...only({ repositoryCredentials: { credentialsParameter: SECRET } }),
    }),
    "ClientException",
    "(containerDefinitions[0].repositoryCredentials)",
  ],
  [
    "an image of ECR without execution role",
    only({ image: ECR_IMAGE }),
    ({ executionRoleArn }) => ({ executionRoleArn, ...only({ image: ECR_IMAGE }) }),
    "ClientException",
    "execution role ARN to support ECR images. (containerDefinitions[0].image)",
  ],
  [
    "a log without execution role",
    only({ logConfiguration: logsTo("/ecs/enterprise") }),
    ({ executionRoleArn }) => ({ executionRoleArn, ...only({ logConfiguration: logsTo("/ecs/enterprise") }) }),
    "ClientException",
    "execution role ARN to support log driver awslogs.",
  ],
  [
    "a log without group",
    ({ executionRoleArn }) => ({
      executionRoleArn,
      ...only({ logConfiguration: { logDriver: "awslogs", options: { "awslogs-stream-prefix": "ecs" } } }),
    }),
    ({ executionRoleArn }) => ({ executionRoleArn, ...only({ logConfiguration: logsTo("/ecs/enterprise") }) }),
    "ClientException",
    "Log driver awslogs requires options: awslogs-group",
  ],
  [
    "a log without prefix of its streams",
    ({ executionRoleArn }) => ({ executionRoleArn, ...only({ logConfiguration: logsTo("/ecs/enterprise", {}) }) }),
    ({ executionRoleArn }) => ({ executionRoleArn, ...only({ logConfiguration: logsTo("/ecs/enterprise") }) }),
    "ClientException",
    "to include awslogs-stream-prefix",
  ],
  [
    "a log driver that Fargate lacks",
    only({ logConfiguration: { logDriver: "json-file" } }),
    only({ logConfiguration: { logDriver: "splunk" } }),
    "ClientException",
    "json-file is not a valid log driver. Must be one of [awslogs, splunk, awsfirelens]",
  ],
]);

describeRules(TASK_DEFINITION, () => ({ inputs: ON_FARGATE }), [
  [
    "another network mode on Fargate",
    { networkMode: "bridge" },
    { networkMode: "bridge", requiresCompatibilities: ["EC2"] },
    "ClientException",
    "Fargate only supports network mode ‘awsvpc’. (networkMode)",
  ],
  [
    "a size without CPU on Fargate",
    { cpu: undefined },
    {},
    "ClientException",
    "Fargate requires that 'cpu' be defined at the task level. (cpu)",
  ],
  [
    "a size without memory on Fargate",
    { memory: undefined },
    {},
    "ClientException",
    "Fargate requires that 'memory' be defined at the task level. (memory)",
  ],
  [
    "a pair of sizes that Fargate lacks",
    { cpu: "1024", memory: "1024" },
    { cpu: "1 vCPU", memory: "2 GB" },
    "ClientException",
    "No Fargate configuration exists for given values: 1024 CPU, 1024 memory. (cpu, memory)",
  ],
  ["a size that is none", { cpu: "1000m" }, { cpu: "1024" }, "ClientException", "Invalid 'cpu' setting for task."],
  [
    "storage for instances",
    { requiresCompatibilities: ["EC2"], ephemeralStorage: { sizeInGib: 30 } },
    { ephemeralStorage: { sizeInGib: 30 } },
    "ClientException",
    "do not support EphemeralStorage (ephemeralStorage)",
  ],
  [
    "less storage than Fargate gives anyway",
    { ephemeralStorage: { sizeInGib: 20 } },
    { ephemeralStorage: { sizeInGib: 21 } },
    "ClientException",
    "(ephemeralStorage.sizeInGib)",
  ],
  [
    "processes shared with the host",
    { pidMode: "host" },
    { pidMode: "task" },
    "ClientException",
    "do not support pidMode 'host'",
  ],
  [
    "a folder of the host",
    { volumes: [{ name: "logs", hostPath: "/var/log" }] },
    { volumes: [{ name: "logs" }] },
    "ClientException",
    "do not support sourcePath (volumes[0].hostPath)",
  ],
  [
    "placement on Fargate",
    { placementConstraints: [{ type: "memberOf", expression: "attribute:ecs.os-type == linux" }] },
    {},
    "ClientException",
    "do not support constraints",
  ],
  [
    "a privileged container",
    only({ privileged: true }),
    only({ privileged: false }),
    "ClientException",
    "Fargate requires that the 'privileged' setting be 'false'. (containerDefinitions[0].privileged)",
  ],
  [
    "a capability too many",
    only({ linuxParameters: { capabilities: { add: ["SYS_PTRACE", "NET_ADMIN"] } } }),
    only({ linuxParameters: { capabilities: { add: ["SYS_PTRACE"], drop: ["ALL"] } } }),
    "ClientException",
    "NET_ADMIN is not allowed on Fargate.",
  ],
  [
    "shared memory",
    only({ linuxParameters: { sharedMemorySize: 64 } }),
    only({ linuxParameters: { tmpfs: [{ containerPath: "/tmp", size: 64 }] } }),
    "ClientException",
    "do not support sharedMemorySize (containerDefinitions[0].linuxParameters.sharedMemorySize)",
  ],
  [
    "devices",
    only({ linuxParameters: { devices: [{ hostPath: "/dev/fuse" }] } }),
    only({ linuxParameters: { devices: [] } }),
    "ClientException",
    "do not support devices",
  ],
  [
    "a graphics processor",
    only({ resourceRequirements: [{ type: "GPU", value: "1" }] }),
    only({ resourceRequirements: [] }),
    "ClientException",
    "do not support GPU resource requirements",
  ],
  [
    "another port on the host",
    only({ portMappings: [{ containerPort: 3000, hostPort: 80 }] }),
    only({ portMappings: [{ containerPort: 3000, hostPort: 3000 }] }),
    "ClientException",
    "When networkMode=awsvpc, the host ports and container ports in port mappings must match.",
  ],
  [
    "a host name with an interface of its own",
    only({ hostname: "web" }),
    { requiresCompatibilities: ["EC2"], networkMode: "bridge", ...only({ hostname: "web" }) },
    "ClientException",
    "hostname is not supported on container when networkMode=awsvpc.",
  ],
  [
    "one name for two ports",
    only({
      portMappings: [
        { containerPort: 3000, name: "web" },
        { containerPort: 3001, name: "web" },
      ],
    }),
    only({
      portMappings: [
        { containerPort: 3000, name: "web" },
        { containerPort: 3001, name: "admin" },
      ],
    }),
    "ClientException",
    "port mapping name is already used: 'web'",
  ],
  [
    "more CPU in containers than in the task",
    containers(container({ cpu: 1024 }), { name: "sidecar", image: "sidecar:1", cpu: 1 }),
    containers(container({ cpu: 1023 }), { name: "sidecar", image: "sidecar:1", cpu: 1 }),
    "ClientException",
    "The sum of all container 'cpu' values cannot be greater",
  ],
  [
    "more memory in a container than in the task",
    only({ memory: 2049, memoryReservation: 1024 }),
    only({ memory: 2048, memoryReservation: 1024 }),
    "ClientException",
    "The 'memory' setting for container 'application' is greater than for the task",
  ],
  [
    "more memory reserved than in the task",
    containers(container({ memory: 2048 }), { name: "sidecar", image: "sidecar:1", memoryReservation: 4 }),
    containers(container({ memory: 2044 }), { name: "sidecar", image: "sidecar:1", memoryReservation: 4 }),
    "ClientException",
    "The memory reserved for all containers cannot be greater",
  ],
  [
    "more memory reserved than allowed",
    only({ memory: 512, memoryReservation: 513 }),
    only({ memory: 512, memoryReservation: 512 }),
    "ClientException",
    "'memory' must be greater than or equal to 'memoryReservation'.",
  ],
  [
    "a container without memory in a task without",
    { requiresCompatibilities: ["EC2"], memory: undefined },
    { requiresCompatibilities: ["EC2"], memory: undefined, ...only({ memoryReservation: 128 }) },
    "ClientException",
    "At least one of 'memory' or 'memoryReservation' must be specified.",
  ],
]);

describe("a task definition", () => {
  it("is a revision of its family, with a number that only grows", () => {
    const cloud = inLocalCloud();
    const first = cloud.create(TASK_DEFINITION, ON_FARGATE);
    const second = cloud.create(TASK_DEFINITION, ON_FARGATE);
    cloud.delete(second);
    const third = cloud.create(TASK_DEFINITION, ON_FARGATE);

    expect(first.id).toBe("arn:aws:ecs:eu-west-1:123456789012:task-definition/enterprise:1");
    expect(third.computed).toMatchObject({
      arnWithoutRevision: "arn:aws:ecs:eu-west-1:123456789012:task-definition/enterprise",
      networkMode: "awsvpc",
      revision: 3,
    });
    expect(cloud.create(TASK_DEFINITION, { ...ON_FARGATE, family: "worker" }).computed.revision).toBe(1);
  });

  it("stays active when it is not to be destroyed, and else is deregistered", () => {
    const cloud = inLocalCloud();
    const kept = cloud.create(TASK_DEFINITION, { ...ON_FARGATE, skipDestroy: true });
    const gone = cloud.create(TASK_DEFINITION, ON_FARGATE);
    cloud.delete(kept);
    cloud.delete(gone);

    const after = (id: string) => cloud.cloud.state.find(TASK_DEFINITION, id);
    expect(after(kept.id)).toMatchObject({ urn: "" });
    expect(after(kept.id)?.computed.status).toBeUndefined();
    expect(after(gone.id)).toMatchObject({ urn: "", computed: { status: "INACTIVE" } });
  });
});
