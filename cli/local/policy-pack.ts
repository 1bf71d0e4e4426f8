import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { ENVIRONMENT_KINDS, type EnvironmentKind, environmentKindOf } from "../../components/shared/environment-kind";

/** Key that says what an environment is for if its name doesn't (docs/configuration.md). */
const KIND_KEY = "proofpix:kind";

/** The policy pack and its configuration file for an environment. */
export interface PolicyPack {
  /** Folder of the pack. */
  readonly pack: string;
  readonly configuration: string;
}

/**
 * The pack that judges an environment. The configuration file is that of the environment's kind. If no kind is known,
 * it is production's, whose rule `pack-environment` then says what to do. Undefined for a project without a pack.
 */
export function policyPackOf(root: string, environment: string): PolicyPack | undefined {
  const pack = join(root, "policies");
  const configurations = join(pack, "configuration");
  if (!existsSync(configurations)) return undefined;
  const known = readdirSync(configurations).flatMap((file) => /^(.+)\.json$/.exec(file)?.[1] ?? []);
  const kind = kindOf(root, environment);
  const fitting = known.find((name) => name === kind) ?? "production";
  return { pack, configuration: join(configurations, `${fitting}.json`) };
}

/** What an environment is for, by its name or its configuration file; undefined where neither says it. */
export function kindOf(root: string, environment: string): EnvironmentKind | undefined {
  const written = writtenKind(join(root, `Pulumi.${environment}.yaml`));
  return environmentKindOf(environment) ?? ENVIRONMENT_KINDS.find((kind) => kind === written);
}

/** Arguments with which the engine runs the policy pack on an environment; none for a project without a pack. */
export function policyArguments(root: string, environment: string): string[] {
  const policies = policyPackOf(root, environment);
  return policies === undefined ? [] : ["--policy-pack", policies.pack, "--policy-pack-config", policies.configuration];
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
