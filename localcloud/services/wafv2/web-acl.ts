import { randomUUID } from "node:crypto";
import { arn } from "../../model/arn";
import type { Operation, ResourceType } from "../../model/resource-type";
import { text, valuesAt } from "../../model/values";
import { nameOf } from "../shared/names";
import { refuseUnmodelled } from "../shared/not-modelled";
import { customResponseRules } from "./custom-responses";
import { invalidParameter } from "./refusal";
import { requireDefaultAction } from "./rule-action";
import { ruleDetailRules } from "./rule-details";
import { requireCapacity, requireRules, requireUniquePriorities, requireUniqueRuleNames, totalCapacity } from "./rules";

const LOGGING = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration";

/** Metrics of AWS WAF's own (AWS WAF API Reference, VisibilityConfig). */
const RESERVED_METRIC_NAMES = ["All", "Default_Action"];

export const webAcl: ResourceType = {
  type: "aws:wafv2/webAcl:WebAcl",
  autonaming: { input: "name", maximumLength: 255, unlessGiven: "namePrefix" },
  replaceOnChanges: ["name", "namePrefix", "scope", "region"],
  unique: {
    inputs: ["name", "scope"],
    scope: "region",
    code: "WAFDuplicateItemException",
    message: (name) =>
      `AWS WAF couldn't perform the operation because some resource in your request is a duplicate of an existing one: ${name} (name, scope)`,
  },
  rules: [
    refuseUnmodelled(
      ["associationConfig", "dataProtectionConfig", "ruleJson"],
      "these settings of a web ACL",
      "services/wafv2/web-acl.ts",
    ),
    requireScopeOfRegion,
    requireDefaultActionOfAcl,
    requireRules,
    requireUniqueRuleNames,
    requireUniquePriorities,
    requireMetricNames,
    ...ruleDetailRules,
    ...customResponseRules,
    requireCapacity,
  ],
  cascade: (acl, cloud) => cloud.ofType(LOGGING).filter(({ id }) => id === acl.computed.arn),
  make: (operation) => {
    const { inputs, region, accountId } = operation;
    const id = randomUUID();
    const name = nameOf(operation);
    const kind = isGlobal(operation) ? "global" : "regional";
    return {
      id,
      computed: {
        name,
        arn: arn("wafv2", region, accountId, `${kind}/webacl/${name}/${id}`),
        applicationIntegrationUrl: "",
        capacity: totalCapacity(inputs),
        lockToken: randomUUID(),
      },
    };
  },
  recomputed: ["capacity", "lockToken"],
  remake: ({ inputs }) => ({ capacity: totalCapacity(inputs), lockToken: randomUUID() }),
};

function isGlobal({ inputs }: Operation): boolean {
  return text(inputs, "scope") === "CLOUDFRONT";
}

/** AWS WAF API Reference, CreateWebACL: CloudFront's are made in US East (N. Virginia). */
function requireScopeOfRegion(operation: Operation): void {
  if (!isGlobal(operation) || operation.region === "us-east-1") return;
  throw invalidParameter({
    reason: "The scope is not valid.",
    field: "SCOPE_VALUE",
    parameter: "CLOUDFRONT",
    input: `scope, region: ${operation.region}`,
  });
}

function requireDefaultActionOfAcl({ inputs }: Operation): void {
  requireDefaultAction(inputs);
}

function requireMetricNames({ inputs }: Operation): void {
  const names = ["visibilityConfig.metricName", "rules[].visibilityConfig.metricName"];
  const reserved = names
    .flatMap((path) => valuesAt(inputs, path))
    .find(({ value }) => RESERVED_METRIC_NAMES.includes(String(value)));
  if (reserved === undefined) return;
  throw invalidParameter({
    reason: "The parameter contains a reserved name.",
    field: "METRIC_NAME",
    parameter: String(reserved.value),
    input: reserved.path,
  });
}
