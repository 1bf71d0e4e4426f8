import { isProperties } from "../../localcloud/model/values";
import { BOOTSTRAP, environmentArguments, requirePreview } from "../environment-arguments";
import { localPaths } from "../local/paths";
import { LocalSession, type Report } from "../local/session";
import type { LiveOptions } from "./live-options";
import { type AfterDeployment, run } from "./running";
import { failuresOf } from "./verification";

/** A deployment that was tried. */
export interface Deployed extends Pick<AfterDeployment, "controlUrl" | "environment" | "healthUrls"> {
  /** The engine's exit code. */
  readonly code: number;
  readonly isUpdated: boolean;
  /** Whether what is deployed runs. */
  readonly runs: boolean;
  /** What was passed on to Pulumi. */
  readonly options: readonly string[];
}

/**
 * Deploys an environment into the local cloud, previewing first, has it run, and goes on with `then` while the local
 * cloud is there.
 */
export function deploy(
  root: string,
  live: LiveOptions,
  report: Report,
  then: (deployed: Deployed) => Promise<number>,
): Promise<number> {
  const { environment, options, policies, projectOf } = environmentArguments(live.others, localPaths(root));
  requirePreview(options);
  const runs = live.runs && environment !== BOOTSTRAP;
  return LocalSession.during(localPaths(root), projectOf, report, async (session) => {
    const ready = (await session.ensureStack(environment)) || (await session.recover(environment));
    if (ready !== 0) return ready;
    if (runs) await run(session.controlUrl, live, report);
    const args = ["up", "--yes", "--stack", environment, ...policies, ...options];
    const { code, updated } = await session.aloneUpdating(environment, () => session.pulumi(args));
    const { controlUrl } = session;
    if (runs && code !== 0) for (const failure of await failuresOf(controlUrl, environment)) report(failure);
    const healthUrls = healthUrlsOf(session, environment);
    return then({ code, isUpdated: updated, runs, options, controlUrl, environment, healthUrls });
  });
}

function healthUrlsOf(session: LocalSession, environment: string): string[] {
  const { healthUrls } = session.outputs(environment);
  const urls = isProperties(healthUrls) ? Object.values(healthUrls).flat() : [];
  return urls.filter((url): url is string => typeof url === "string");
}
