import { credentialIn, everywhere, namesSecret, textList, type RuleConfiguration } from "../../core";

export interface PlainSecretSettings {
  /** Names that look like those of credentials and aren't. */
  readonly harmlessNames: readonly string[];
}

/** Settings of a rule that looks for credentials in variables such as `"Environment variables"`. */
export function plainSecretConfiguration(variables: string): RuleConfiguration<PlainSecretSettings> {
  const none: PlainSecretSettings = { harmlessNames: [] };
  return {
    schema: {
      harmlessNames: textList(`${variables} whose names look like those of credentials and that hold none`),
    },
    defaults: everywhere(none),
  };
}

/** Values that no credential has: a variable with one of them says whether something is used. */
const HARMLESS_VALUES = ["", "true", "false", "yes", "no", "on", "off", "0", "1"];

/** Why a plain variable seems to contain a credential; undefined if nothing suggests it or the variable is empty. */
export function suspicionOf(name: string, value: string, harmlessNames: readonly string[]): string | undefined {
  if (HARMLESS_VALUES.includes(value.toLowerCase())) return undefined;
  const credential = credentialIn(value);
  if (credential !== undefined) return `it holds ${credential}`;
  return namesSecret(name) && !harmlessNames.includes(name) ? "its name is that of a credential" : undefined;
}
