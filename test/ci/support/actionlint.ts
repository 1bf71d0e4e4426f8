import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..", "..");
const MODULE = join(__dirname, "actionlint");

/** Whether Go is there, from whose modules the linter is built. */
export function canBuildActionlint(): boolean {
  return spawnSync("go", ["version"], { stdio: "ignore" }).status === 0;
}

/** The linter of GitHub's workflows, built once from the version that go.mod names. */
export function actionlint(): string {
  const [, version = ""] = /actionlint (v\S+)/.exec(readFileSync(join(MODULE, "go.mod"), "utf8")) ?? [];
  const folder = join(ROOT, ".local", "actionlint");
  const program = join(folder, version);
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  const aside = `${program}.${process.pid}`;
  const flags = ["-mod=readonly", "-buildvcs=false", "-trimpath"];
  execFileSync("go", ["build", ...flags, "-o", aside, "github.com/rhysd/actionlint/cmd/actionlint"], {
    cwd: MODULE,
    env: { ...process.env, CGO_ENABLED: "0", GOWORK: "off" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  renameSync(aside, program);
  return program;
}
