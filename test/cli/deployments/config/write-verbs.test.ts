import { Readable } from "node:stream";
import { UsageError } from "../../../../cli/command";
import { askedSecret } from "../../../../cli/deployments/config/asked-secret";
import { assignments } from "../../../../cli/deployments/config/write-verbs";
import { validatorOf } from "../../../../cli/deployments/validator";
import { entriesOf } from "../../../../automation/configuration/entries";
import { writtenConfigurationOf } from "../../../../automation/configuration/validation";
import { projectRoot } from "../../../../tools/shared/project-root";

describe("assignments", () => {
  it.each([
    ["minInstances=3", ["proofpix:minInstances"], 3],
    ["autoScale=true", ["proofpix:autoScale"], true],
    ["image=registry.example.com/app:1.0.0", ["proofpix:image"], "registry.example.com/app:1.0.0"],
    ['allowedAccountIds=["123456789012"]', ["proofpix:allowedAccountIds"], ["123456789012"]],
    ["services[0].healthCheck={path: /up}", ["proofpix:services", 0, "healthCheck"], { path: "/up" }],
    ['tags.Note="a=b"', ["proofpix:tags", "Note"], "a=b"],
  ])("reads %s", (word, path, value) => {
    expect(assignments([word])).toEqual([{ path, value }]);
  });

  it.each([[[]], [["image"]], [["image="]], [["image=[a"]]])("refuses %j", (words) => {
    expect(() => assignments(words)).toThrow(UsageError);
  });
});

describe("askedSecret", () => {
  it("is what standard input has, without the last line feed", async () => {
    expect(await askedSecret("a:b", Readable.from(["two\nlines\n"]))).toBe("two\nlines");
  });

  it("refuses nothing", async () => {
    await expect(askedSecret("a:b", Readable.from(["\n"]))).rejects.toThrow("no value was given for a:b");
  });
});

describe("validatorOf", () => {
  const validate = validatorOf(projectRoot(__dirname));

  function problemsOf(text: string): readonly string[] {
    return validate("staging", writtenConfigurationOf(entriesOf(text))).map(({ key }) => key);
  }

  it("finds everything that the program of the environments would refuse, at once", () => {
    const text = "config:\n  proofpix:minInstances: 5\n  proofpix:maxInstances: 2\n  proofpix:bogus: 1\n";

    expect(problemsOf(text)).toEqual(
      expect.arrayContaining(["proofpix:bogus", "proofpix:maxInstances", "proofpix:region", "proofpix:image"]),
    );
  });

  it("refuses an encrypted key, and the value of a secret in plain text", () => {
    const text = "config:\n  proofpix:region:\n    secure: v1:x\n  proofpix-secrets:key: plain\n";

    expect(problemsOf(text)).toEqual(expect.arrayContaining(["proofpix:region", "proofpix-secrets:key"]));
  });
});
