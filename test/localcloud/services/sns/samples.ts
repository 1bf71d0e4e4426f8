import type { Samples } from "../../limits/samples";
import { KEY, POLICY, TAGS, TOPIC } from "../../limits/samples/values";

export const SAMPLES: Samples = {
  "aws:sns/topic:Topic": { name: "proofpix-alarms", displayName: "ProofPix alarms", kmsMasterKeyId: KEY, tags: TAGS },
  "aws:sns/topicPolicy:TopicPolicy": { arn: TOPIC, policy: POLICY },
  "aws:sns/topicSubscription:TopicSubscription": { topic: TOPIC, protocol: "email", endpoint: "team@example.com" },
};
