import { sqsDeadLetterQueue as rule } from "../../../policies/rules/sqs-dead-letter-queue";
import { describeRule, judge, resource, UNKNOWN, type TestResource, type TestResourceOptions } from "../support";
import { of, set } from "../support/mutation";

const QUEUE = "aws:sqs/queue:Queue";
const DAY = 86_400;

function queue(
  name: string,
  properties: TestResource["properties"] = {},
  options: TestResourceOptions = {},
): TestResource {
  return resource(QUEUE, name, { arn: `arn:aws:sqs:eu-west-1:123456789012:${name}`, name, ...properties }, options);
}

const dead = queue("dead", { messageRetentionSeconds: 14 * DAY });

function redriveTo(target: TestResource, maxReceiveCount: unknown = 5): string {
  return JSON.stringify({ deadLetterTargetArn: target.properties.arn, maxReceiveCount });
}

function jobs(maxReceiveCount: unknown = 5, target: TestResource = dead): TestResource {
  return queue(
    "jobs",
    { redrivePolicy: redriveTo(target, maxReceiveCount) },
    { dependencies: { redrivePolicy: [target] } },
  );
}

function alarmOn(target: TestResource, metricName: unknown = "ApproximateNumberOfMessagesVisible"): TestResource {
  const properties = { namespace: "AWS/SQS", metricName, dimensions: { QueueName: UNKNOWN } };
  return resource("aws:cloudwatch/metricAlarm:MetricAlarm", "given-up", properties, {
    dependencies: { dimensions: [target] },
  });
}

function reader(of: TestResource, timeout: unknown): TestResource[] {
  const worker = resource("aws:lambda/function:Function", "worker", { timeout });
  const dependencies = { eventSourceArn: [of], functionName: [worker] };
  const properties = { eventSourceArn: UNKNOWN, functionName: UNKNOWN };
  return [worker, resource("aws:lambda/eventSourceMapping:EventSourceMapping", "jobs", properties, { dependencies })];
}

function besideIt(of: TestResource, target: TestResource): TestResource {
  const properties = { queueUrl: UNKNOWN, redrivePolicy: UNKNOWN };
  const dependencies = { queueUrl: [of], redrivePolicy: [target] };
  return resource("aws:sqs/redrivePolicy:RedrivePolicy", "redrive", properties, { dependencies });
}

const LOST = "redrivePolicy is not set: a message that can't be processed comes back until it expires";
const UNWATCHED = "dead: ApproximateNumberOfMessagesVisible is not set: no alarm watches it";

describeRule(rule, {
  accepts: {
    "a queue with a watched dead-letter queue": { given: [dead, jobs(), alarmOn(dead)] },
    "an alarm on an expression over the depth": {
      given: [
        dead,
        jobs(),
        resource(
          "aws:cloudwatch/metricAlarm:MetricAlarm",
          "given-up",
          {
            metricQueries: [{ metric: { metricName: "ApproximateNumberOfMessagesVisible" } }, { expression: "m1 * 2" }],
          },
          { dependencies: { metricQueries: [dead] } },
        ),
      ],
    },
    "a dead-letter queue of another stack": {
      given: queue("jobs", { redrivePolicy: redriveTo(queue("elsewhere")) }),
    },
    "a queue for what a function or a topic couldn't handle": {
      given: [
        queue("failures"),
        resource(
          "aws:lambda/function:Function",
          "worker",
          {},
          { dependencies: { deadLetterConfig: [queue("failures")] } },
        ),
      ],
    },
    "a queue that says of itself that it is one": {
      given: queue("failures", { redriveAllowPolicy: JSON.stringify({ redrivePermission: "allowAll" }) }),
    },
    "a function that ends in time": {
      given: [
        dead,
        queue("jobs", { ...jobs().properties, visibilityTimeoutSeconds: 360 }, jobs().options),
        alarmOn(dead),
        ...reader(queue("jobs"), 60),
      ],
    },
  },
  refuses: {
    "a queue without one": { given: queue("jobs", { redrivePolicy: "" }), violations: [`jobs: ${LOST}`] },
    "a dead-letter queue that nobody watches": {
      given: [dead, jobs(), alarmOn(dead, "NumberOfMessagesSent")],
      violations: [UNWATCHED],
    },
    "a function that takes longer than others wait": {
      given: [dead, jobs(), alarmOn(dead), ...reader(jobs(), 60)],
      violations: [
        "jobs: visibilityTimeoutSeconds is not set: others see a message again while its function still works",
      ],
    },
  },
  boundaries: {
    "the fewest and the most receives": {
      given: [dead, alarmOn(dead), jobs(3), queue("mail", { redrivePolicy: redriveTo(dead, "10") })],
    },
    "one fewer and one more": {
      given: [dead, alarmOn(dead), jobs(2), queue("mail", { redrivePolicy: redriveTo(dead, 11) })],
      violations: ["jobs: redrivePolicy.maxReceiveCount is 2", "mail: redrivePolicy.maxReceiveCount is 11"],
    },
    "one that keeps messages as long as the queue": {
      given: [queue("dead", { messageRetentionSeconds: 4 * DAY }), jobs(), alarmOn(dead)],
      violations: ["dead: messageRetentionSeconds is 345600: messages keep their age from jobs"],
    },
    "one that nobody watches, in development": { given: [dead, jobs(1)], environment: "development" },
    "a function as slow as others wait": { given: [dead, jobs(), alarmOn(dead), ...reader(jobs(), 30)] },
  },
  missing: {
    "all properties": { given: resource(QUEUE, "jobs"), violations: [`jobs: ${LOST}`] },
    "the number of receives": {
      given: [dead, alarmOn(dead), jobs(null)],
      violations: ["jobs: redrivePolicy.maxReceiveCount is not set"],
    },
  },
  unknown: {
    "a policy that names a queue of the same run": {
      given: [
        dead,
        alarmOn(dead),
        queue("jobs", { redrivePolicy: UNKNOWN }, { dependencies: { redrivePolicy: [dead] } }),
      ],
      remarks: ["jobs: Not determinable yet: redrivePolicy.maxReceiveCount isn't known"],
    },
    "a policy that the provider fills in": {
      given: queue("jobs", { redrivePolicy: UNKNOWN, redriveAllowPolicy: UNKNOWN }),
      violations: [`jobs: ${LOST}`],
    },
    "a policy beside the queue": {
      given: [dead, alarmOn(dead), queue("jobs", { redrivePolicy: UNKNOWN }), besideIt(queue("jobs"), dead)],
      remarks: ["redrive: Not determinable yet: redrivePolicy.maxReceiveCount isn't known"],
    },
    "an alarm's unknown metric": { given: [dead, jobs(), alarmOn(dead, UNKNOWN)] },
  },
  production: set(of("aws:sqs/queue:Queue", "jobs"), { redrivePolicy: undefined }),
});

it("names a longest time for the function's queue that AWS advises", async () => {
  const { violations } = await judge(rule, [dead, jobs(), alarmOn(dead), ...reader(jobs(), 60)]);

  expect(violations.join()).toContain("Fix: set visibilityTimeoutSeconds: 360.");
});
