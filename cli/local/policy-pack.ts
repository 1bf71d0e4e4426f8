import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { environmentKindOf } from "../../components/shared/environment-kind";

/** Key by which the configuration says what an environment is for whose name doesn't (docs/configuration.md). */
const KIND_KEY = "proofpix:kind";

/**
 * Arguments by which the engine checks an environment with the policy pack: with the configuration of what the
 * environment is for, else with that of production, which then says what to do. Empty for a project without pack.
 */
export function policyArguments(root: string, environment: string): string[] {
  const pack = join(root, "policies");
  const configurations = join(pack, "configuration");
  if (!existsSync(configurations)) return [];
  const known = readdirSync(configurations).flatMap((file) => /^(.+)\.json$/.exec(file)?.[1] ?? []);
  const kind = environmentKindOf(environment) ?? writtenKind(join(root, `Pulumi.${environment}.yaml`));
  const fitting = known.find((name) => name === kind) ?? "production";
  return ["--policy-pack", pack, "--policy-pack-config", join(configurations, `${fitting}.json`)];
}

/** What a configuration file says; nothing where it can't be read, which the engine reports better. */
function writtenKind(file: string): unknown {
  try {
    const { config } = parse(readFileSync(file, "utf8")) as { readonly config: Readonly<Record<string, unknown>> };
    return config[KIND_KEY];
  } catch {
    return undefined;
  }
}
