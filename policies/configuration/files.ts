import { ENVIRONMENTS, type Environment, type Rule } from "../core";
import { formatJson } from "./json";

/** An environment's settings of one rule. */
type RuleEntry = Readonly<Record<string, unknown>> & { readonly enforcementLevel: string };

/** Content of an environment's configuration file: each rule's level and settings, for `--policy-pack-config`. */
export function packConfiguration(
  rules: readonly Rule[],
  environment: Environment,
): Readonly<Record<string, RuleEntry>> {
  return Object.fromEntries(
    rules.map(({ name, levels, configuration }) => [
      name,
      { enforcementLevel: levels[environment], ...configuration.defaults[environment] },
    ]),
  );
}

/** The configuration files of all environments, by their names. */
export function configurationFiles(rules: readonly Rule[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    ENVIRONMENTS.map((environment) => [
      `${environment}.json`,
      `${formatJson(packConfiguration(rules, environment))}\n`,
    ]),
  );
}
