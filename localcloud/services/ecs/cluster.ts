import { arn } from "../../model/arn";
import { AwsError } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import { object, objects, text } from "../../model/values";
import { nameOf } from "../shared/names";
import { refuseUnmodelled } from "../shared/not-modelled";
import { CLUSTER } from "./clusters";

const INSIGHTS = ["disabled", "enabled", "enhanced"];
const EXECUTE_COMMAND = "configuration.executeCommandConfiguration";

export const cluster: ResourceType = {
  type: CLUSTER,
  autonaming: { input: "name", maximumLength: 255 },
  replacedBy: ["name", "region"],
  // AWS answers with the cluster that has the name, and two programs then share it: stricter here.
  unique: {
    inputs: ["name"],
    scope: "region",
    code: "InvalidParameterException",
    message: (name) => `Arguments on this idempotent request are inconsistent with the cluster '${name}' (name)`,
  },
  references: [
    // AWS tells by the first session that is to be logged: stricter here.
    {
      input: `${EXECUTE_COMMAND}.logConfiguration.cloudWatchLogGroupName`,
      to: ["aws:cloudwatch/logGroup:LogGroup"],
      missing: { code: "InvalidParameterException", message: (name) => `The log group '${name}' does not exist` },
    },
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

/** Amazon ECS API Reference, ClusterSetting. */
function requireInsightsValue({ inputs }: Operation): void {
  objects(inputs, "settings").forEach((setting, index) => {
    const value = text(setting, "value") ?? "";
    if (!INSIGHTS.includes(value)) {
      refuse(
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
    "A CloudWatch log group name or S3 bucket name must be specified when overriding the default log configuration",
    `${EXECUTE_COMMAND}.logConfiguration`,
  );
}

function requireOverrideForDestination({ inputs }: Operation): void {
  const hasConfiguration = object(inputs, `${EXECUTE_COMMAND}.logConfiguration`) !== undefined;
  if (!hasConfiguration || text(inputs, `${EXECUTE_COMMAND}.logging`) === "OVERRIDE") return;
  refuse("You must set logging to 'OVERRIDE' when you supply a log configuration", `${EXECUTE_COMMAND}.logging`);
}

function refuse(message: string, input: string): never {
  throw new AwsError("InvalidParameterException", `${message} (${input})`);
}
