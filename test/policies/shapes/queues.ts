import type { DeployedResource } from "../support/judge-pack";
import { arn, deployed, type Shapes } from "./shape";
import { TAGS, watched } from "./context";

const DAY = 86_400;

/** Everything that AWS reports about a queue and the program leaves out. */
const OUTPUTS = {
  delaySeconds: 0,
  fifoQueue: false,
  kmsDataKeyReusePeriodSeconds: 300,
  kmsMasterKeyId: "",
  maxMessageSize: 262_144,
  messageRetentionSeconds: 4 * DAY,
  policy: "",
  receiveWaitTimeSeconds: 0,
  redriveAllowPolicy: "",
  redrivePolicy: "",
  sqsManagedSseEnabled: true,
  tagsAll: TAGS,
  visibilityTimeoutSeconds: 30,
};

function queue(
  name: string,
  inputs: Readonly<Record<string, unknown>> = {},
  references: Readonly<Record<string, readonly DeployedResource[]>> = {},
): DeployedResource {
  const url = `https://sqs.eu-west-1.amazonaws.com/123456789012/${name}-6f`;
  return deployed(
    "aws:sqs/queue:Queue",
    name,
    { name: `${name}-6f`, tags: TAGS, ...inputs },
    { references, outputs: { ...omit(OUTPUTS, inputs), arn: arn("sqs", `${name}-6f`), id: url, url } },
  );
}

function omit(outputs: Readonly<Record<string, unknown>>, inputs: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(Object.entries(outputs).filter(([name]) => !(name in inputs)));
}

const deadLetters = queue("dead-letters", { messageRetentionSeconds: 14 * DAY });

const REDRIVE = JSON.stringify({ deadLetterTargetArn: arn("sqs", "dead-letters-6f"), maxReceiveCount: 5 });

function inline(): readonly DeployedResource[] {
  const jobs = queue("jobs", { redrivePolicy: REDRIVE }, { redrivePolicy: [deadLetters] });
  return [...watched(deadLetters), ...watched(jobs)];
}

/** Separate `aws.sqs.RedrivePolicy`; the count is a text, as in CloudFormation. */
function separate(): readonly DeployedResource[] {
  const jobs = queue("jobs");
  const redrive = deployed(
    "aws:sqs/redrivePolicy:RedrivePolicy",
    "jobs",
    {
      queueUrl: jobs.made.properties.url,
      redrivePolicy: JSON.stringify({ deadLetterTargetArn: arn("sqs", "dead-letters-6f"), maxReceiveCount: "5" }),
    },
    { references: { queueUrl: [jobs], redrivePolicy: [deadLetters] }, outputs: { id: jobs.made.properties.url } },
  );
  const allow = deployed(
    "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
    "dead-letters",
    {
      queueUrl: deadLetters.made.properties.url,
      redriveAllowPolicy: JSON.stringify({ redrivePermission: "byQueue", sourceQueueArns: [jobs.made.properties.arn] }),
    },
    {
      references: { queueUrl: [deadLetters], redriveAllowPolicy: [jobs] },
      outputs: { id: deadLetters.made.properties.url },
    },
  );
  return [...watched(deadLetters), ...watched(jobs), redrive, allow];
}

/** A topic sends to the queue; the queue's policy is a separate resource and denies requests without TLS. */
function subscribed(): readonly DeployedResource[] {
  const jobs = queue("jobs", { redrivePolicy: REDRIVE }, { redrivePolicy: [deadLetters] });
  const policy = deployed(
    "aws:sqs/queuePolicy:QueuePolicy",
    "jobs",
    {
      queueUrl: jobs.made.properties.url,
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: "*",
            Action: "sqs:SendMessage",
            Resource: jobs.made.properties.arn,
            Condition: { ArnEquals: { "aws:SourceArn": arn("sns", "orders") } },
          },
          {
            Effect: "Deny",
            Principal: { AWS: ["*"] },
            Action: "sqs:*",
            Resource: jobs.made.properties.arn,
            Condition: { BoolIfExists: { "aws:SecureTransport": false } },
          },
        ],
      }),
    },
    { references: { queueUrl: [jobs], policy: [jobs] }, outputs: { id: jobs.made.properties.url } },
  );
  return [...watched(deadLetters), ...watched(jobs), policy];
}

/** A function's event source and its dead-letter queue: the visibility timeout is six times the function's. */
function processedByFunction(): readonly DeployedResource[] {
  const jobs = queue(
    "jobs",
    { redrivePolicy: REDRIVE, visibilityTimeoutSeconds: 180 },
    { redrivePolicy: [deadLetters] },
  );
  const worker = deployed(
    "aws:lambda/function:Function",
    "worker",
    {
      name: "worker-0d",
      role: arn("iam", "role/worker"),
      runtime: "nodejs22.x",
      handler: "index.handler",
      timeout: 30,
      deadLetterConfig: { targetArn: arn("sqs", "failed-6f") },
      tags: TAGS,
    },
    { outputs: { arn: arn("lambda", "function:worker-0d"), id: "worker-0d" } },
  );
  const failed = queue("failed", { messageRetentionSeconds: 14 * DAY });
  const source = deployed(
    "aws:lambda/eventSourceMapping:EventSourceMapping",
    "worker",
    { eventSourceArn: jobs.made.properties.arn, functionName: worker.made.properties.arn, batchSize: 10 },
    { references: { eventSourceArn: [jobs], functionName: [worker] }, outputs: { id: "0f3c", state: "Enabled" } },
  );
  const dependent = deployed(worker.made.type, worker.made.name, worker.made.properties, {
    references: { deadLetterConfig: [failed] },
  });
  return [...watched(deadLetters), ...watched(jobs), ...watched(failed), dependent, source];
}

export const QUEUES: Shapes = {
  "queues with the redrive policy within": { resources: inline() },
  "queues with the redrive policy and its permission beside": { resources: separate() },
  "a queue that a topic sends to": { resources: subscribed() },
  "a queue that a function processes, and one for the function's own failures": { resources: processedByFunction() },
};
