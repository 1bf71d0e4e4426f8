import {
  type Capacity,
  capacitySettings,
  type FargateSpot,
  validateCapacity,
} from "../../../components/container-service/capacity";
import { ArgumentProblems } from "../../../components/shared/validation";

function problems(spot: FargateSpot): string[] {
  const found = new ArgumentProblems();
  validateCapacity({ kind: "fargate", spot }, found);
  return found.all.map((each) => each.propertyPath);
}

/** Reasons for which a capacity is refused that no type checker has seen. */
function reasons(capacity: unknown): string[] {
  const found = new ArgumentProblems();
  validateCapacity(capacity as Capacity, found);
  return found.all.map(({ propertyPath, reason }) => `${propertyPath}: ${reason}`);
}

describe("the kind of a capacity", () => {
  it.each([["ec2"], [{ kind: "ec2" }], [{ kind: "EC2", name: "instances" }]])(
    "that is written %j is refused with what instances are given by",
    (capacity) => {
      expect(reasons(capacity)).toEqual([
        expect.stringMatching(
          /^capacity: must be of kind "fargate" or "capacity-provider", got "(ec2|EC2)"; EC2 is a launch type.*`instances\.<group>` of a ClusterCapacity, or \{ kind: "capacity-provider", name: "…" \}$/,
        ),
      ]);
    },
  );

  it.each([["fargate"], [{ kind: "FARGATE" }], [{ name: "instances" }]])(
    "that is written %j is refused with what there is",
    (capacity) => {
      expect(reasons(capacity)).toEqual([expect.stringMatching(/^capacity: .*; give `fargate` or `instances/)]);
    },
  );

  it.each<Capacity>([{ kind: "fargate" }, { kind: "capacity-provider", name: "instances" }])(
    "%j is taken",
    (capacity) => {
      expect(reasons(capacity)).toEqual([]);
    },
  );
});

describe("capacitySettings", () => {
  it("runs everything on demand on Fargate's latest platform by default", () => {
    expect(capacitySettings({ kind: "fargate" }, 3)).toEqual({
      compatibility: "FARGATE",
      service: {
        platformVersion: "LATEST",
        capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
      },
    });
  });

  it.each<[FargateSpot, object[]]>([
    [
      {},
      [
        { capacityProvider: "FARGATE", base: 3, weight: 1 },
        { capacityProvider: "FARGATE_SPOT", weight: 1 },
      ],
    ],
    [
      { onDemandBase: 1, onDemandWeight: 0, weight: 4 },
      [
        { capacityProvider: "FARGATE", base: 1, weight: 0 },
        { capacityProvider: "FARGATE_SPOT", weight: 4 },
      ],
    ],
  ])("divides tasks by %j", (spot, strategies) => {
    expect(capacitySettings({ kind: "fargate", spot }, 3).service.capacityProviderStrategies).toEqual(strategies);
  });

  it("places tasks on a capacity provider's instances, zones first", () => {
    const capacity: Capacity = { kind: "capacity-provider", name: "instances" };

    expect(capacitySettings(capacity, 3)).toEqual({
      compatibility: "EC2",
      service: {
        capacityProviderStrategies: [{ capacityProvider: "instances", weight: 1 }],
        orderedPlacementStrategies: [
          { type: "spread", field: "attribute:ecs.availability-zone" },
          { type: "binpack", field: "memory" },
        ],
      },
    });
  });
});

describe("validateCapacity", () => {
  it.each<[FargateSpot, string[]]>([
    [{ onDemandBase: 0, onDemandWeight: 0, weight: 1 }, []],
    [{ onDemandBase: 100_000, onDemandWeight: 1000, weight: 1000 }, []],
    [{ onDemandBase: -1 }, ["capacity.spot.onDemandBase"]],
    [{ onDemandBase: 100_001 }, ["capacity.spot.onDemandBase"]],
    [{ onDemandWeight: 1001 }, ["capacity.spot.onDemandWeight"]],
    [{ weight: 0 }, ["capacity.spot.weight"]],
    [{ weight: 1.5 }, ["capacity.spot.weight"]],
  ])("of %j finds %j", (spot, expected) => {
    expect(problems(spot)).toEqual(expected);
  });
});
