import { randomUUID } from "node:crypto";
import { refuse } from "../../model/aws-error";
import { arn } from "../../model/identifiers";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, Reference, ResourceType } from "../../model/resource-type";
import { text, valuesAt } from "../../model/values";
import { nameOf, refuseUnmodelled } from "../shared/inputs";
import { customResponseRules } from "./custom-responses";
import { DEFAULT_ACTION, INVALID_PARAMETER, invalidParameter, requireExactlyOne } from "./invalid-parameter";
import { requireCapacity, ruleDetailRules, ruleRules, totalCapacity } from "./rules";

const WEB_ACL = "aws:wafv2/webAcl:WebAcl";
const LOGGING = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration";

/** Names of AWS WAF's own metrics (AWS WAF API Reference, VisibilityConfig). */
const RESERVED_METRIC_NAMES = ["All", "Default_Action"];

export const webAcl: ResourceType = {
  type: WEB_ACL,
  mapping: {
    operation: "wafv2.CreateWebACL",
    inputs: {
      // AWS WAF's model consists mostly of statements inside statements, and of those that look into a request: no
      // program of ours uses them.
      "rules[].statement.andStatement": null,
      "rules[].statement.orStatement": null,
      "rules[].statement.notStatement": null,
      "rules[].statement.managedRuleGroupStatement.scopeDownStatement": null,
      "rules[].statement.managedRuleGroupStatement.managedRuleGroupConfigs": null,
      "rules[].statement.rateBasedStatement.scopeDownStatement": null,
      "rules[].statement.byteMatchStatement": null,
      "rules[].statement.regexMatchStatement": null,
      "rules[].statement.regexPatternSetReferenceStatement": null,
      "rules[].statement.ruleGroupReferenceStatement": null,
      "rules[].statement.sizeConstraintStatement": null,
      "rules[].statement.sqliMatchStatement": null,
      "rules[].statement.xssMatchStatement": null,
    },
  },
  autonaming: { input: "name", maximumLength: 255, unlessGiven: "namePrefix" },
  replaceOnChanges: ["name", "namePrefix", "scope", "region"],
  unique: {
    inputs: ["name", "scope"],
    scope: "region",
    code: "WAFDuplicateItemException",
    message: (name) =>
      `AWS WAF couldn't perform the operation because some resource in your request is a duplicate of an existing one: ${name}`,
  },
  rules: [
    refuseUnmodelled(
      ["associationConfig", "dataProtectionConfig", "ruleJson"],
      "these settings of a web ACL",
      "services/wafv2/web-acl.ts",
    ),
    requireScopeOfRegion,
    requireDefaultAction,
    ...ruleRules,
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

/** AWS WAF's words for what it can't find. */
export const NONEXISTENT: Reference["missing"] = {
  code: "WAFNonexistentItemException",
  message: (arn) => `AWS WAF couldn't perform the operation because your resource doesn't exist: ${arn}`,
};

/** An input that names a web ACL by its ARN. */
export function webAclReference(input: string): Reference {
  return { input, to: [WEB_ACL], by: "arn", missing: NONEXISTENT };
}

export function webAclByArn(webAclArn: string, cloud: CloudReader): CloudResource | undefined {
  return cloud.ofType(WEB_ACL).find(({ computed }) => computed.arn === webAclArn);
}

function isGlobal({ inputs }: Operation): boolean {
  return text(inputs, "scope") === "CLOUDFRONT";
}

/** AWS WAF API Reference, CreateWebACL: web ACLs of CloudFront are created in US East (N. Virginia). */
function requireScopeOfRegion(operation: Operation): void {
  if (!isGlobal(operation) || operation.region === "us-east-1") return;
  refuse(
    INVALID_PARAMETER,
    invalidParameter("The scope is not valid.", "SCOPE_VALUE", "CLOUDFRONT"),
    `scope, region: ${operation.region}`,
  );
}

function requireDefaultAction({ inputs }: Operation): void {
  requireExactlyOne(inputs, "defaultAction", DEFAULT_ACTION);
}

function requireMetricNames({ inputs }: Operation): void {
  const names = ["visibilityConfig.metricName", "rules[].visibilityConfig.metricName"];
  const reserved = names
    .flatMap((path) => valuesAt(inputs, path))
    .find(({ value }) => RESERVED_METRIC_NAMES.includes(String(value)));
  if (reserved === undefined) return;
  refuse(
    INVALID_PARAMETER,
    invalidParameter("The parameter contains a reserved name.", "METRIC_NAME", String(reserved.value)),
    reserved.path,
  );
}
