import { refuse } from "../../model/aws-error";
import { isProperties, object, type Properties, text } from "../../model/values";
import { parseJson } from "../shared/inputs";

/** Bounds of each number of a retry policy (Amazon SNS Developer Guide, "Amazon SNS message delivery retries"). */
const BOUNDS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  minDelayTarget: [1, 3600],
  maxDelayTarget: [1, 3600],
  numRetries: [0, 100],
  numNoDelayRetries: [0, 100],
  numMinDelayRetries: [0, 100],
  numMaxDelayRetries: [0, 100],
};
const BACKOFF_FUNCTIONS: readonly unknown[] = ["arithmetic", "exponential", "geometric", "linear"];

const KEYS = ["healthyRetryPolicy", "sicklyRetryPolicy", "throttlePolicy", "requestPolicy", "guaranteed", "http"];

/**
 * What is wrong with the delivery policy of a subscription or, within `http`, of a topic; undefined if SNS accepts it.
 */
export function deliveryPolicyProblem(policy: Properties): string | undefined {
  const unknown = Object.keys(policy).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) return `Unexpected JSON member: ${unknown}`;
  const retries = policy.healthyRetryPolicy ?? object(policy, "http.defaultHealthyRetryPolicy");
  return isProperties(retries) ? retryProblem(retries) : undefined;
}

function retryProblem(retries: Properties): string | undefined {
  for (const [name, value] of Object.entries(retries)) {
    if (value !== null && !fits(name, value)) return `healthyRetryPolicy.${name} is invalid: ${JSON.stringify(value)}`;
  }
  const { minDelayTarget, maxDelayTarget, numRetries } = retries;
  if (Number(minDelayTarget) > Number(maxDelayTarget)) return "minDelayTarget is above maxDelayTarget";
  const phases = ["numNoDelayRetries", "numMinDelayRetries", "numMaxDelayRetries"];
  const planned = phases.reduce((sum, phase) => sum + Number(retries[phase] ?? 0), 0);
  return planned > Number(numRetries) ? `numRetries is ${String(numRetries)}, but ${planned} are planned` : undefined;
}

function fits(name: string, value: unknown): boolean {
  if (name === "backoffFunction") return BACKOFF_FUNCTIONS.includes(value);
  const [least, most] = BOUNDS[name] ?? [0, -1];
  return typeof value === "number" && value >= least && value <= most;
}

/** The JSON object in an input; undefined where there is none. @throws {AwsError} for text that is no JSON object. */
export function jsonObject(inputs: Properties, input: string): Properties | undefined {
  const content = text(inputs, input);
  if (content === undefined || content === "") return undefined;
  const parsed = parseJson(content);
  if (isProperties(parsed)) return parsed;
  const attribute = input.slice(0, 1).toUpperCase() + input.slice(1);
  refuse("InvalidParameter", `Invalid parameter: ${attribute}: failed to parse JSON.`, input);
}
