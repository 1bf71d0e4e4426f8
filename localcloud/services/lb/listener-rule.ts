import { arn } from "../../model/arn";
import { AwsError } from "../../model/aws-error";
import type { CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { hexadecimalToken } from "../../model/token";
import { number, objects, text, valuesAt, type Properties } from "../../model/values";
import { requireCompleteActions, requireUsableTargetGroups, requireWeights, targetGroupReferences } from "./actions";

/** Condition values of a rule (User Guide for Application Load Balancers, "Quotas": 5 per rule). */
const CONDITION_VALUES = 5;
const PATTERN_LENGTH = 128;

export const listenerRule: ResourceType = {
  type: "aws:lb/listenerRule:ListenerRule",
  replacedBy: ["listenerArn", "region"],
  references: [
    {
      input: "listenerArn",
      to: ["aws:lb/listener:Listener"],
      missing: { code: "ListenerNotFound", message: (id) => `One or more listeners not found: '${id}'` },
    },
    ...targetGroupReferences("actions"),
  ],
  rules: [requirePriority, requireConditions, requirePatterns, requireActions],
  make: ({ inputs, region, accountId }) => {
    const listener = (text(inputs, "listenerArn") ?? "").split(":listener/")[1] ?? "";
    const id = arn("elasticloadbalancing", region, accountId, `listener-rule/${listener}/${hexadecimalToken(16)}`);
    return { id, computed: { arn: id } };
  },
};

function requirePriority({ inputs, cloud, previous }: Operation): void {
  const priority = number(inputs, "priority");
  if (priority === undefined) return;
  if (!Number.isInteger(priority) || priority < 1 || priority > 50_000) {
    throw new AwsError("ValidationError", `The priority must be between 1 and 50000, got ${priority} (priority)`);
  }
  const taken = cloud
    .ofType("aws:lb/listenerRule:ListenerRule")
    .filter((other) => other.id !== previous?.id && other.inputs.listenerArn === inputs.listenerArn)
    .some((other) => number(other.inputs, "priority") === priority);
  if (taken) throw new AwsError("PriorityInUse", `Priority '${priority}' is currently in use (priority)`);
}

/** Elastic Load Balancing API Reference, CreateRule. */
function requireConditions({ inputs }: Operation): void {
  const conditions = objects(inputs, "conditions");
  if (conditions.length === 0) throw new AwsError("ValidationError", "A condition must be specified (conditions)");
  const values = conditions.reduce((sum, condition) => sum + valuesOf(condition), 0);
  if (values <= CONDITION_VALUES) return;
  throw new AwsError(
    "TooManyConditionValues",
    `The rule has ${values} condition values; the limit is ${CONDITION_VALUES} (conditions)`,
  );
}

function valuesOf(condition: Properties): number {
  const lists = ["pathPattern", "hostHeader", "sourceIp", "httpHeader", "httpRequestMethod"];
  const listed = lists.reduce((sum, kind) => sum + valuesAt(condition, `${kind}.values[]`).length, 0);
  return listed + objects(condition, "queryStrings").length;
}

/** Allowed characters of patterns (Elastic Load Balancing API Reference, RuleCondition). */
function requirePatterns({ inputs }: Operation): void {
  requirePattern(inputs, "conditions[].pathPattern.values[]", /^[A-Za-z0-9_\-.$/~"'@:+&*?]+$/);
  requirePattern(inputs, "conditions[].hostHeader.values[]", /^[A-Za-z0-9\-.*?]+$/);
}

function requirePattern(inputs: Properties, at: string, allowed: RegExp): void {
  for (const { path, value } of valuesAt(inputs, at)) {
    if (typeof value === "string" && value.length <= PATTERN_LENGTH && allowed.test(value)) continue;
    throw new AwsError(
      "ValidationError",
      `Condition value '${String(value)}' contains a character that is not valid (${path})`,
    );
  }
}

function requireActions(operation: Operation): void {
  requireCompleteActions(operation.inputs, "actions");
  requireWeights(operation.inputs, "actions");
  requireUsableTargetGroups(operation, "actions", loadBalancerOf(operation));
}

function loadBalancerOf({ inputs, cloud }: Operation): CloudResource {
  const listener = cloud.find("aws:lb/listener:Listener", text(inputs, "listenerArn") ?? "");
  const found = cloud.find("aws:lb/loadBalancer:LoadBalancer", text(listener?.inputs ?? {}, "loadBalancerArn") ?? "");
  if (found === undefined) throw new AwsError("ListenerNotFound", "The listener's load balancer is gone (listenerArn)");
  return found;
}
