import type { MetricIdentity } from "../../../../localcloud/behaviour/model/metric";
import type { RunningState } from "../../../../localcloud/behaviour/world/running-state";
import type { World } from "../../../../localcloud/behaviour/world/world";
import type { CloudResource } from "../../../../localcloud/model/resource";
import { resource, START } from "../support/deployed";

export const METRIC_ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
export const TOPIC = "arn:aws:sns:eu-west-1:123456789012:operations";

/** The topic, with the policy that SNS gives it. */
export const TOPIC_RESOURCE = resource("aws:sns/topic:Topic", TOPIC, { name: "operations" }, { arn: TOPIC });
export const CPU: MetricIdentity = {
  region: "eu-west-1",
  namespace: "Shop",
  metricName: "Cpu",
  dimensions: { Service: "web" },
};

export function arnOf(name: string): string {
  return `arn:aws:cloudwatch:eu-west-1:123456789012:alarm:${name}`;
}

/** An alarm on the CPU of a service: above 70 for one minute. */
export function cpuAlarm(inputs: CloudResource["inputs"] = {}, name = "cpu"): CloudResource {
  const alarm = {
    name,
    namespace: CPU.namespace,
    metricName: CPU.metricName,
    dimensions: CPU.dimensions,
    statistic: "Average",
    period: 60,
    evaluationPeriods: 1,
    comparisonOperator: "GreaterThanThreshold",
    threshold: 70,
    treatMissingData: "missing",
    actionsEnabled: true,
  };
  return resource(METRIC_ALARM, name, { ...alarm, ...inputs }, { arn: arnOf(name), name });
}

/** Publishes a value in the middle of a minute, counted from the start. */
export function publish(world: World, minute: number, value: number, metric = CPU): void {
  world.observe({ kind: "metric-data", data: [{ ...metric, at: START + minute * 60_000 + 30_000, value }] });
}

export function stateOf(running: RunningState, name = "cpu"): string | undefined {
  return running.find("alarm", arnOf(name))?.state;
}
