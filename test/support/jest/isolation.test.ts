import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { projectRoot } from "../../../tools/shared/project-root";

const ROOT = projectRoot(__dirname);

interface Results {
  readonly testResults: readonly { readonly name: string }[];
  readonly numPassedTests: number;
  readonly numTotalTests: number;
}

describe("files that run one after the other in a worker", () => {
  it("share packages and realm, and find nothing of each other", () => {
    const { projects } = jest.requireActual<{ projects: [object] }>(join(ROOT, "jest.config.cjs"));
    const config = { ...projects[0], rootDir: ROOT, testMatch: ["<rootDir>/test/support/jest/fixtures/*.check.ts"] };
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [join(ROOT, "node_modules/jest/bin/jest.js"), "--runInBand", "--json", "--config", JSON.stringify(config)],
      { cwd: ROOT, encoding: "utf8" },
    );

    const results = JSON.parse(stdout) as Results;
    expect({ ...results, said: stderr }).toMatchObject({ numTotalTests: 4, numPassedTests: 4 });
    expect(results.testResults).toHaveLength(2);
  });
});
