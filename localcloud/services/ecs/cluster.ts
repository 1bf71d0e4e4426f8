import { refuse } from "../../model/aws-error";
import { arn } from "../../model/identifiers";
import type { Operation, Reference, ResourceType } from "../../model/resource-type";
import { object, objects, text, type Properties } from "../../model/values";
import { keyReferences } from "../kms/key-reference";
import { nameOf, refuseUnmodelled } from "../shared/inputs";

export const CLUSTER = "aws:ecs/cluster:Cluster";

/** The cluster of a service that names none (Amazon ECS Developer Guide, "Amazon ECS clusters"). */
const DEFAULT_CLUSTER = "default";

const INSIGHTS = ["disabled", "enabled", "enhanced"];
const UNLOGGED = "no session can then be opened, as none could be logged";
const EXECUTE_COMMAND = "configuration.executeCommandConfiguration";

export const cluster: ResourceType = {
  type: CLUSTER,
  mapping: { operation: "ecs.CreateCluster", inputs: { name: "clusterName" } },
  documentedLimits: {
    name: [{ document: "Amazon ECS API Reference, CreateCluster", pattern: "^[a-zA-Z0-9_-]{1,255}$" }],
  },
  autonaming: { input: "name", maximumLength: 255 },
  replaceOnChanges: ["name", "region"],
  // Amazon ECS API Reference, CreateCluster: where a cluster has the name already, the answer is that cluster.
  unique: {
    inputs: ["name"],
    scope: "region",
    code: "InvalidParameterException",
    message: (name) => `A cluster of this name already exists: ${name}`,
    warning: "two resources then share the cluster, and the deletion of either deletes it",
  },
  references: [
    {
      input: `${EXECUTE_COMMAND}.logConfiguration.cloudWatchLogGroupName`,
      to: ["aws:cloudwatch/logGroup:LogGroup"],
      missing: { code: "InvalidParameterException", message: (name) => `The log group '${name}' does not exist` },
      warning: UNLOGGED,
    },
    {
      input: `${EXECUTE_COMMAND}.logConfiguration.s3BucketName`,
      to: ["aws:s3/bucket:Bucket"],
      missing: { code: "InvalidParameterException", message: (name) => `The bucket '${name}' does not exist` },
      warning: UNLOGGED,
    },
    ...keyReferences(
      `${EXECUTE_COMMAND}.kmsKeyId`,
      { code: "InvalidParameterException", message: (key) => `The KMS key '${key}' does not exist` },
      "no session can be opened",
    ),
  ],
  rules: [
    refuseUnmodelled(["serviceConnectDefaults"], "Service Connect", "services/ecs/cluster.ts"),
    requireInsightsValue,
    requireLogDestination,
    requireOverrideForDestination,
  ],
  make: (operation) => {
    const id = arn("ecs", operation.region, operation.accountId, `cluster/${nameOf(operation)}`);
    return { id, computed: { arn: id, name: nameOf(operation) } };
  },
};

/**
 * An input that names a cluster, by ARN or by name.
 * @param inUse refusal to delete the cluster before the resource that names it.
 */
export function clusterReferences(input: string, inUse?: Reference["inUse"]): Reference[] {
  const reference = (by: string): Reference => ({
    input,
    to: [CLUSTER],
    by,
    missing: { code: "ClusterNotFoundException", message: (value) => `Cluster not found: '${value}'` },
    inUse,
    ignores: (value) => value.startsWith("arn:") !== (by === "arn"),
  });
  return [reference("arn"), reference("name")];
}

/** The name of the cluster that an input names. */
export function clusterNameIn(inputs: Properties, input: string): string {
  const value = text(inputs, input) ?? DEFAULT_CLUSTER;
  return value.split("cluster/").at(-1) ?? value;
}

/** Amazon ECS API Reference, ClusterSetting. */
function requireInsightsValue({ inputs }: Operation): void {
  objects(inputs, "settings").forEach((setting, index) => {
    const value = text(setting, "value") ?? "";
    if (!INSIGHTS.includes(value)) {
      refuse(
        "InvalidParameterException",
        `The containerInsights setting must be one of ${INSIGHTS.join(", ")}, got '${value}'`,
        `settings[${index}].value`,
      );
    }
  });
}

/** Amazon ECS API Reference, ExecuteCommandConfiguration. */
function requireLogDestination({ inputs }: Operation): void {
  const destinations = ["cloudWatchLogGroupName", "s3BucketName"];
  const given = destinations.some((name) => text(inputs, `${EXECUTE_COMMAND}.logConfiguration.${name}`) !== undefined);
  if (text(inputs, `${EXECUTE_COMMAND}.logging`) !== "OVERRIDE" || given) return;
  refuse(
    "InvalidParameterException",
    "A CloudWatch log group name or S3 bucket name must be specified when overriding the default log configuration",
    `${EXECUTE_COMMAND}.logConfiguration`,
  );
}

function requireOverrideForDestination({ inputs }: Operation): void {
  const hasConfiguration = object(inputs, `${EXECUTE_COMMAND}.logConfiguration`) !== undefined;
  if (!hasConfiguration || text(inputs, `${EXECUTE_COMMAND}.logging`) === "OVERRIDE") return;
  refuse(
    "InvalidParameterException",
    "You must set logging to 'OVERRIDE' when you supply a log configuration",
    `${EXECUTE_COMMAND}.logging`,
  );
}
