import { parseArn } from "../../../components/shared/arn";
import { refuse } from "../../model/aws-error";
import type { CloudResource } from "../../model/resource";
import type { Operation, Rule } from "../../model/resource-type";
import { isProperties, text, texts, type Properties } from "../../model/values";
import { parseJson } from "../shared/inputs";
import { attributeOf, isFifo, QUEUE, queueOfArn } from "./queue-lookup";

const RECEIVES = { least: 1, most: 1000 };
const MOST_SOURCES = 10;

/** A queue that gives messages up, as far as its redrive policy has to know it. */
interface Source {
  /** Undefined before it is created. */
  readonly arn: string | undefined;
  readonly isFifo: boolean;
}

/**
 * Refuses a redrive policy that SQS or the provider wouldn't take (Amazon SQS API Reference, SetQueueAttributes, and
 * Amazon SQS Developer Guide, "Using dead-letter queues in Amazon SQS").
 */
export const requireRedrivePolicy: Rule = (operation) => {
  const policy = jsonOf(operation.inputs, "redrivePolicy");
  const source = sourceOf(operation);
  if (policy === undefined || source === undefined) return;
  requireReceives(policy);
  const target = requireTarget(policy, operation);
  if (isFifo(target) !== source.isFifo) {
    refusePolicy("redrivePolicy", "Dead-letter queue must be same type of queue as the source.");
  }
  requireAdmission(target, source, operation);
};

function requireReceives(policy: Properties): void {
  requireKeys("redrivePolicy", policy, ["deadLetterTargetArn", "maxReceiveCount"]);
  const { maxReceiveCount: receives } = policy;
  const count = Number(receives);
  if (!Number.isInteger(count) || count < RECEIVES.least || count > RECEIVES.most) {
    refusePolicy(
      "redrivePolicy",
      `Invalid value for maxReceiveCount: ${JSON.stringify(receives)}, valid values are from 1 to 1000 both inclusive.`,
    );
  }
  // The provider waits until SQS has what it asked for, and SQS answers with a number (its resource aws_sqs_queue).
  if (typeof receives === "string") {
    refuse(
      "Timeout",
      `timeout while waiting for state to become 'equal' (last state: 'notequal'): maxReceiveCount must be an integer, not a string, got "${receives}"`,
      "redrivePolicy",
    );
  }
}

function requireTarget(policy: Properties, { region, accountId, cloud }: Operation): CloudResource {
  const targetArn = text(policy, "deadLetterTargetArn") ?? "";
  const parts = parseArn(targetArn);
  if (parts.service !== "sqs") refusePolicy("redrivePolicy", "Invalid value for deadLetterTargetArn.");
  if (parts.accountId !== accountId) {
    refusePolicy("redrivePolicy", "Dead letter target owner should be same as the source.");
  }
  if (parts.region !== region) {
    refusePolicy("redrivePolicy", "Dead letter target should be in the same region as the source.");
  }
  return queueOfArn(targetArn, cloud) ?? refusePolicy("redrivePolicy", "Dead letter target does not exist.");
}

function requireAdmission(target: CloudResource, source: Source, { cloud }: Operation): void {
  const policy = parseJson(attributeOf(target, "redriveAllowPolicy", cloud) ?? "{}");
  if (!isProperties(policy)) return;
  const permission = text(policy, "redrivePermission") ?? "allowAll";
  const isNamed = source.arn !== undefined && texts(policy, "sourceQueueArns").includes(source.arn);
  if (permission === "allowAll" || (permission === "byQueue" && isNamed)) return;
  refusePolicy("redrivePolicy", "The redrive allow policy of the dead-letter queue doesn't permit this source queue.");
}

/** The queue whose input it is, or that a separate resource names; undefined where that one is missing. */
function sourceOf({ inputs, previous, cloud }: Operation): Source | undefined {
  const url = text(inputs, "queueUrl");
  if (url === undefined) {
    const ownArn = previous?.computed.arn;
    return { arn: typeof ownArn === "string" ? ownArn : undefined, isFifo: isFifo({ inputs }) };
  }
  const queue = cloud.find(QUEUE, url);
  return queue && { arn: text(queue.computed, "arn"), isFifo: isFifo(queue) };
}

const PERMISSIONS: readonly unknown[] = ["allowAll", "denyAll", "byQueue"];

/** Refuses a redrive allow policy that SQS wouldn't take (Amazon SQS API Reference, SetQueueAttributes). */
export const requireRedriveAllowPolicy: Rule = ({ inputs }) => {
  const policy = jsonOf(inputs, "redriveAllowPolicy");
  if (policy === undefined) return;
  const { redrivePermission: permission, sourceQueueArns: sources } = policy;
  if (!PERMISSIONS.includes(permission)) {
    refusePolicy("redriveAllowPolicy", `Invalid value for redrivePermission: ${JSON.stringify(permission)}.`);
  }
  if ((permission === "byQueue") !== (sources !== undefined)) {
    refusePolicy("redriveAllowPolicy", "sourceQueueArns is for redrivePermission byQueue, which needs it.");
  }
  if (sources === undefined) return;
  const arns = texts(policy, "sourceQueueArns").filter((each) => parseArn(each).service === "sqs");
  if (arns.length === 0 || arns.length > MOST_SOURCES || arns.length < (sources as readonly unknown[]).length) {
    refusePolicy("redriveAllowPolicy", `sourceQueueArns must be 1 to ${MOST_SOURCES} ARNs of queues.`);
  }
};

type PolicyInput = "redrivePolicy" | "redriveAllowPolicy";

function jsonOf(inputs: Properties, input: PolicyInput): Properties | undefined {
  const content = text(inputs, input);
  if (content === undefined || content === "") return undefined;
  const parsed = parseJson(content);
  return isProperties(parsed) ? parsed : refusePolicy(input, "Redrive policy is not a valid JSON map.");
}

function requireKeys(input: PolicyInput, policy: Properties, keys: readonly string[]): void {
  const missing = keys.find((key) => policy[key] === undefined);
  if (missing !== undefined) refusePolicy(input, `Redrive policy does not contain mandatory attribute: ${missing}.`);
  const unknown = Object.keys(policy).find((key) => !keys.includes(key));
  if (unknown !== undefined) refusePolicy(input, `Redrive policy contains an unknown attribute: ${unknown}.`);
}

function refusePolicy(input: PolicyInput, reason: string): never {
  const parameter = input === "redrivePolicy" ? "RedrivePolicy" : "RedriveAllowPolicy";
  refuse("InvalidParameterValue", `Value for parameter ${parameter} is invalid. Reason: ${reason}`, input);
}
