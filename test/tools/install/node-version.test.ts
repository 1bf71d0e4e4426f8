import { readFileSync } from "node:fs";
import { join } from "node:path";
import { nodeProblem } from "../../../tools/install/node-version.cjs";

describe("nodeProblem", () => {
  it.each(["20.19.0", "20.20.2", "22.0.0", "100.1.0"])("accepts %s", (version) => {
    expect(nodeProblem(version)).toBeUndefined();
  });

  it.each(["20.18.3", "18.20.8", "9.11.2"])("refuses %s, naming what to install", (version) => {
    const problem = nodeProblem(version);

    expect(problem).toContain(`this is ${version}`);
    expect(problem).toContain("https://nodejs.org/en/download");
  });

  it("asks for the version that package.json names", () => {
    const { engines } = JSON.parse(readFileSync(join(__dirname, "../../../package.json"), "utf8")) as {
      engines: { node: string };
    };

    expect(nodeProblem("1.0.0")).toContain(`${engines.node.replace(">=", "")} or later`);
  });
});
