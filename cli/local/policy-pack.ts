import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * Arguments by which the engine checks an environment with the policy pack: with the environment's own configuration, or
 * that of the environment whose name it begins with (`production-us`), else with that of production, which then says
 * what to do. Empty for a project without pack.
 */
export function policyArguments(root: string, environment: string): string[] {
  const pack = join(root, "policies");
  const configurations = join(pack, "configuration");
  if (!existsSync(configurations)) return [];
  const known = readdirSync(configurations).flatMap((file) => /^(.+)\.json$/.exec(file)?.[1] ?? []);
  const fitting = known.find((name) => environment === name || environment.startsWith(`${name}-`)) ?? "production";
  return ["--policy-pack", pack, "--policy-pack-config", join(configurations, `${fitting}.json`)];
}
