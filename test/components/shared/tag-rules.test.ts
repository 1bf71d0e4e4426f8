import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { checkTags, tagKeyProblem } from "../../../components/shared/tag-rules";
import { ArgumentProblems } from "../../../components/shared/validation";

function problemsOf(tags: Record<string, pulumi.Input<string>> | undefined): string[] {
  const problems = new ArgumentProblems();
  checkTags(problems, tags);
  return problems.all.map(({ propertyPath, reason }) => `${propertyPath}: ${reason}`);
}

function numbered(length: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length }, (_, index) => [`tag-${index}`, "x"]));
}

describe("tags", () => {
  it.each([
    [undefined],
    [{}],
    [{ Owner: "platform", "example.com/team": "a b", Größe: "" }],
    [{ Name: "web" }],
    [numbered(48)],
    [{ key: "x".repeat(256), ["k".repeat(128)]: "y" }],
    [{ Owner: pulumi.output(" ") }],
    [{ laws: "x", "my aws:x": "not aws:" }],
  ])("may be %j", (tags) => {
    expect(problemsOf(tags)).toEqual([]);
  });

  it.each<[Record<string, string>, string]>([
    [{ Owner: "a", owner: "b" }, 'tags["owner"]: differs from "Owner" in case only, which IAM refuses; rename it'],
    [{ name: "web" }, 'tags["name"]: differs from "Name" in case only'],
    [{ "aws:x": "a" }, 'tags["aws:x"]: the name must be 1 to 128 letters'],
    [{ "AWS:x": "a" }, 'tags["AWS:x"]: the name must be 1 to 128 letters'],
    [{ " x": "a" }, 'tags[" x"]: the name must be'],
    [{ "x ": "a" }, 'tags["x "]: the name must be'],
    [{ "a;b": "a" }, 'tags["a;b"]: the name must be'],
    [{ "": "a" }, 'tags[""]: the name must be'],
    [{ ["k".repeat(129)]: "a" }, "the name must be"],
    [{ x: "Aws:reserved" }, 'tags["x"]: must be at most 256 letters'],
    [{ x: "a " }, 'tags["x"]: must be at most 256 letters'],
    [numbered(49), "tags: must be 48 at most, got 49"],
    [{ x: "x".repeat(257) }, 'tags["x"]: must be at most 256 letters'],
  ])("may not be %j", (tags, problem) => {
    expect(problemsOf(tags)).toEqual([expect.stringContaining(problem)]);
  });

  it("are told apart by more than case, whatever the keys", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z]{1,20}$/), (key) => {
        const others = [key.toUpperCase(), key.toLowerCase()].filter((other) => other !== key);
        expect(tagKeyProblem(key, others) === undefined).toBe(others.length === 0);
        expect(tagKeyProblem(key, [`${key}x`, key])).toBeUndefined();
      }),
    );
  });
});
