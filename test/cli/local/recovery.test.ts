import fc from "fast-check";
import { planRecovery } from "../../../cli/local/recovery";

const PREFIX = "urn:pulumi:development::proofpix::";
const CLUSTER = { type: "aws:ecs/cluster:Cluster", id: "cluster", urn: `${PREFIX}aws:ecs/cluster:Cluster::main` };
const PENDING = { pending_operations: [{ type: "creating", resource: { urn: CLUSTER.urn } }] };

describe("planRecovery", () => {
  it("has nothing to settle where the state records what the cloud holds", () => {
    expect(planRecovery(PREFIX, { resources: [CLUSTER] }, [CLUSTER])).toBeUndefined();
    expect(planRecovery(PREFIX, {}, [])).toBeUndefined();
  });

  it("finds a creation that was never recorded", () => {
    expect(planRecovery(PREFIX, PENDING, [CLUSTER])).toEqual({ unrecorded: [CLUSTER], hasPendingOperations: true });
    expect(planRecovery(PREFIX, {}, [CLUSTER])).toEqual({ unrecorded: [CLUSTER], hasPendingOperations: false });
  });

  it("finds a creation that never happened", () => {
    expect(planRecovery(PREFIX, PENDING, [])).toEqual({ unrecorded: [], hasPendingOperations: true });
  });

  it("tells the new resource of a replacement from the old one, though both have one URN", () => {
    const replacement = { ...CLUSTER, id: "replacement" };

    expect(planRecovery(PREFIX, { resources: [CLUSTER] }, [CLUSTER, replacement])?.unrecorded).toEqual([replacement]);
  });

  it("tells resources that share an id by their ARNs", () => {
    const type = "aws:ecs/taskDefinition:TaskDefinition";
    const revision = (number: number) => {
      const arn = `arn:aws:ecs:eu-west-1:123456789012:task-definition/web:${number}`;
      return { type, id: arn, urn: `${PREFIX}${type}::web`, arn };
    };
    const recorded = { type, id: "web", outputs: { arn: revision(1).arn } };

    expect(planRecovery(PREFIX, { resources: [recorded] }, [revision(1), revision(2)])?.unrecorded).toEqual([
      revision(2),
    ]);
  });

  it("knows a resource by the id that the state has of it, where it has no ARN", () => {
    const type = "aws:cloudwatch/logMetricFilter:LogMetricFilter";
    const filter = { type, id: "/ecs/web:errors", providerId: "errors", urn: `${PREFIX}${type}::errors` };
    const other = { ...filter, id: "/ecs/jobs:failures", providerId: "failures" };

    expect(planRecovery(PREFIX, { resources: [{ type, id: "errors" }] }, [filter, other])?.unrecorded).toEqual([other]);
  });

  it("leaves other stacks and what no stack made alone", () => {
    const others = [
      { ...CLUSTER, urn: CLUSTER.urn.replace("development", "staging") },
      { ...CLUSTER, urn: "" },
    ];

    expect(planRecovery(PREFIX, {}, others)).toBeUndefined();
  });

  it("never touches a recorded resource", () => {
    const resource = fc.record({
      type: fc.constantFrom("a:b:C", "d:e:F"),
      id: fc.constantFrom("1", "2", "3"),
      urn: fc.constantFrom(`${PREFIX}one`, `${PREFIX}two`, "urn:pulumi:staging::proofpix::one"),
    });
    fc.assert(
      fc.property(fc.array(resource), fc.array(resource), (recorded, held) => {
        const unrecorded = planRecovery(PREFIX, { resources: recorded }, held)?.unrecorded ?? [];
        for (const resource of unrecorded) {
          expect(recorded).not.toContainEqual(expect.objectContaining({ type: resource.type, id: resource.id }));
        }
      }),
    );
  });
});
