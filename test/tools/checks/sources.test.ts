import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../../tools/shared/project-root";

const ROOT = projectRoot(__dirname);

const TSCONFIG = {
  compilerOptions: {
    strict: true,
    target: "es2022",
    noEmit: true,
    types: [],
    incremental: true,
    tsBuildInfoFile: "node_modules/.cache/tsc",
  },
};
const ESLINT = `import tseslint from "typescript-eslint";
export default [{
  files: ["**/*.ts"],
  languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true } },
  plugins: { "@typescript-eslint": tseslint.plugin },
  rules: { "@typescript-eslint/no-floating-promises": "error" },
}];`;

describe("the check of sources", () => {
  let folder: string;

  beforeEach(() => {
    mkdirSync(join(ROOT, ".local"), { recursive: true });
    folder = mkdtempSync(join(ROOT, ".local", "sources-")); // within the project, where Node finds the packages
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(TSCONFIG));
    writeFileSync(join(folder, "eslint.config.mjs"), ESLINT);
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function check(sources: Readonly<Record<string, string>>): { status: number | null; stdout: string; stderr: string } {
    for (const [file, text] of Object.entries(sources)) writeFileSync(join(folder, file), text);
    return spawnSync(process.execPath, [join(ROOT, "tools", "checks", "sources.mjs")], {
      cwd: folder,
      encoding: "utf8",
    });
  }

  it("finds what the compiler finds, and what the linter's rules find by types, in what changed, too", () => {
    const promise = "export const later = (): Promise<void> => Promise.resolve();\n";
    expect(check({ "a.ts": promise, "b.ts": "export const one = 1;\n" })).toEqual(
      expect.objectContaining({ status: 0, stdout: "", stderr: "" }),
    );

    const wrong = { "b.ts": 'export const one: number = "1";\n', "c.ts": 'import { later } from "./a";\nlater();\n' };
    const { status, stdout } = check(wrong);
    expect(status).toBe(1);
    expect(stdout).toContain("Type 'string' is not assignable to type 'number'");
    expect(stdout).toContain("@typescript-eslint/no-floating-promises");
    expect(check({}).stdout).toBe(stdout);
  });
});
