import { LiveEvents } from "../../../localcloud/live/live-events";
import { isShownTo, stackOf, Stacks } from "../../../localcloud/live/stacks";
import type { CloudResource } from "../../../localcloud/model/resource";
import { CloudState } from "../../../localcloud/state/cloud-state";
import { CLUSTER_ARN, SERVICE_ARN } from "../behaviour/ecs/tasks/cluster";
import { resource } from "../behaviour/support/deployed";
import { runningTask } from "../runtimes/support/sample-tasks";

/** A resource that the program of a stack created. */
function of(stack: string, type: string, id: string, inputs: CloudResource["inputs"] = {}): CloudResource {
  return { ...resource(type, id, inputs), urn: `urn:pulumi:${stack}::shop::${type}::${id}` };
}

const SERVICE = "aws:ecs/service:Service";
const CLUSTER = "aws:ecs/cluster:Cluster";

function stacksOf(...resources: readonly CloudResource[]): { stacks: Stacks; cloud: CloudState } {
  const cloud = CloudState.inMemory(resources);
  return { cloud, stacks: new Stacks(cloud) };
}

describe("the stack of something that runs", () => {
  it.each([
    ["a service", SERVICE, SERVICE_ARN, {}, SERVICE_ARN],
    ["an alarm", "aws:cloudwatch/metricAlarm:MetricAlarm", "cpu-high", { name: "cpu-high" }, "cpu-high"],
    ["a composite alarm", "aws:cloudwatch/compositeAlarm:CompositeAlarm", "impaired", {}, "impaired"],
    ["an Auto Scaling group", "aws:autoscaling/group:Group", "instances-1", { name: "instances-1" }, "instances-1"],
    ["a target group", "aws:lb/targetGroup:TargetGroup", "arn:blue", {}, "arn:blue"],
    ["what scales a service", "aws:appautoscaling/target:Target", "t", { resourceId: "service/a/b" }, "service/a/b"],
    [
      "an alarm of target tracking",
      "aws:appautoscaling/target:Target",
      "t",
      { resourceId: "service/a/b" },
      "TargetTracking-service/a/b-AlarmHigh-0c9f8d1e",
    ],
  ])("is found by the name of %s", (_, type, id, inputs, name) => {
    const { stacks } = stacksOf(of("staging", type, id, inputs), of("production", type, `other-${id}`));

    expect(stacks.ofNamed(name)).toBe("staging");
  });

  it("is that of a task's service, or else of its cluster", () => {
    const { stacks } = stacksOf(of("staging", SERVICE, SERVICE_ARN), of("production", CLUSTER, CLUSTER_ARN));
    const task = runningTask("1", { clusterArn: CLUSTER_ARN });

    expect(stacks.ofRunning("task", { ...task, serviceArn: SERVICE_ARN })).toBe("staging");
    expect(stacks.ofRunning("task", { ...task, serviceArn: undefined })).toBe("production");
  });

  it("is known of what is created later, and still once it is deleted", () => {
    const { cloud, stacks } = stacksOf();
    expect(stacks.ofNamed(SERVICE_ARN)).toBeUndefined();

    const service = of("staging", SERVICE, SERVICE_ARN);
    cloud.put(service);
    expect(stacks.ofNamed(SERVICE_ARN)).toBe("staging");

    cloud.remove(service);
    expect(stacks.ofNamed(SERVICE_ARN)).toBe("staging");
  });

  it("is none of what no program created", () => {
    const { stacks } = stacksOf(resource(SERVICE, SERVICE_ARN, {}));

    expect(stacks.ofNamed(SERVICE_ARN)).toBeUndefined();
    expect(stackOf("")).toBeUndefined();
    expect(stackOf("urn:pulumi:staging::shop::pulumi:pulumi:Stack::shop-staging")).toBe("staging");
  });
});

it("shows to a stack what is its own, and what is nobody's", () => {
  expect(isShownTo("staging", "staging")).toBe(true);
  expect(isShownTo("staging", "production")).toBe(false);
  expect(isShownTo("staging", undefined)).toBe(true);
  expect(isShownTo(undefined, "production")).toBe(true);
});

describe("events of what runs", () => {
  const alarm = of("staging", "aws:cloudwatch/metricAlarm:MetricAlarm", "cpu-high");
  const event = { at: 0, source: "cloudwatch", message: "OK -> ALARM" };

  it("are told to their stack, also once what they name is deleted, and by their numbers", () => {
    const { cloud, stacks } = stacksOf(alarm, of("production", SERVICE, SERVICE_ARN));
    const events = new LiveEvents(stacks);
    events.add({ ...event, subject: SERVICE_ARN });
    events.add({ ...event, subject: "cpu-high" });
    cloud.remove(alarm);
    events.add({ ...event, subject: "nobody's" });

    const subjects = (stack?: string, since?: number): string[] =>
      events.since(since, stack).things.map(({ subject }) => subject);
    expect(subjects("staging")).toEqual(["cpu-high", "nobody's"]);
    expect(subjects("production")).toEqual([SERVICE_ARN, "nobody's"]);
    expect(subjects()).toHaveLength(3);
    expect(subjects("staging", 2)).toEqual(["nobody's"]);
    expect(events.since(0, "staging").next).toBe(3);
  });
});
