import type { RunningTask } from "../../../../localcloud/behaviour/model/task";
import type { CloudReader, CloudResource } from "../../../../localcloud/model/resource";
import type { Properties } from "../../../../localcloud/model/values";
import { storedImage, storedRegistry } from "../../../../localcloud/services/registry/images";

export const REGION = "eu-west-1";
const ACCOUNT = "123456789012";
const REGISTRY = "registry.proofpix.com";
export const REPOSITORY = `${REGISTRY}/proofpix/enterprise`;
const DIGEST = `sha256:${"2c".repeat(32)}`;
export const IMAGE = `${REPOSITORY}@${DIGEST}`;

/** What the tasks below need of an account: registries with their images, and a log group. */
export function account(): CloudResource[] {
  return [
    storedRegistry(REGISTRY),
    storedImage(REPOSITORY, DIGEST, ["1.0.0"]),
    storedRegistry("quay.io"),
    storedImage("quay.io/prometheus/prometheus", `sha256:${"5a".repeat(32)}`, ["v3.16.0"]),
    resource("aws:cloudwatch/logGroup:LogGroup", "/ecs/shop", { name: "/ecs/shop" }, { name: "/ecs/shop" }),
  ];
}

/** A cloud that holds some resources. */
export function cloudWith(resources: readonly CloudResource[]): CloudReader {
  return {
    accountId: ACCOUNT,
    find: (type, id) => resources.find((resource) => resource.type === type && resource.id === id),
    ofType: (type) => resources.filter((resource) => resource.type === type),
  };
}

export function resource(type: string, id: string, inputs: Properties, computed: Properties = {}): CloudResource {
  return { type, id, region: REGION, urn: "", inputs, computed };
}

/** A container of the sample product, as the environments define theirs. */
export function container(other: Properties = {}): Properties {
  return {
    name: "application",
    image: IMAGE,
    essential: true,
    portMappings: [{ containerPort: 3000, hostPort: 3000, protocol: "tcp" }],
    environment: [{ name: "DRAIN_MS", value: "0" }],
    stopTimeout: 30,
    logConfiguration: {
      logDriver: "awslogs",
      options: { "awslogs-group": "/ecs/shop", "awslogs-region": REGION, "awslogs-stream-prefix": "ecs" },
    },
    ...other,
  };
}

/** A container that runs a script with Node.js. */
export function script(name: string, code: string, other: Properties = {}): Properties {
  return container({ name, command: ["node", "-e", code], portMappings: [], ...other });
}

const DEFINITION = `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/shop:1`;

export function taskDefinition(containers: readonly Properties[], other: Properties = {}): CloudResource {
  const inputs = {
    family: "shop",
    networkMode: "awsvpc",
    cpu: "1024",
    memory: "2048",
    containerDefinitions: JSON.stringify(containers),
    ...other,
  };
  return resource("aws:ecs/taskDefinition:TaskDefinition", DEFINITION, inputs, { arn: DEFINITION });
}

export function runningTask(id: string, other: Partial<RunningTask> = {}): RunningTask {
  return {
    arn: `arn:aws:ecs:${REGION}:${ACCOUNT}:task/shop/${id}`,
    region: REGION,
    clusterArn: `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/shop`,
    taskDefinitionArn: DEFINITION,
    group: "service:shop",
    launchType: "EC2",
    availabilityZone: `${REGION}a`,
    subnetId: "subnet-1",
    privateAddress: "10.0.0.10",
    cpu: 1024,
    memory: 2048,
    desiredStatus: "RUNNING",
    lastStatus: "PENDING",
    healthStatus: "UNKNOWN",
    containers: [],
    addresses: [],
    createdAt: 0,
    ...other,
  };
}

/** A secret with its value. */
export function secretWith(name: string, secretString: string): CloudResource[] {
  const id = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:${name}-AbCdEf`;
  return [
    resource("aws:secretsmanager/secret:Secret", id, { name }, { arn: id, name }),
    resource(
      "aws:secretsmanager/secretVersion:SecretVersion",
      `${id}|1`,
      { secretId: id, secretString },
      { arn: id, versionId: "1", versionStages: ["AWSCURRENT"] },
    ),
  ];
}
