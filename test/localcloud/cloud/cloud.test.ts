import { statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { modelled } from "../../../localcloud/limits/wording";
import { Cloud } from "../../../localcloud/cloud/cloud";
import { outputsOf } from "../../../localcloud/model/resource";
import type { ResourceType } from "../../../localcloud/model/resource-type";
import { UnknownTypeError } from "../../../localcloud/cloud/errors";
import { CloudState } from "../../../localcloud/state/cloud-state";
import { temporaryDirectory } from "../../support/temporary-directory";
import { refusalOf } from "../support";
import { BOX, created, LABEL, sampleCloud } from "../support/sample-cloud";

function withTypes(...types: readonly ResourceType[]): Cloud {
  return new Cloud(CloudState.open(temporaryDirectory()), [
    { types, wordings: { elbv2: modelled("ValidationError") } },
  ]);
}

describe("creation", () => {
  it("keeps inputs and what AWS computes", () => {
    const cloud = sampleCloud();
    const box = created(cloud, BOX, "one", { size: 3, tags: { Owner: "platform" } });

    expect(cloud.state.find(BOX.type, "eu-west-1/one")).toEqual(box);
    expect(outputsOf(box)).toEqual({
      id: "eu-west-1/one",
      region: "eu-west-1",
      name: "one",
      size: 3,
      tags: { Owner: "platform" },
      tagsAll: { Owner: "platform" },
      arn: "arn:123456789012:one",
      weight: 30,
    });
  });

  it("leaves nothing of what a rule refuses", () => {
    const cloud = sampleCloud();

    expect(refusalOf(() => created(cloud, BOX, "one", { size: 10 }))).toBe("InvalidSize: size must be at most 9");
    expect(refusalOf(() => created(cloud, BOX, "one", { size: 9 }))).toBeUndefined();
    expect(cloud.state.all()).toHaveLength(1);
  });

  it("refuses what AWS's limits refuse, with all problems of the inputs at once", () => {
    const type = { ...BOX, type: "aws:lb/targetGroup:TargetGroup", rules: [] };
    const inputs = { port: 0, healthCheck: { interval: 1000 } };

    const refusal = refusalOf(() => created(withTypes(type), type, "one", inputs));

    expect(refusal).toMatch(/^ValidationError: .*\(healthCheck\.interval\); .*\(port\)$/);
  });
});

describe("names that only one resource can have", () => {
  it("are not told apart by case where AWS doesn't", () => {
    const unique = BOX.unique && { ...BOX.unique, ignoresCase: true };
    const type: ResourceType = { ...BOX, unique };
    const cloud = withTypes(type);
    created(cloud, type, "one");

    expect(refusalOf(() => created(cloud, type, "ONE"))).toBe("BoxAlreadyExists: there is a box called ONE (name)");
    expect(refusalOf(() => created(sampleCloud(), BOX, "ONE"))).toBeUndefined();
  });

  it("are refused to a second one in the same region", () => {
    const cloud = sampleCloud();
    created(cloud, BOX, "one");

    expect(refusalOf(() => created(cloud, BOX, "one"))).toBe("BoxAlreadyExists: there is a box called one (name)");
    expect(refusalOf(() => created(cloud, BOX, "two"))).toBeUndefined();
  });

  it.each([
    ["region", undefined],
    ["account", "BoxAlreadyExists"],
    ["global", "BoxAlreadyExists"],
  ] as const)("hold for other regions where their scope is the %s", (scope, code) => {
    const type: ResourceType = { ...BOX, unique: { ...(BOX.unique as Required<ResourceType>["unique"]), scope } };
    const cloud = withTypes(type);
    created(cloud, type, "one");
    const asked = { type: type.type, urn: "urn", inputs: { name: "one" }, region: "us-east-1" };

    expect(refusalOf(() => cloud.create(asked))?.split(":")[0]).toBe(code);
  });

  it("may be numbers, and several inputs together", () => {
    const unique = { ...(BOX.unique as Required<ResourceType>["unique"]), inputs: ["shelf", "place"] };
    const type: ResourceType = { ...BOX, unique };
    const cloud = withTypes(type);
    created(cloud, type, "one", { shelf: "a", place: 1 });

    expect(refusalOf(() => created(cloud, type, "two", { shelf: "a", place: 1 }))).toContain(
      "called a 1 (shelf, place)",
    );
    expect(refusalOf(() => created(cloud, type, "three", { shelf: "a", place: 2 }))).toBeUndefined();
    expect(refusalOf(() => created(cloud, type, "four", { shelf: "a" }))).toBeUndefined();
  });

  it("are warned of where AWS takes a second one, naming the inputs as a refusal does", () => {
    const unique = { ...(BOX.unique as Required<ResourceType>["unique"]), warning: "the first is gone" };
    const type: ResourceType = { ...BOX, unique };
    const cloud = withTypes(type);
    const warn = jest.fn();
    created(cloud, type, "one");

    cloud.create({ type: type.type, urn: "urn", inputs: { name: "one" }, region: "eu-west-1", warn });

    expect(warn.mock.calls).toEqual([
      ["rehearsal: AWS takes this, but the first is gone: there is a box called one (name)"],
    ]);
  });

  it("are free again after a deletion", () => {
    const cloud = sampleCloud();
    cloud.delete(created(cloud, BOX, "one"));

    expect(refusalOf(() => created(cloud, BOX, "one"))).toBeUndefined();
  });
});

describe("references", () => {
  it("end at the region where AWS doesn't look beyond it", () => {
    const references = LABEL.references?.map((reference) => ({ ...reference, inRegion: true }));
    const type: ResourceType = { ...LABEL, references };
    const cloud = withTypes(BOX, type);
    const box = created(cloud, BOX, "one");
    const label = (region: string) =>
      refusalOf(() => cloud.create({ type: type.type, urn: "urn", inputs: { boxes: [box.id] }, region }));

    expect(label("us-east-1")).toBe(`BoxNotFound: there is no box ${box.id} (boxes[0])`);
    expect(label(box.region)).toBeUndefined();
  });

  it("to what exists are taken, by id and by another output", () => {
    const cloud = sampleCloud();
    const box = created(cloud, BOX, "one");

    expect(refusalOf(() => created(cloud, LABEL, "a", { boxes: [box.id], arn: box.computed.arn }))).toBeUndefined();
  });

  it.each([
    [{ boxes: ["any", "nowhere"] }, "BoxNotFound: there is no box nowhere (boxes[1])"],
    [{ arn: "arn:nothing" }, "BoxNotFound: there is no box arn:nothing (arn)"],
  ])("to what doesn't exist are refused, naming the input: %j", (inputs, refusal) => {
    expect(refusalOf(() => created(sampleCloud(), LABEL, "a", inputs))).toBe(refusal);
  });

  it("are checked again at an update", () => {
    const cloud = sampleCloud();
    const label = created(cloud, LABEL, "a");
    const asked = { type: LABEL.type, urn: label.urn, inputs: { text: "a", boxes: ["gone"] }, region: "" };

    expect(refusalOf(() => cloud.update(label, asked))).toContain("BoxNotFound");
    expect(cloud.state.find(LABEL.type, label.id)).toEqual(label);
  });

  it("keep a resource from being deleted where AWS does, until the last one is gone", () => {
    const cloud = sampleCloud();
    const [box, other] = [created(cloud, BOX, "one"), created(cloud, BOX, "two")];
    const label = created(cloud, LABEL, "a", { boxes: ["any", box.id] });
    created(cloud, LABEL, "b", { arn: box.computed.arn }); // which does not keep it

    const refusal = refusalOf(() => {
      cloud.delete(box);
    });

    expect(refusal).toBe("BoxInUse: box eu-west-1/one has a label (used by label-a)");
    cloud.delete(other);
    cloud.delete(label);
    cloud.delete(box);
    expect(cloud.state.ofType(BOX.type)).toEqual([]);
  });
});

describe("update", () => {
  it("changes inputs, and computed outputs only where the type says so", () => {
    const cloud = sampleCloud();
    const box = created(cloud, BOX, "one");
    const asked = { type: BOX.type, urn: `${box.urn}-renamed`, inputs: { name: "one", size: 4 }, region: box.region };

    expect(cloud.update(box, asked)).toEqual({
      ...box,
      urn: `${box.urn}-renamed`,
      inputs: { name: "one", size: 4 },
      computed: { ...box.computed, weight: 40 },
    });
  });
});

describe("what comes and goes with a resource", () => {
  const type: ResourceType = {
    ...BOX,
    sideEffects: ({ id }) => [{ type: LABEL.type, id: `label-${id}`, region: "", urn: "", inputs: {}, computed: {} }],
    cascade: (_, cloud) => cloud.ofType(LABEL.type),
  };

  /** The cloud as it is after its process was killed while it wrote the last change. */
  function killedInTheLastChange(directory: string): Cloud {
    const path = join(directory, "journal.jsonl");
    truncateSync(path, statSync(path).size - 1);
    return new Cloud(CloudState.open(directory), [{ types: [type, LABEL] }]);
  }

  it("is created and changed with it, or not at all", () => {
    const directory = temporaryDirectory();
    const cloud = new Cloud(CloudState.open(directory), [{ types: [type, LABEL] }]);
    created(cloud, type, "one");
    expect(cloud.state.all()).toHaveLength(2);

    expect(killedInTheLastChange(directory).state.all()).toEqual([]);
  });

  it("goes with it, or not at all", () => {
    const directory = temporaryDirectory();
    const cloud = new Cloud(CloudState.open(directory), [{ types: [type, LABEL] }]);
    const box = created(cloud, type, "one");
    cloud.delete(box);
    expect(cloud.state.all()).toEqual([]);

    const after = killedInTheLastChange(directory);
    expect(after.state.all()).toHaveLength(2);
    after.delete(box);
    expect(CloudState.open(directory).all()).toEqual([]);
  });
});

describe("what a deletion leaves", () => {
  const LEAVING: ResourceType = {
    ...BOX,
    deletionEffects: ({ id }, cloud) => [
      ...cloud.ofType(LABEL.type).map((label) => ({ ...label, computed: { without: id } })),
      { type: LABEL.type, id: `last-${id}`, region: "", urn: "", inputs: {}, computed: {} },
    ],
  };

  it("is kept, and what it changes is changed, together with the deletion or not at all", () => {
    const directory = temporaryDirectory();
    const cloud = new Cloud(CloudState.open(directory), [{ types: [LEAVING, LABEL] }]);
    const [label, box] = [created(cloud, LABEL, "one"), created(cloud, LEAVING, "one")];
    cloud.delete(box);

    expect(cloud.state.all()).toEqual([
      { ...label, computed: { without: box.id } },
      expect.objectContaining({ id: `last-${box.id}`, urn: "" }),
    ]);
    const path = join(directory, "journal.jsonl");
    truncateSync(path, statSync(path).size - 1);
    expect(CloudState.open(directory).all()).toEqual([label, box]);
  });
});

describe("what the local cloud doesn't model", () => {
  it.each([
    ["aws:rds/instance:Instance", "localcloud/services/rds/"],
    ["aws:vpc/securityGroupVpcAssociation:SecurityGroupVpcAssociation", "localcloud/services/ec2/"],
    ["aws:index/getRegion:getRegion", "localcloud/services/ "],
    ["kubernetes:core/v1:Pod", "localcloud/services/kubernetes/"],
  ])("is refused with the place where it belongs (%s)", (token, folder) => {
    const cloud = sampleCloud();
    const asked = { type: token, urn: "urn", inputs: {}, region: "" };

    expect(() => cloud.create(asked)).toThrow(UnknownTypeError);
    expect(() => cloud.create(asked)).toThrow(`doesn't know the resource type ${token}; add it to ${folder}`);
    expect(() => cloud.call(token, {}, "")).toThrow(`doesn't know the function ${token}; add it to ${folder}`);
  });
});
