import { execFileSync } from "node:child_process";
import { join } from "node:path";

const ROOT = join(__dirname, "../../..");

/** Whether a program has loaded the package of Datadog after it ran some code with files of this project. */
function loadsDatadog(code: string): boolean {
  const program = `
    const { resolve } = require("node:path");
    const { loadTypeScript } = require("./tools/typescript/load.cjs");
    ${code}
    process.stdout.write(String(Object.keys(require.cache).some((file) => file.includes("/@pulumi/datadog/"))));`;
  return execFileSync(process.execPath, ["-e", program], { cwd: ROOT, encoding: "utf8" }) === "true";
}

describe("the package of Datadog, which nobody has to have installed", () => {
  it.each(["components/index.ts", "components/datadog/index.ts", "stacks/environment/environment.ts"])(
    "is not loaded by %s",
    (file) => {
      expect(loadsDatadog(`loadTypeScript(resolve("${file}"));`)).toBe(false);
    },
  );

  it("is loaded when something is made in Datadog", () => {
    expect(loadsDatadog('require("./components/datadog/sdk.cjs").datadogSdk();')).toBe(true);
  });
});
