import { scalingHistory } from "../../../automation/scaling/history";
import { fakeContext } from "../support/context";
import { FakeEngine } from "../support/fake-engine";
import { record } from "../support/history-samples";
import { MemoryStore } from "../support/memory-store";
import { FakeScaledAws, OUTPUTS } from "./fake-scaled-aws";

const MINUTE = 60_000;
const BEGIN = Date.parse("2026-11-30T10:00:00Z");

function serviceActivity(minute: number, count: number): object {
  return {
    ActivityId: `activity-${minute}`,
    Description: `Setting desired count to ${count}.`,
    Cause: "monitor alarm busy in state ALARM triggered policy grow",
    StartTime: new Date(BEGIN + minute * MINUTE),
    EndTime: new Date(BEGIN + minute * MINUTE + 34_000),
    StatusCode: "Successful",
    StatusMessage: `Successfully set desired count to ${count}. Change successfully fulfilled by ecs.`,
  };
}

function contextOf(aws: FakeScaledAws, store = new MemoryStore()) {
  return fakeContext({ engine: Object.assign(new FakeEngine(), { stackOutputs: OUTPUTS }), aws: aws.clients(), store });
}

describe("scalingHistory", () => {
  it("reads every page of AWS's activities, not only the first", async () => {
    const aws = new FakeScaledAws();
    aws.serviceActivities = Array.from({ length: 120 }, (_, index) => serviceActivity(120 - index, 2));
    aws.groupActivities = Array.from({ length: 230 }, (_, index) => ({
      ActivityId: `instance-${index}`,
      Cause: "At 2026-11-30T10:00:00Z a user request changing the desired capacity from 1 to 2.",
      StartTime: new Date(BEGIN),
      StatusCode: "Successful",
    }));

    const history = await scalingHistory({}, contextOf(aws));

    expect(history.filter(({ what }) => what === "instances")).toHaveLength(230);
    expect(history.filter(({ subject }) => subject === "enterprise")).toHaveLength(120);
    expect(history.filter(({ subject }) => subject === "worker")).toHaveLength(120);
    expect(aws.asked("DescribeScalingActivities").map(({ ResourceId }) => ResourceId)).toContain(
      "service/shop/shop-enterprise-1",
    );
  });

  it("puts scalings by hand between AWS's own, newest first, with trigger and reason", async () => {
    const aws = new FakeScaledAws();
    aws.serviceActivities = [serviceActivity(20, 4), serviceActivity(0, 3)];
    const byHand = record({
      id: "20261130-101000-0001",
      kind: "scale",
      reason: "a fair",
      scaling: { service: "enterprise", from: 3, to: 2 },
    });
    const store = new MemoryStore(byHand, record({ id: "20261130-101500-0002" }));

    const history = await scalingHistory({ service: "enterprise" }, contextOf(aws, store));

    expect(history).toMatchObject([
      { id: "activity-20", to: 4, trigger: { kind: "alarm", name: "busy", policy: "grow" }, status: "Successful" },
      { id: "20261130-101000-0001", from: 3, to: 2, trigger: { kind: "request" }, who: "ada", reason: "a fair" },
      { id: "activity-0", to: 3 },
    ]);
  });

  it("tells only of the service that was asked for, and not of the instances", async () => {
    const aws = new FakeScaledAws();
    aws.groupActivities = [{ ActivityId: "instance", StartTime: new Date(BEGIN) }];
    const others = record({ id: "20261130-101000-0001", kind: "scale", scaling: { service: "worker", to: 2 } });

    expect(await scalingHistory({ service: "enterprise" }, contextOf(aws, new MemoryStore(others)))).toEqual([]);
    expect(aws.asked("DescribeScalingActivities")).toHaveLength(1);
  });

  it("has why an activity failed in its reason", async () => {
    const aws = new FakeScaledAws();
    const StatusMessage = "Failed to set desired count to 4.";
    aws.serviceActivities = [{ ...serviceActivity(0, 4), StatusCode: "Failed", StatusMessage }];

    const [failed] = await scalingHistory({ service: "enterprise" }, contextOf(aws));

    expect(failed?.reason).toBe(`${StatusMessage} monitor alarm busy in state ALARM triggered policy grow`);
  });
});
