import * as pulumi from "@pulumi/pulumi";
import type { ArgumentProblems } from "../../components/shared/validation";
import { type ConfigurationRules, type DraftedSettings, parseSettings } from "../configuration/parse";
import { namespaced } from "../configuration/problem";
import { writtenConfiguration } from "../configuration/read";
import type { WrittenSettings } from "../configuration/section";
import { checkEnvironmentName } from "./environment-name";
import { checkSecretValues } from "./secret-values";
import { declaredNames } from "./sections/secrets";
import { type Configuration, sections, type Settings, settingsSchema } from "./sections";

/**
 * The configuration of the environment that is being deployed, read from its `Pulumi.<environment>.yaml`.
 * @throws {ConfigurationError} naming everything that is wrong.
 */
export function readConfiguration(): Configuration {
  const { settings, secretKeys, foreignKeys } = writtenConfiguration();
  return parseConfiguration(settings, pulumi.getStack(), secretKeys, foreignKeys);
}

/**
 * The configuration of an environment, checked as a whole.
 * @param written values by key without the namespace, as a YAML or JSON parser gives them.
 * @param environment name of the stack.
 * @param secretKeys keys whose values are encrypted in the file; those of other namespaces with their namespace.
 * @param foreignKeys keys of other namespaces, which belong to others unless ours is misspelt in them.
 * @throws {ConfigurationError} naming everything that is wrong.
 */
export function parseConfiguration(
  written: WrittenSettings,
  environment: string,
  secretKeys: readonly string[] = [],
  foreignKeys: readonly string[] = [],
): Configuration {
  const rules: ConfigurationRules<typeof settingsSchema> = {
    schema: settingsSchema,
    check: (draft, problems) => {
      checkEnvironmentName(environment, problems);
      checkSecretValues({ all: foreignKeys, encrypted: secretKeys }, declaredNames(draft), problems);
      checkSections(draft, environment, problems.at(namespaced));
    },
  };
  return resolved(parseSettings(rules, environment, { settings: written, secretKeys, foreignKeys }), environment);
}

/** The environment's section checks the tags. Without tags, no component repeats what is wrong with them. */
const NO_TAGS = { tags: {} };

function checkSections(
  { right, whole, written }: DraftedSettings<typeof settingsSchema>,
  environment: string,
  problems: ArgumentProblems,
): void {
  const draft = { right, configuration: { ...resolved(whole, environment), ...NO_TAGS }, written };
  for (const section of sections) section.check?.(draft, problems);
}

/** Right settings, with everything that follows from them. */
function resolved(settings: Settings, environment: string): Configuration {
  const following = sections.map((section) => section.resolve?.(settings, environment) ?? {});
  // The type follows from the same list of sections.
  return Object.fromEntries([settings, ...following].flatMap((values) => Object.entries(values))) as Configuration;
}
