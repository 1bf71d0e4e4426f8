import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { environmentKindOf } from "../../components/shared/environment-kind";

/** Key that says what an environment is for if its name doesn't (docs/configuration.md). */
const KIND_KEY = "proofpix:kind";

/**
 * Arguments with which the engine runs the policy pack on an environment. The configuration file is that of the
 * environment's kind. If no kind is known, it is production's, whose rule `pack-environment` then says what to do.
 * Empty for a project without a pack.
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

/**
 * The kind that a configuration file names. Undefined for a file that can't be read: the engine reports that better.
 */
function writtenKind(file: string): unknown {
  try {
    const { config } = parse(readFileSync(file, "utf8")) as { readonly config: Readonly<Record<string, unknown>> };
    return config[KIND_KEY];
  } catch {
    return undefined;
  }
}
