import { limitTable } from "./inputs";
import { join } from "node:path";
import { DOCUMENTED_LIMITS } from "../../../localcloud/limits/documented";
import { MAPPING } from "../../../localcloud/limits/mapping";
import { AWS_LIMITS } from "../../../localcloud/limits/table";
import { refusalOf } from "../../../localcloud/limits/wording";
import { versions } from "../../../tools/aws-models/generate";

const ROOT = join(__dirname, "..", "..", "..");

describe("the generated limits", () => {
  it("are made from the pinned models, the installed SDK and today's mapping: else run npm run generate", () => {
    const { botocore, pulumiAws, mapping } = AWS_LIMITS;
    const requirements = join(ROOT, "tools", "aws-models", "requirements.txt");

    expect({ botocore, pulumiAws, mapping }).toEqual(
      versions(requirements, join(ROOT, "node_modules", "@pulumi", "aws")),
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
    for (const type of Object.keys(MAPPING)) {
      const { service = "", operation = "" } = limitTable(type) ?? {};
      const refusal = refusalOf({
        service,
        operation,
        member: "Name",
        positions: [],
        violation: { demand: "present" },
      });

      expect(refusal.code).not.toBe("");
    }
  });
});

describe("the documented limits", () => {
  it("belong to mapped types and name their document", () => {
    const limits = Object.values(DOCUMENTED_LIMITS).flatMap((inputs) => Object.values(inputs).flat());

    expect(Object.keys(DOCUMENTED_LIMITS).filter((type) => !(type in MAPPING))).toEqual([]);
    expect(limits.filter(({ document }) => !/^(Amazon|AWS|Application|Elastic|IAM|User Guide)/.test(document))).toEqual(
      [],
    );
  });
});
