import { metricAlarms } from "../../../../localcloud/behaviour/cloudwatch/metric-alarms";
import { metricPublisher } from "../../../../localcloud/behaviour/metrics/publisher";
import type { MetricIdentity } from "../../../../localcloud/behaviour/model/metric";
import type { CloudResource } from "../../../../localcloud/model/resource";
import { START } from "../support/deployed";
import { policy, scaledWorld, service, target, TASKS } from "./fixture";

const OF_SERVICE = { ClusterName: "shop", ServiceName: "web" };
const CPU: MetricIdentity = {
  region: "eu-west-1",
  namespace: "AWS/ECS",
  metricName: "CPUUtilization",
  dimensions: OF_SERVICE,
};
const MEMORY: MetricIdentity = { ...CPU, metricName: "MemoryUtilization" };

function alarmArns(name: string): string[] {
  return ["AlarmHigh", "AlarmLow"].map(
    (kind) => `arn:aws:cloudwatch:eu-west-1:123456789012:alarm:TargetTracking-service/shop/web-${kind}-${name}`,
  );
}

function tracking(name: string, settings: CloudResource["inputs"]): CloudResource {
  const predefinedMetricSpecification = { predefinedMetricType: "ECSServiceAverageCPUUtilization" };
  const configuration = { targetValue: 50, predefinedMetricSpecification, ...settings };
  const inputs = { policyType: "TargetTrackingScaling", targetTrackingScalingPolicyConfiguration: configuration };
  return policy(name, inputs, alarmArns(name));
}

function world(desired: number, bounds: readonly [number, number], ...policies: readonly CloudResource[]) {
  const small = scaledWorld([metricPublisher, metricAlarms, TASKS], service(desired), target(...bounds), ...policies);
  /** Publishes a value for each of some minutes. */
  const load = (value: number, from: number, to: number, metric = CPU): void => {
    for (let minute = from; minute < to; minute++) {
      small.world.observe({ kind: "metric-data", data: [{ ...metric, at: START + minute * 60_000, value }] });
    }
  };
  const stateOf = (name: string, kind: number) => small.running.find("alarm", alarmArns(name)[kind] ?? "")?.state;
  return { ...small, load, stateOf };
}

describe("target tracking", () => {
  it("scales out in proportion after three minutes above the target", () => {
    const { load, until, desired, running } = world(4, [1, 20], tracking("cpu", {}));
    load(80, 0, 4);
    until(179);
    expect(desired()).toBe(4);
    until(186);
    // 4 × 80 / 50 = 6.4, rounded up.
    expect(desired()).toBe(7);
    expect(running.all("scalingActivity")[0]?.cause).toContain("AlarmHigh-cpu in state ALARM triggered policy cpu");
  });

  it("scales in after 15 minutes below nine tenths of it, no further than the target allows", () => {
    const { load, until, desired } = world(10, [1, 20], tracking("cpu", {}));
    load(20, 0, 20);
    until(14 * 60 + 30);
    expect(desired()).toBe(10);
    until(15 * 60 + 6);
    expect(desired()).toBe(4);
  });

  it("leaves what is a little below the target alone", () => {
    const { load, until, desired } = world(10, [1, 20], tracking("cpu", {}));
    load(46, 0, 30);
    until(30 * 60);
    expect(desired()).toBe(10);
  });

  it("doesn't scale without data", () => {
    const { load, until, desired, stateOf } = world(10, [1, 20], tracking("cpu", {}));
    load(46, 0, 5);
    until(40 * 60);
    expect(desired()).toBe(10);
    expect([stateOf("cpu", 0), stateOf("cpu", 1)]).toEqual(["INSUFFICIENT_DATA", "INSUFFICIENT_DATA"]);
  });

  it("stays within the bounds", () => {
    const { load, until, desired } = world(4, [3, 6], tracking("cpu", {}));
    load(500, 0, 5);
    until(300);
    expect(desired()).toBe(6);
    load(1, 5, 40);
    until(40 * 60);
    expect(desired()).toBe(3);
  });

  it("waits for five minutes unless told otherwise, and adds more where more is needed", () => {
    const { load, until, desired } = world(4, [1, 50], tracking("cpu", { scaleOutCooldown: 300 }));
    load(60, 0, 4);
    load(60, 4, 5);
    until(5 * 60 + 6);
    // 4 × 60 / 50 = 4.8; during the cooldown the same need adds nothing.
    expect(desired()).toBe(5);
    load(125, 5, 6);
    until(6 * 60 + 6);
    // The capacity of before the cooldown counts: 4 × 125 / 50.
    expect(desired()).toBe(10);
  });

  it("has no alarm to scale in where that is off", () => {
    const { load, until, desired, running } = world(10, [1, 20], tracking("cpu", { disableScaleIn: true }));
    load(5, 0, 40);
    until(40 * 60);
    expect(desired()).toBe(10);
    expect(running.all("alarm")).toHaveLength(1);
  });

  it("scales in only where all policies would, and out where one would", () => {
    const memory = { predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageMemoryUtilization" } };
    const { load, until, desired } = world(10, [1, 40], tracking("cpu", {}), tracking("memory", memory));
    load(10, 0, 60);
    load(48, 0, 20, MEMORY);
    until(20 * 60 + 6);
    expect(desired()).toBe(10);
    load(30, 20, 40, MEMORY);
    until(35 * 60 + 6);
    // CPU wants 2, memory 6: the largest counts.
    expect(desired()).toBe(6);
    load(100, 39, 44, MEMORY);
    until(42 * 60 + 6);
    expect(desired()).toBe(12);
  });

  it("tracks metrics of people, and requests for each target", () => {
    const customized = {
      metricName: "Backlog",
      namespace: "Shop",
      statistic: "Average",
      dimensions: [{ name: "Queue", value: "jobs" }],
    };
    const label = "app/shop/50dc6c495c0c9188/targetgroup/web/943f017f100becff";
    const requests = { predefinedMetricType: "ALBRequestCountPerTarget", resourceLabel: label };
    const own = { predefinedMetricSpecification: undefined, customizedMetricSpecification: customized };
    const backlog = world(2, [1, 20], tracking("backlog", own));
    backlog.load(100, 0, 4, { ...CPU, namespace: "Shop", metricName: "Backlog", dimensions: { Queue: "jobs" } });
    backlog.until(186);
    expect(backlog.desired()).toBe(4);
    const served = world(2, [1, 20], tracking("requests", { predefinedMetricSpecification: requests }));
    const dimensions = { TargetGroup: "targetgroup/web/943f017f100becff" };
    served.load(100, 0, 4, {
      ...CPU,
      namespace: "AWS/ApplicationELB",
      metricName: "RequestCountPerTarget",
      dimensions,
    });
    served.until(186);
    expect(served.desired()).toBe(4);
  });
});
