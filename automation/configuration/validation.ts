import type { WrittenConfiguration } from "../../stacks/configuration/parse";
import { NAMESPACE, type Problem } from "../../stacks/configuration/problem";
import { ownSettings } from "../../stacks/configuration/read";
import type { ConfigurationEntry } from "../engine/engine";
import { DeploymentProblem } from "../model/problem";
import { type ConfigurationEntries, entriesOf, holdsSecret, isOurs } from "./entries";

/**
 * Everything that is wrong with the configuration of an environment; empty where nothing is. It is the schema and the
 * checks with which the program of the environments begins.
 */
export type ConfigurationValidator = (environment: string, configuration: WrittenConfiguration) => readonly Problem[];

/** What a configuration file says, read as the engine reads it: a number or a truth value may stand in quotes. */
export function writtenConfigurationOf(entries: ConfigurationEntries): WrittenConfiguration {
  const keys = Object.keys(entries);
  const secrets = keys.filter((key) => holdsSecret(entries[key]));
  return {
    settings: ownSettings(
      Object.fromEntries(Object.entries(entries).map(([key, entry]) => [key, asHandedOver(entry)])),
    ),
    secretKeys: secrets.map((key) => (isOurs(key) ? withoutNamespace(key) : key)),
    foreignKeys: keys.filter((key) => !isOurs(key)),
  };
}

/** The engine hands every value over as text. */
function asHandedOver(entry: ConfigurationEntry): string {
  if (!("value" in entry)) return "";
  return typeof entry.value === "string" ? entry.value : JSON.stringify(entry.value);
}

/**
 * Refuses a configuration in which anything is wrong, before anything is written or changed.
 * @throws {DeploymentProblem} `configuration-invalid`, naming every problem.
 */
export function requireValid(environment: string, text: string, validate: ConfigurationValidator): void {
  const problems = validate(environment, writtenConfigurationOf(entriesOf(text)));
  if (problems.length === 0) return;
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  throw new DeploymentProblem(
    "configuration-invalid",
    [
      `the configuration of ${environment} would have ${count}; nothing was written:`,
      ...problems.map(({ key, reason }) => `  - ${key}: ${reason}`),
    ].join("\n"),
    "Mend what is named; docs/generated/configuration.md has every key with what it may be.",
  );
}

function withoutNamespace(key: string): string {
  return key.slice(NAMESPACE.length + 1);
}
