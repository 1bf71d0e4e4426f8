import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const PROGRAM = require.resolve("gitlab-ci-local/dist/index.js");

/** A job as gitlab-ci-local lists it. */
export interface GitlabJob {
  readonly name: string;
  readonly when: string;
}

/** Whether jobs can be run, and not only listed. */
export function canRunJobs(): boolean {
  return spawnSync("rsync", ["--version"], { stdio: "ignore" }).status === 0;
}

/** A project on this machine with a `.gitlab-ci.yml`, for gitlab-ci-local. */
export class GitlabProject {
  constructor(
    private readonly directory: string,
    pipeline: string,
  ) {
    cpSync(pipeline, join(directory, ".gitlab-ci.yml"));
    mkdirSync(join(directory, "home"));
    for (const args of [
      ["init", "--quiet", "--initial-branch", "main"],
      ["config", "user.name", "tests"],
      ["config", "user.email", "tests@example.com"],
      ["remote", "add", "origin", "https://gitlab.example.com/proofpix/infrastructure.git"],
      ["add", "."],
      ["commit", "--quiet", "--message", "Begin"],
    ]) {
      execFileSync("git", args, { cwd: directory });
    }
  }

  /** The jobs of a pipeline that has these variables, with those that never run left out. */
  jobs(variables: Readonly<Record<string, string>>): GitlabJob[] {
    const listed = JSON.parse(this.run(["--list-json"], variables)) as readonly GitlabJob[];
    return listed.filter(({ when }) => when !== "never").map(({ name, when }) => ({ name, when }));
  }

  /** Runs a job on this machine, where other programs stand in for those of `programs`, and gives what it said. */
  runJob(
    name: string,
    variables: Readonly<Record<string, string>>,
    programs: Readonly<Record<string, string>>,
  ): string {
    const folder = join(this.directory, "programs");
    mkdirSync(folder, { recursive: true });
    for (const [program, text] of Object.entries(programs)) {
      writeFileSync(join(folder, program), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
    }
    return this.run([name, "--force-shell-executor"], variables, `${folder}:${process.env.PATH ?? ""}`);
  }

  private run(args: readonly string[], variables: Readonly<Record<string, string>>, path = process.env.PATH): string {
    const given = Object.entries(variables).flatMap(([name, value]) => ["--variable", `${name}=${value}`]);
    const predefined = Object.keys(variables).join(","); // it warns about them otherwise
    const settings = ["--home", join(this.directory, "home"), "--no-color", "--ignore-predefined-vars", predefined];
    return execFileSync(
      process.execPath,
      ["--require", join(__dirname, "set-methods.cjs"), PROGRAM, ...args, ...settings, ...given],
      { encoding: "utf8", cwd: this.directory, env: { ...process.env, PATH: path }, stdio: ["ignore", "pipe", "pipe"] },
    );
  }
}
