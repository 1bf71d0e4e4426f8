import { limitProblems, limitTable } from "./inputs";
import { isProperties, type Properties } from "../../../localcloud/model/values";
import { RESOURCE_TYPES } from "../../../localcloud/services";
import { SAMPLES } from "./samples";

/** Characters that services other than EC2 take beside letters, digits and spaces. */
const ALLOWED = "Größe 1 + - = . _ : / @";

/** Resource types with limits; the SDK says which of them take tags. */
const TYPES = RESOURCE_TYPES.map(({ type }) => type).filter((type) => limitTable(type) !== undefined);

function takesTags(type: string): boolean {
  const [, module = "", name = ""] = type.split(":");
  const sdk = jest.requireActual<Record<string, unknown>>(`@pulumi/aws/${module}`)[name];
  return String(sdk).includes('resourceInputs["tags"]');
}

function problemsOf(type: string, tags: Properties): string[] {
  const problems = limitProblems(type, { ...SAMPLES[type], tags });
  return problems.filter(({ path }) => path.startsWith("tags")).map(({ message }) => message);
}

const TAGGABLE = TYPES.filter(takesTags);
const OF_EC2 = TAGGABLE.filter((type) => ["ec2", "autoscaling"].includes(limitTable(type)?.service ?? ""));
const OTHERS = TAGGABLE.filter((type) => !OF_EC2.includes(type));

describe("tags", () => {
  it("are looked at on every type that takes them", () => {
    expect(TAGGABLE.length).toBeGreaterThan(30);
  });

  it.each(TAGGABLE)("of %s are 50 at most, with keys of 128 characters and values of 256", (type) => {
    const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, "v"]));

    expect(problemsOf(type, many(51))).not.toEqual([]);
    expect(problemsOf(type, { ["k".repeat(129)]: "v" })).not.toEqual([]);
    expect(problemsOf(type, { k: "v".repeat(257) })).not.toEqual([]);
    expect(problemsOf(type, { "Aws:k": "v" })).toEqual([expect.stringContaining("reserved for internal use")]);
    expect(problemsOf(type, { ...many(49), ["k".repeat(128)]: "v".repeat(256) })).toEqual([]);
  });

  it.each(OTHERS)("of %s have letters, digits, spaces and some other characters", (type) => {
    expect(problemsOf(type, { "k!": "v" })).not.toEqual([]);
    expect(problemsOf(type, { k: "v#1" })).not.toEqual([]);
    expect(problemsOf(type, { [ALLOWED]: ALLOWED, empty: "" })).toEqual([]);
  });

  it.each(OF_EC2)("of %s have any characters", (type) => {
    expect(problemsOf(type, { "k!": "v#1" })).toEqual([]);
  });

  it.each(TAGGABLE)("of %s may have keys that differ in case only, except in IAM", (type) => {
    const refused = limitTable(type)?.service === "iam" ? [expect.stringContaining("Duplicate tag keys found.")] : [];

    expect(problemsOf(type, { Team: "a", team: "b" })).toEqual(refused);
    expect(problemsOf(type, { Team: "a", teams: "b" })).toEqual([]);
  });

  it("that S3 refuses are refused in its own words", () => {
    const problems = limitProblems("aws:s3/bucket:Bucket", { bucket: "assets", tags: { Name: "a;b" } });

    expect(problems).toEqual([
      { path: "tags.Name", code: "InvalidTag", message: "The TagValue you have provided is invalid" },
    ]);
    expect(isProperties(SAMPLES["aws:s3/bucket:Bucket"])).toBe(true);
  });
});
