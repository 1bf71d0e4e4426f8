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

describe("a task definition", () => {
  it("is a revision of its family, with a growing number", () => {
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

  it("stays active with skipDestroy, and is deregistered without", () => {
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
