import { parseArn } from "../../../components/shared/arn";
import { refuse } from "../../model/aws-error";
import type { CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { isProperties, text, texts, valuesAt } from "../../model/values";
import { OVERWRITES, warningOf } from "../../model/warning";
import { NotModelledError } from "../shared/inputs";
import {
  INVALID_PARAMETER,
  invalidParameter,
  NOT_EXACTLY_ONE,
  requireExactlyOne,
  type Choice,
} from "./invalid-parameter";
import { webAclReference } from "./web-acl";

const LOGGING = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration";

const CONDITION: Choice = {
  members: ["actionCondition", "labelNameCondition"],
  field: "LOGGING_FILTER",
  parameter: "Condition",
};

/** Parts of a request that logs can leave out (AWS WAF API Reference, LoggingConfiguration). */
const REDACTED_FIELD: Choice = {
  members: ["method", "queryString", "singleHeader", "uriPath"],
  field: "FIELD_TO_MATCH",
  parameter: "FieldToMatch",
};

export const webAclLoggingConfiguration: ResourceType = {
  type: LOGGING,
  mapping: { operation: "wafv2.PutLoggingConfiguration", within: "LoggingConfiguration" },
  documentedLimits: {
    "logDestinationConfigs[]": [
      {
        document: "AWS WAF Developer Guide, Sending web ACL traffic logs",
        pattern: "^arn:[^:]+:(?:logs|s3|firehose):.*[:/]aws-waf-logs-.+$",
        code: INVALID_PARAMETER,
        message: (arn) =>
          "Error reason: The ARN isn't valid. A valid ARN begins with arn: and includes other information separated " +
          `by colons or slashes., field: LOG_DESTINATION, parameter: ${arn}; its name has to begin with aws-waf-logs-`,
      },
    ],
  },
  replaceOnChanges: ["logDestinationConfigs", "resourceArn", "region"],
  references: [webAclReference("resourceArn")],
  rules: [
    requireDestination,
    requireOneOfEach("loggingFilter.filters[].conditions[]", CONDITION),
    requireOneOfEach("redactedFields[]", REDACTED_FIELD),
    warningOf(refuseSecondConfiguration, OVERWRITES),
  ],
  make: ({ inputs }) => ({ id: text(inputs, "resourceArn") ?? "", computed: {} }),
};

/** Refuses a destination that AWS WAF can't write to (AWS WAF Developer Guide, "Logging destinations"). */
function requireDestination(operation: Operation): void {
  const [arn, ...others] = texts(operation.inputs, "logDestinationConfigs");
  if (arn === undefined || others.length > 0) {
    refuse(
      INVALID_PARAMETER,
      invalidParameter(NOT_EXACTLY_ONE, "LOG_DESTINATION", "LogDestinationConfigs"),
      "logDestinationConfigs",
    );
  }
  if (destinationOf(arn, operation)?.region === operation.region) return;
  refuse(
    "WAFLogDestinationPermissionIssueException",
    "Unable to deliver logs to the configured destination. You might need to grant log delivery permissions for the " +
      `destination. If you're using S3 as your log destination, you might have exceeded your bucket limit: ${arn}`,
    "logDestinationConfigs[0]",
  );
}

/** The log group or bucket of an ARN. AWS WAF grants itself the permission to write to it. */
function destinationOf(arn: string, { cloud }: Operation): CloudResource | undefined {
  const { service, resource } = parseArn(arn);
  if (service === "logs") {
    const group = arn.replace(/:\*$/, "");
    return cloud.ofType("aws:cloudwatch/logGroup:LogGroup").find(({ computed }) => computed.arn === group);
  }
  if (service === "s3") return cloud.find("aws:s3/bucket:Bucket", resource.split("/")[0] ?? "");
  const file = "services/wafv2/web-acl-logging-configuration.ts";
  throw new NotModelledError("logs to Amazon Data Firehose", ["logDestinationConfigs[0]"], file);
}

function requireOneOfEach(path: string, choice: Choice): (operation: Operation) => void {
  return ({ inputs }) => {
    for (const each of valuesAt(inputs, path)) {
      if (isProperties(each.value)) requireExactlyOne(each.value, "", choice, each.path);
    }
  };
}

/** AWS WAF API Reference, PutLoggingConfiguration: a second configuration overwrites the web ACL's first. */
function refuseSecondConfiguration({ inputs, cloud, previous }: Operation): void {
  const id = text(inputs, "resourceArn") ?? "";
  if (previous !== undefined || cloud.find(LOGGING, id) === undefined) return;
  refuse("WAFDuplicateItemException", `the web ACL has a logging configuration already: ${id}`, "resourceArn");
}
