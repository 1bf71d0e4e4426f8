import type { CloudReader, CloudResource } from "../../model/resource";
import { text } from "../../model/values";
import { letsServiceUse } from "../kms/key-policy";
import { keyNamed } from "../kms/key-reference";
import { allows } from "../shared/policy-evaluation";
import { policyOf } from "../shared/policy-rules";

/** Amazon SNS Developer Guide, "Enable compatibility between event sources from AWS services and encrypted topics". */
const KEY_ACTIONS = ["kms:Decrypt", "kms:GenerateDataKey"];

/** An AWS service that publishes to a topic. */
export interface Publisher {
  /** Its principal, such as `cloudwatch.amazonaws.com`. */
  readonly service: string;
  /** Condition keys that it sends, to SNS and to KMS; empty where it is known to send none. */
  readonly context: Readonly<Record<string, string>>;
  /** Whether the policy that SNS gives a topic admits it. */
  readonly isAdmittedByDefault: boolean;
}

/** Why a service's messages would never arrive at a topic; undefined where they do. */
export function publishingProblem(topicArn: string, publisher: Publisher, cloud: CloudReader): string | undefined {
  const topic = cloud.find("aws:sns/topic:Topic", topicArn);
  if (topic === undefined) return `the topic ${topicArn} does not exist`;
  return policyProblem(topic, publisher, cloud) ?? keyProblem(topic, publisher, cloud);
}

function policyProblem(
  topic: CloudResource,
  { service, context, isAdmittedByDefault }: Publisher,
  cloud: CloudReader,
): string | undefined {
  const policy = policyOf(cloud.find("aws:sns/topicPolicy:TopicPolicy", topic.id)?.inputs ?? {}, "policy", "resource");
  const principal = { type: "Service", value: service } as const;
  const request = { principal, action: "sns:Publish", resource: topic.id, context };
  const isAdmitted = policy === undefined ? isAdmittedByDefault : allows(policy, request);
  return isAdmitted ? undefined : `the policy of topic ${topic.id} doesn't let ${service} publish`;
}

/** AWS's own key for SNS lets no other service use it. */
function keyProblem(topic: CloudResource, { service, context }: Publisher, cloud: CloudReader): string | undefined {
  const name = text(topic.inputs, "kmsMasterKeyId");
  if (name === undefined) return undefined;
  const key = keyNamed(name, cloud);
  // A service that asks for itself asks via no other (AWS KMS Developer Guide, "kms:ViaService").
  const use = { service, actions: KEY_ACTIONS, context: { ...context, "kms:ViaService": "" } };
  if (key !== undefined && letsServiceUse(key, use)) return undefined;
  return `the key of topic ${topic.id} doesn't let ${service} use it: ${name}`;
}
