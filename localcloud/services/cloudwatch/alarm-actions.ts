import type { CloudResource } from "../../model/resource";
import type { Operation } from "../../model/resource-type";
import { text, valuesAt } from "../../model/values";
import { warningOf } from "../../model/warning";
import { letsServiceUse } from "../kms/key-policy";
import { keyNamed } from "../kms/key-reference";
import { NotModelledError } from "../shared/not-modelled";
import { allows } from "../shared/policy-evaluation";
import { policyOf } from "../shared/policy-rules";
import { invalid } from "./invalid";
import { requireScalingPolicy } from "./scaling-actions";

const SERVICE = "cloudwatch.amazonaws.com";

/** Amazon SNS Developer Guide, "Enable compatibility between event sources from AWS services and encrypted topics". */
const KEY_ACTIONS = ["kms:Decrypt", "kms:GenerateDataKey"];

const ACTIONS = ["alarmActions[]", "insufficientDataActions[]", "okActions[]"];

/** What comes of an action that can't be taken: AWS looks at its ARN and region only. */
const CONSEQUENCE = "the action is never taken, and nobody is told";

/** Refuses actions that CloudWatch can't read, and warns of those that could never be taken. */
export function requireActions(alarmArn: string, operation: Operation): void {
  for (const { path, value } of ACTIONS.flatMap((action) => valuesAt(operation.inputs, action))) {
    const action = String(value);
    requireReadable(action, path, operation);
    warningOf(() => {
      requireTakeable(action, path, { alarmArn, operation });
    }, CONSEQUENCE)(operation);
  }
}

interface Alarm {
  readonly alarmArn: string;
  readonly operation: Operation;
}

function requireReadable(action: string, input: string, operation: Operation): void {
  const [, , service = "", region = ""] = action.split(":");
  if (!/^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:[^:]*:.+$/.test(action))
    throw invalid(`Invalid arn syntax: ${action}`, input);
  if (service !== "sns" && !isScaling(action)) {
    throw new NotModelledError(
      "alarm actions other than SNS topics and scaling policies",
      [input],
      "services/cloudwatch/alarm-actions.ts",
    );
  }
  if (region === operation.region) return;
  throw invalid(`Invalid region ${region} specified. Only ${operation.region} is supported.`, input);
}

function isScaling(action: string): boolean {
  return action.split(":")[5] === "scalingPolicy";
}

function requireTakeable(action: string, input: string, alarm: Alarm): void {
  if (isScaling(action)) requireScalingPolicy(action, input, alarm.operation.cloud);
  else requireTopic(action, input, alarm);
}

function requireTopic(action: string, input: string, alarm: Alarm): void {
  const topic = alarm.operation.cloud.find("aws:sns/topic:Topic", action);
  if (topic === undefined) throw invalid(`the topic ${action} does not exist`, input);
  requirePublishing(topic, input, alarm);
  requireKey(topic, input, alarm);
}

/** Without a policy of its own, a topic admits whoever acts for its account, as CloudWatch does. */
function requirePublishing(topic: CloudResource, input: string, { alarmArn, operation }: Alarm): void {
  const { cloud, accountId } = operation;
  const policy = policyOf(cloud.find("aws:sns/topicPolicy:TopicPolicy", topic.id)?.inputs ?? {}, "policy", "resource");
  const request = {
    principal: { type: "Service", value: SERVICE },
    action: "sns:Publish",
    resource: topic.id,
    context: contextOf(alarmArn, accountId),
  } as const;
  if (policy === undefined || allows(policy, request)) return;
  throw invalid(`the policy of topic ${topic.id} doesn't let ${SERVICE} publish`, input);
}

/** AWS's own key for SNS lets no other service use it. */
function requireKey(topic: CloudResource, input: string, { alarmArn, operation }: Alarm): void {
  const name = text(topic.inputs, "kmsMasterKeyId");
  if (name === undefined) return;
  const key = keyNamed(name, operation.cloud);
  const use = { service: SERVICE, actions: KEY_ACTIONS, context: contextOf(alarmArn, operation.accountId) };
  if (key !== undefined && letsServiceUse(key, use)) return;
  throw invalid(`the key of topic ${topic.id} doesn't let ${SERVICE} use it: ${name}`, input);
}

function contextOf(alarmArn: string, accountId: string): Readonly<Record<string, string>> {
  return { "aws:SourceArn": alarmArn, "aws:SourceAccount": accountId, "aws:SecureTransport": "true" };
}
