import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { configurationFileProblem } from "../../../cli/local/configuration-file-problem";
import { oddFile } from "../../tools/yaml/odd-yaml";

describe("configurationFileProblem", () => {
  it.each<[text: string, line: number, problem: string, fix: string]>([
    ["config:\n  a:b: [1, 2\n  a:c: 3\n", 2, "the bracket [ is never closed", "Close it with ]."],
    ["config:\n  a:b: { x: [1], y: 2\n  a:c: 3\n", 2, "the bracket { is never closed", "Close it with }."],
    ["config:\n  a:b: [1, 2\n", 2, "the bracket [ is never closed", "Close it with ]."],
    ['config:\n  a:b: "x\n  a:c: 3\n', 2, 'the quote " is never closed', 'Close it with ".'],
    ["config:\n  a:b: 'x\n  a:c: 3\n", 2, "the quote ' is never closed", "Close it with '."],
    ["config:\n\ta:b: 1\n", 2, "indented by a tab", "Indent it by blanks"],
    ["config:\n  a:b: 1\n\ta:c: 2\n", 3, "indented by a tab", "Indent it by blanks"],
    ["config:\n  a:b: 1\n  a:b: 2\n", 3, "a second time", "Remove one of the two."],
    ["config:\n  a:b: 1\n a:c: 2\n", 3, "not indented as the keys beside it", "as many blanks"],
    ["config:\n  a:b: x: y\n", 2, "where a value should", "Put the value in quotes"],
    ["config:\n  a:b: @x\n", 2, "may begin with this character", "Put the value in quotes."],
    ["config:\n  a:b: *x\n", 2, "*x repeats a value", "Name the value"],
    ["config\n  a:b: 1\n", 1, "a colon is missing", "a colon, a blank and the value"],
    ["<<<<<<< HEAD\nconfig:\n  a:b: 1\n=======\n", 1, "two versions", "Settle the merge first."],
    [
      "# comment\nproofpix:region: eu-west-1\n",
      2,
      "proofpix:region stands outside of config:",
      "Write config: on a line",
    ],
    [
      "config:\nproofpix:region: eu-west-1\n",
      2,
      "proofpix:region stands outside of config:",
      "Write config: on a line",
    ],
    ["Config:\n  a:b: 1\n", 1, "nothing reads what stands below Config:", "Call it config:."],
    ["config:\n  - a:b\n", 1, "config: must hold keys", "Write each as proofpix:<key>: <value>"],
    ["config:\n  a:b 1\n", 1, "config: must hold keys", "Write each as proofpix:<key>: <value>"],
  ])("finds what is wrong with %j, and where", (text, line, problem, fix) => {
    expect(configurationFileProblem(text)).toEqual({
      line,
      problem: expect.stringContaining(problem) as string,
      fix: expect.stringContaining(fix) as string,
    });
  });

  it.each([
    "",
    "config:\n",
    "config: {}\n",
    "x-base: &x { a: 1 }\nconfig:\n  a:b: *x\n",
    "secretsprovider: awskms://alias/a\nconfig: {}\n",
    "config:\n  a:b: [1,\n2\n]\n",
    "config:\n  a:b: { x: 1\n}\n",
    'config:\n  a:b: "x\ny"\n',
    "config: {}\n---\nconfig: {}\n",
  ])("leaves %j alone, which the engine reads", (text) => {
    expect(configurationFileProblem(text)).toBeUndefined();
  });

  it("leaves whatever the engine reads alone, however it is written", () => {
    fc.assert(
      fc.property(oddFile(), ({ text }) => {
        expect(configurationFileProblem(text)).toBeUndefined();
      }),
    );
  });

  it.each(["development", "staging", "production"])("finds nothing in the committed file of %s", (environment) => {
    const text = readFileSync(join(__dirname, "..", "..", "..", `Pulumi.${environment}.yaml`), "utf8");

    expect(configurationFileProblem(text)).toBeUndefined();
  });
});
