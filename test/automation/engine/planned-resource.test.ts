import type { EngineEvent } from "@pulumi/pulumi/automation";
import { reportsOf } from "../../../automation/engine/engine-events";
import { plannedResource } from "../../../automation/engine/planned-resource";

type Step = NonNullable<EngineEvent["resourcePreEvent"]>["metadata"];

const URN = "urn:pulumi:staging::proofpix::aws:ec2/natGateway:NatGateway::nat";

const STATE = {
  urn: URN,
  type: "aws:ec2/natGateway:NatGateway",
  custom: true,
  id: "nat-1",
  parent: "",
  inputs: { connectivityType: "public" },
  outputs: { arn: "arn:nat" },
  provider: "urn:provider::id",
};

function event(op: Step["op"], states: { old?: unknown; new?: unknown }, planning = true): EngineEvent {
  const metadata = { op, urn: URN, type: STATE.type, provider: "", ...states } as unknown as Step;
  return { sequence: 1, timestamp: 1, resourcePreEvent: { metadata, planning } };
}

const PLANNED = { ...STATE, id: "", outputs: {} };

describe("a planned resource", () => {
  it("that is created has only what it will be", () => {
    expect(plannedResource(event("create", { new: PLANNED }))).toMatchObject([
      { kind: "resource", before: undefined, after: { urn: URN, inputs: STATE.inputs, id: undefined } },
    ]);
  });

  it("that is updated keeps the ID and the outputs by which others call it", () => {
    const [{ before, after }] = plannedResource(event("update", { old: STATE, new: PLANNED })) as [
      ReturnType<typeof plannedResource>[0],
    ];

    expect(before?.id).toBe("nat-1");
    expect(after).toMatchObject({ id: "nat-1", outputs: { arn: "arn:nat" } });
  });

  it("that is replaced has a new identity", () => {
    const [{ after }] = plannedResource(event("create-replacement", { old: STATE, new: PLANNED })) as [
      ReturnType<typeof plannedResource>[0],
    ];

    expect(after).toMatchObject({ id: undefined, outputs: {} });
  });

  it.each(["delete", "delete-replaced"] as const)("has only what it was after %s", (op) => {
    const [found] = plannedResource(event(op, { old: STATE, new: null }));

    expect(found).toMatchObject({ before: { id: "nat-1" } });
    expect(found?.after).toBeUndefined();
  });

  it("is none that is only read, and none of an update that runs", () => {
    expect(plannedResource(event("read", { new: STATE }))).toEqual([]);
    expect(plannedResource(event("create", { new: STATE }, false))).toEqual([]);
    expect(reportsOf(event("create", { new: STATE }, false)).map(({ kind }) => kind)).toEqual(["operation"]);
    expect(reportsOf(event("create", { new: STATE })).map(({ kind }) => kind)).toEqual(["operation", "resource"]);
  });
});
