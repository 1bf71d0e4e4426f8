import type { Samples } from "../../limits/samples";
import { KEY, TAGS } from "../../limits/samples/values";

const URL = "https://sqs.eu-west-1.amazonaws.com/123456789012/jobs";
const JOBS = "arn:aws:sqs:eu-west-1:123456789012:jobs";

export const SAMPLES: Samples = {
  "aws:sqs/queue:Queue": {
    name: "jobs",
    kmsMasterKeyId: KEY,
    messageRetentionSeconds: 345_600,
    receiveWaitTimeSeconds: 20,
    visibilityTimeoutSeconds: 330,
    tags: TAGS,
  },
  "aws:sqs/queuePolicy:QueuePolicy": {
    queueUrl: URL,
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { AWS: "123456789012" }, Action: "sqs:*", Resource: JOBS }],
    }),
  },
  "aws:sqs/redrivePolicy:RedrivePolicy": {
    queueUrl: URL,
    redrivePolicy: JSON.stringify({ deadLetterTargetArn: `${JOBS}-dead`, maxReceiveCount: 5 }),
  },
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": {
    queueUrl: `${URL}-dead`,
    redriveAllowPolicy: JSON.stringify({ redrivePermission: "byQueue", sourceQueueArns: [JOBS] }),
  },
};
