import { refuse } from "../../model/aws-error";
import { arn } from "../../model/identifiers";
import type { Operation } from "../../model/resource-type";
import { isProperties, type Properties, text } from "../../model/values";
import { deliveryPolicyProblem, jsonObject } from "./delivery-policy";

/** Whether an ARN or name is that of a FIFO topic or queue. */
export function isFifo(name: string | undefined): boolean {
  return name?.endsWith(".fifo") === true;
}

/** How often and when a delivery is tried again (Amazon SNS Developer Guide, "Amazon SNS message delivery retries"). */
export function requireDeliveryPolicy({ inputs }: Operation): void {
  const policy = jsonObject(inputs, "deliveryPolicy");
  const problem = policy && deliveryPolicyProblem(policy);
  if (problem === undefined) return;
  refuse("InvalidParameter", `Invalid parameter: DeliveryPolicy: ${problem}`, "deliveryPolicy");
}

/**
 * Amazon SNS Developer Guide, "Amazon SNS dead-letter queues": one of the same region, and account; a FIFO one behind a
 * FIFO topic.
 */
export function requireRedrivePolicy({ inputs, region, accountId }: Operation): void {
  const policy = jsonObject(inputs, "redrivePolicy");
  if (policy === undefined) return;
  const queue = text(policy, "deadLetterTargetArn") ?? "";
  const topicIsFifo = isFifo(text(inputs, "topic"));
  const isNear = queue.startsWith(arn("sqs", region, accountId, "")) && !queue.endsWith(":");
  if (isNear && (!topicIsFifo || isFifo(queue))) return;
  refuse(
    "InvalidParameter",
    `Invalid parameter: RedrivePolicy: deadLetterTargetArn is an invalid arn: it names ${topicIsFifo ? "a FIFO queue" : "a queue"} of ${region} and the topic's account, got '${queue}'`,
    "redrivePolicy",
  );
}

/** Amazon SNS Developer Guide, "Message archiving and replay for FIFO topic owners". */
export function refuseReplay({ inputs }: Operation): void {
  if (jsonObject(inputs, "replayPolicy") === undefined || isFifo(text(inputs, "topic"))) return;
  refuse(
    "InvalidParameter",
    "Invalid parameter: Attributes Reason: ReplayPolicy is for subscriptions of FIFO topics",
    "replayPolicy",
  );
}

const SCOPES = ["MessageAttributes", "MessageBody"];

/** Amazon SNS Developer Guide, "Filter policy constraints". */
const MOST_KEYS = 5;
const MOST_COMBINATIONS = 150;

/** Amazon SNS Developer Guide, "Amazon SNS subscription filter policies". */
const OPERATORS = ["anything-but", "cidr", "equals-ignore-case", "exists", "numeric", "prefix", "suffix", "wildcard"];

/** A key of a policy with the values that fit it, and how deep it stands. */
interface Condition {
  readonly values: readonly unknown[];
  readonly depth: number;
}

/** Refuses a filter that SNS can't apply, and a scope without one, which the provider doesn't let through. */
export function requireFilter({ inputs }: Operation): void {
  const scope = text(inputs, "filterPolicyScope");
  if (scope !== undefined && !SCOPES.includes(scope))
    refuse("InvalidParameter", "Invalid parameter: FilterPolicyScope: Invalid value", "filterPolicyScope");
  const policy = jsonObject(inputs, "filterPolicy");
  if (policy === undefined && scope !== undefined) {
    refuse(
      "InvalidParameter",
      "Invalid parameter: filter_policy is required when filter_policy_scope is set",
      "filterPolicyScope",
    );
  }
  const problem = policy && filterProblem(policy, scope ?? "MessageAttributes");
  if (problem !== undefined) refuse("InvalidParameter", `Invalid parameter: FilterPolicy: ${problem}`, "filterPolicy");
}

function filterProblem(policy: Properties, scope: string): string | undefined {
  const conditions = conditionsOf(policy, 1);
  if (typeof conditions === "string") return conditions;
  if (scope === "MessageAttributes" && conditions.some(({ depth }) => depth > 1)) {
    return "Filter policy scope MessageAttributes does not support nested filter policy";
  }
  if (conditions.length > MOST_KEYS) return `Filter policy can not have more than ${MOST_KEYS} keys`;
  const combinations = conditions.reduce((product, { values, depth }) => product * values.length * depth, 1);
  if (combinations > MOST_COMBINATIONS) return `Filter policy is too complex: ${combinations} combinations`;
  return conditions.flatMap(({ values }) => values.flatMap((value) => valueProblem(value) ?? []))[0];
}

/** The keys with values at any depth, or what is wrong with the filter. */
function conditionsOf(policy: Properties, depth: number): Condition[] | string {
  const conditions: Condition[] = [];
  for (const [key, value] of Object.entries(policy)) {
    const found = key === "$or" ? alternativesOf(value, depth) : conditionOf(key, value, depth);
    if (typeof found === "string") return found;
    conditions.push(...found);
  }
  return conditions;
}

function conditionOf(key: string, value: unknown, depth: number): Condition[] | string {
  if (isProperties(value)) return conditionsOf(value, depth + 1);
  if (!Array.isArray(value)) return `"${key}" must be an object or an array`;
  return value.length === 0 ? "Empty arrays are not allowed" : [{ values: value, depth }];
}

function alternativesOf(value: unknown, depth: number): Condition[] | string {
  if (!Array.isArray(value) || !value.every(isProperties)) return '"$or" takes objects';
  const alternatives = value.map((each) => conditionsOf(each, depth));
  const problem = alternatives.find((each) => typeof each === "string");
  return problem ?? alternatives.flatMap((each) => (typeof each === "string" ? [] : each));
}

function valueProblem(value: unknown): string | undefined {
  if (Array.isArray(value)) return "Match value must be String, number, true, false, or null";
  if (!isProperties(value)) return undefined;
  const [operator = "", ...others] = Object.keys(value);
  if (others.length > 0) return "Only one key allowed in match expression";
  return OPERATORS.includes(operator) ? undefined : `Unrecognized match type ${operator}`;
}
