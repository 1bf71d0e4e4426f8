import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** Where Debian's package `groovy` keeps its libraries: version 2.4, as Jenkins has it. */
const LIBRARIES = "/usr/share/groovy/lib";

/** How a build began. */
export interface JenkinsSituation {
  readonly env: Readonly<Record<string, string>>;
  /** @default - a push */
  readonly cause?: "TimerTrigger";
}

/** A stage of a Jenkinsfile, in a situation. */
export interface JenkinsStage {
  readonly name: string;
  readonly runs: boolean;
  /** Each step behind the ones that it is in: `lock a > sh b`. */
  readonly steps: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly input?: Readonly<Record<string, string>>;
}

export interface JenkinsBuild {
  /** When Jenkins is to build by itself. */
  readonly cron: string;
  readonly stages: readonly JenkinsStage[];
}

/** Whether Groovy and Java are there. */
export function canRunGroovy(): boolean {
  try {
    execFileSync("java", ["-version"], { stdio: "ignore" });
    return existsSync(LIBRARIES);
  } catch {
    return false;
  }
}

/** Parses a Jenkinsfile with Groovy, and tells what runs in each situation. */
export function jenkinsBuilds(file: string, situations: readonly JenkinsSituation[]): JenkinsBuild[] {
  const args = ["-cp", `${LIBRARIES}/*`, "groovy.ui.GroovyMain", join(__dirname, "jenkins.groovy"), file];
  const input = JSON.stringify(situations);
  return JSON.parse(
    execFileSync("java", args, { input, encoding: "utf8", stdio: ["pipe", "pipe", "pipe"] }),
  ) as JenkinsBuild[];
}
