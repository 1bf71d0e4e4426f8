import { refuse } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import { isProperties, text, valuesAt } from "../../model/values";
import { warningOf } from "../../model/warning";
import { OVERWRITES } from "../shared/overwrites";
import { requireExactlyOne, type Choice } from "./exactly-one";
import { requireDestination } from "./log-destination";
import { webAclReference } from "./web-acl-reference";

const LOGGING = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration";

const CONDITION: Choice = {
  members: ["actionCondition", "labelNameCondition"],
  field: "LOGGING_FILTER",
  parameter: "Condition",
};

/** AWS WAF API Reference, LoggingConfiguration: of the parts of a request, these. */
const REDACTED_FIELD: Choice = {
  members: ["method", "queryString", "singleHeader", "uriPath"],
  field: "FIELD_TO_MATCH",
  parameter: "FieldToMatch",
};

export const webAclLoggingConfiguration: ResourceType = {
  type: LOGGING,
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

function requireOneOfEach(path: string, choice: Choice): (operation: Operation) => void {
  return ({ inputs }) => {
    for (const each of valuesAt(inputs, path)) {
      if (isProperties(each.value)) requireExactlyOne(each.value, "", choice, each.path);
    }
  };
}

/** AWS WAF API Reference, PutLoggingConfiguration: a web ACL has one, which another one overwrites. */
function refuseSecondConfiguration({ inputs, cloud, previous }: Operation): void {
  const id = text(inputs, "resourceArn") ?? "";
  if (previous !== undefined || cloud.find(LOGGING, id) === undefined) return;
  refuse("WAFDuplicateItemException", `the web ACL has a logging configuration already: ${id}`, "resourceArn");
}
