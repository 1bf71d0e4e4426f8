import { limitTable } from "./inputs";
import { join } from "node:path";
import { DOCUMENTED_LIMITS } from "../../../localcloud/limits/documented";
import { MAPPING } from "../../../localcloud/limits/mapping";
import { AWS_LIMITS } from "../../../localcloud/limits/table";
import { wordingOf } from "../../../localcloud/limits/wording";
import { wordingsOf } from "../../../localcloud/model/cloud-service";
import { SERVICES } from "../../../localcloud/services";
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
    const services = Object.keys(MAPPING).map((type) => limitTable(type)?.service ?? "");

    for (const service of services) expect(() => wordingOf(service, wordingsOf(SERVICES))).not.toThrow();
    expect(() => wordingOf("lambda", wordingsOf(SERVICES))).toThrow("no service of localcloud/services");
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
