import { parseConfiguration } from "../../../../../stacks/environment/configuration";
import { enabledTriggers } from "../../../../../stacks/environment/sections/services/scaling";
import { queueMetric } from "../../../../../stacks/environment/sections/services/queue-metric";
import { MINIMAL } from "../../../example-settings";

const DEPENDENCIES = {
  name: "web",
  clusterName: "cluster",
  serviceName: "service",
  timedTarget: undefined,
  consumedQueueName: undefined,
};

/** Metric names by which a worker's queue is measured, none where it isn't. */
function queueOf(scaling: Record<string, unknown>): string[] {
  const services = [{ name: "jobs", worker: true, scaling }, { name: "web" }];
  const [service] = parseConfiguration({ ...MINIMAL, services }, "staging").services;
  if (service === undefined) throw new Error("the service is missing");
  return enabledTriggers(service, DEPENDENCIES)
    .filter(({ key }) => key === "queueDepth")
    .flatMap(({ trigger }) =>
      Object.values(trigger.measure({ kind: "ecs-service", cpu: SOURCE, memory: SOURCE, instances: SOURCE }).metrics),
    )
    .map(({ metricName }) => metricName);
}

const SOURCE = queueMetric("web");

describe("a service's queue", () => {
  it.each([
    ["it says nothing of", {}, []],
    ["it reports itself", { triggers: { queueDepth: { enabled: true } } }, ["QueueDepth"]],
    ["is SQS's", { queueName: "jobs" }, ["ApproximateNumberOfMessagesVisible"]],
    [
      "is SQS's, with other numbers",
      { queueName: "jobs", triggers: { queueDepth: { above: 50 } } },
      ["ApproximateNumberOfMessagesVisible"],
    ],
    ["is SQS's and scales nothing", { queueName: "jobs", triggers: { queueDepth: { enabled: false } } }, []],
    ["is off, with numbers for later", { triggers: { queueDepth: { enabled: false, above: 50 } } }, []],
  ])("that %s is measured as it says", (_, scaling, metrics) => {
    expect(queueOf(scaling)).toEqual(metrics);
  });
});
