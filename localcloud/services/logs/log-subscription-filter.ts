import { parseArn } from "../../../components/shared/arn";
import { refuse } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { OVERWRITES } from "../../model/warning";
import { deliveryStreamByArn } from "../firehose/lookup";
import { missingPermission } from "../iam/role-permissions";
import { isAssumableBy, roleArnReference, roleByArn } from "../iam/role-reference";
import { nameOf, NotModelledError, refuseUnmodelled } from "../shared/inputs";

const FILTER = "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter";

/** Amazon CloudWatch Logs User Guide, "CloudWatch Logs quotas". */
const MOST_FILTERS = 2;

/** Forwards events of a log group to a delivery stream. */
export const logSubscriptionFilter: ResourceType = {
  type: FILTER,
  mapping: { operation: "logs.PutSubscriptionFilter", inputs: { name: "filterName", logGroup: "logGroupName" } },
  autonaming: { input: "name", maximumLength: 512 },
  defaults: { distribution: "ByLogStream" },
  replaceOnChanges: ["destinationArn", "logGroup", "name", "region"],
  unique: {
    inputs: ["name", "logGroup"],
    scope: "region",
    code: "ResourceAlreadyExistsException",
    message: (name) => `There is a subscription filter of this name already: ${name}`,
    warning: OVERWRITES,
  },
  references: [
    {
      input: "logGroup",
      to: ["aws:cloudwatch/logGroup:LogGroup"],
      inRegion: true,
      missing: { code: "ResourceNotFoundException", message: () => "The specified log group does not exist." },
    },
    roleArnReference("roleArn", {
      code: "InvalidParameterException",
      message: () => "Could not assume the role. Check that the role exists and lets CloudWatch Logs assume it.",
    }),
  ],
  rules: [
    refuseUnmodelled(["applyOnTransformedLogs"], "transformed logs", "services/logs/log-subscription-filter.ts"),
    requireRoom,
    requireStream,
    requireDelivery,
  ],
  make: (operation) => {
    const name = nameOf(operation);
    return { id: `${text(operation.inputs, "logGroup") ?? ""}|${name}`, computed: { name } };
  },
};

function requireRoom({ inputs, cloud, region, previous }: Operation): void {
  const others = cloud
    .ofType(FILTER)
    .filter(
      (other) => other.region === region && other.id !== previous?.id && other.inputs.logGroup === inputs.logGroup,
    );
  if (others.length < MOST_FILTERS) return;
  refuse("LimitExceededException", "Resource limit exceeded.", "logGroup");
}

/** Amazon CloudWatch Logs API Reference, PutSubscriptionFilter: a stream of this region, and a role for it. */
function requireStream({ inputs, cloud, region }: Operation): void {
  const destination = text(inputs, "destinationArn") ?? "";
  if (parseArn(destination).service !== "firehose") {
    throw new NotModelledError(
      "other destinations than delivery streams",
      ["destinationArn"],
      "services/logs/log-subscription-filter.ts",
    );
  }
  if (deliveryStreamByArn(destination, cloud)?.region !== region) {
    refuse(
      "InvalidParameterException",
      "Could not deliver test message to specified Firehose stream. Check if the given Firehose stream is in ACTIVE state.",
      "destinationArn",
    );
  }
  if (text(inputs, "roleArn") !== undefined) return;
  refuse("InvalidParameterException", "destinationArn for vendor firehose requires a roleArn", "roleArn");
}

/** CloudWatch Logs sends a test message with the role. */
function requireDelivery({ inputs, cloud, region, accountId }: Operation): void {
  const [destination, group] = [text(inputs, "destinationArn") ?? "", text(inputs, "logGroup") ?? ""];
  const role = roleByArn(text(inputs, "roleArn") ?? "", cloud);
  if (role === undefined) return;
  const { partition } = parseArn(destination);
  const source = `arn:${partition}:logs:${region}:${accountId}:log-group:${group}:*`;
  if (!isAssumableBy(role, "logs.amazonaws.com", { "aws:SourceArn": source, "aws:SourceAccount": accountId })) {
    refuse(
      "InvalidParameterException",
      "Could not assume the role. Check that the role exists and lets CloudWatch Logs assume it.",
      "roleArn",
    );
  }
  const needed = ["firehose:PutRecord", "firehose:PutRecordBatch"].map((action) => ({ action, resource: destination }));
  const missing = missingPermission(role, needed, cloud);
  if (missing === undefined) return;
  refuse(
    "InvalidParameterException",
    `Could not deliver test message to specified Firehose stream: ${role.id} may not ${missing.action}`,
    "roleArn",
  );
}
