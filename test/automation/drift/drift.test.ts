import { driftIn } from "../../../automation/drift/drift";
import type { Operation } from "../../../automation/engine/operation";

function operation(type: string, changes: Partial<Operation>): Operation {
  return {
    urn: `urn:pulumi:staging::proofpix::${type}::web`,
    type,
    kind: "update",
    state: "planned",
    changes: [],
    replacedBy: [],
    isProtected: false,
    at: 0,
    ...changes,
  };
}

describe("driftIn", () => {
  it("tells changed properties by their paths, and what is gone", () => {
    expect(
      driftIn([
        operation("aws:lb/targetGroup:TargetGroup", { changes: ["deregistrationDelay"] }),
        operation("aws:cloudwatch/metricAlarm:MetricAlarm", { kind: "delete" }),
        operation("aws:sqs/queue:Queue", { kind: "refresh" }),
        operation("aws:s3/bucket:Bucket", { kind: "same" }),
      ]).map(({ type, name, drift, properties }) => ({ type, name, drift, properties })),
    ).toEqual([
      { type: "aws:lb/targetGroup:TargetGroup", name: "web", drift: "changed", properties: ["deregistrationDelay"] },
      { type: "aws:cloudwatch/metricAlarm:MetricAlarm", name: "web", drift: "deleted", properties: [] },
    ]);
  });

  it.each([
    ["aws:ecs/service:Service", "desiredCount"],
    ["aws:autoscaling/group:Group", "desiredCapacity"],
    ["aws:appautoscaling/target:Target", "minCapacity"],
    ["aws:lb/listenerRule:ListenerRule", "actions[0].forward.targetGroups[1].weight"],
  ])("leaves out what others than the program set: %s %s", (type, path) => {
    expect(driftIn([operation(type, { changes: [path] })])).toEqual([]);
    expect(driftIn([operation(type, { changes: [path, "tags.Owner"] })])).toMatchObject([
      { properties: ["tags.Owner"] },
    ]);
  });

  it("tells of a scaled service that is gone", () => {
    expect(driftIn([operation("aws:ecs/service:Service", { kind: "delete", changes: ["desiredCount"] })])).toHaveLength(
      1,
    );
  });
});
