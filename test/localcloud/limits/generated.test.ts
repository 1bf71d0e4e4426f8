import { wordingsOf } from "../../../localcloud/model/resource-type";
import { limitTable } from "./inputs";
import { join } from "node:path";
import { mappingHash, mappingsOf, type MappedType } from "../../../localcloud/limits/aws-models/mapping";
import { AWS_LIMITS } from "../../../localcloud/limits/table";
import { wordingOf } from "../../../localcloud/limits/wording";
import type { DocumentedLimits, TypeMapping } from "../../../localcloud/model/limits";
import { RESOURCE_TYPES, SERVICES } from "../../../localcloud/services";
import { versions } from "../../../localcloud/limits/aws-models/generate";

const { mappings: MAPPING } = mappingsOf(RESOURCE_TYPES);

const ROOT = join(__dirname, "..", "..", "..");

describe("the generated limits", () => {
  it("are made from the pinned models, the installed SDK and today's mappings: else run npm run generate -- limits", () => {
    const { botocore, pulumiAws, mapping } = AWS_LIMITS;
    const requirements = join(ROOT, "localcloud", "limits", "aws-models", "requirements.txt");

    expect({ botocore, pulumiAws, mapping }).toEqual(
      versions(requirements, join(ROOT, "node_modules", "@pulumi", "aws"), RESOURCE_TYPES),
    );
  });

  it("cover every mapped type", () => {
    expect(Object.keys(AWS_LIMITS.types).sort()).toEqual(Object.keys(MAPPING).sort());
  });

  it("refer to constraints that are there", () => {
    const known = Object.keys(AWS_LIMITS.constraints);
    const used = Object.values(AWS_LIMITS.types).flatMap(({ inputs }) =>
      Object.values(inputs).flatMap(({ constraint }) => constraint ?? []),
    );

    expect(used.filter((key) => !known.includes(key))).toEqual([]);
  });

  it("come from services whose refusals we can word", () => {
    const services = Object.keys(MAPPING).map((type) => limitTable(type)?.service ?? "");

    for (const service of services) expect(() => wordingOf(service, wordingsOf(SERVICES))).not.toThrow();
    expect(() => wordingOf("lambda", wordingsOf(SERVICES))).toThrow("no service of localcloud/services");
  });
});

describe("the hash of the mappings", () => {
  const type = (mapping: Partial<TypeMapping>, limits: DocumentedLimits): MappedType => ({
    type: "test:store/box:Box",
    mapping: { operation: "store.CreateBox", ...mapping },
    documentedLimits: limits,
  });

  it("is another one after each change that the generated file depends on", () => {
    const hashes = [
      mappingHash([type({}, {})]),
      mappingHash([type({ inputs: { name: "BoxName" } }, {})]),
      mappingHash([type({ within: "Box" }, {})]),
      mappingHash([type({}, { name: [{ document: "AWS", maxLength: 3 }] })]),
    ];

    expect(new Set(hashes).size).toBe(4);
  });

  it("stays when mappings and limits move or change their order", () => {
    const [box, other] = [
      type({ inputs: { a: "A", b: "B" } }, { a: [], b: [] }),
      { ...type({}, {}), type: "test:x:Y" },
    ];
    const turned = type({ inputs: { b: "B", a: "A" } }, { b: [], a: [] });

    expect(mappingHash([box, other])).toBe(mappingHash([other, turned]));
    expect(mappingHash([type({}, { a: [{ document: "AWS", max: 1 }] })])).toBe(mappingHash([type({}, { a: [] })]));
  });
});

describe("the documented limits", () => {
  const limited = RESOURCE_TYPES.filter(({ documentedLimits }) => documentedLimits !== undefined);

  it("belong to mapped types and name their document", () => {
    const limits = limited.flatMap(({ documentedLimits = {} }) => Object.values(documentedLimits).flat());

    expect(limited.map(({ type }) => type).filter((type) => !(type in MAPPING))).toEqual([]);
    expect(limits.filter(({ document }) => !/^(Amazon|AWS|Application|Elastic|IAM|User Guide)/.test(document))).toEqual(
      [],
    );
  });
});
