import { credentialIn, everywhere, namesSecret, textList, type RuleConfiguration } from "../../core";

export interface PlainSecretSettings {
  /** Names that look like those of credentials and aren't. */
  readonly harmlessNames: readonly string[];
}

const NONE: PlainSecretSettings = { harmlessNames: [] };

/** Settings of the rule that looks for credentials. */
export const PLAIN_SECRET_CONFIGURATION: RuleConfiguration<PlainSecretSettings> = {
  schema: {
    harmlessNames: textList("Names of variables that look like those of credentials, where the variables hold none"),
  },
  defaults: everywhere(NONE),
};

/** A credential that stands somewhere in plain text. */
export interface Suspicion {
  /** Name of the variable, if it has one. */
  readonly name?: string;
  readonly reason: string;
}

const NAMED = "its name is that of a credential";

/** Values that no credential has: a variable with one of them says whether something is used. */
const HARMLESS_VALUES = ["", "true", "false", "yes", "no", "on", "off", "0", "1", "null", "none"];

/** Values that name where a credential is: an ARN, a dynamic reference of CloudFormation, other variables alone. */
const REFERENCE = /^(?:arn:[\w-]+:.*|\{\{resolve:.*\}\}|(?:\$\([^)]*\)|\$\{[^}]*\}|\$\w+)+)$/s;

/** Kubernetes, shells and tools replace these by other variables. */
const EXPANSION = /\$\([^)]*\)|\$\{[^}]*\}/g;

/** Why a plain variable seems to contain a credential; undefined if nothing suggests it or the variable is empty. */
export function suspicionOf(name: string, value: string, harmlessNames: readonly string[]): string | undefined {
  if (HARMLESS_VALUES.includes(value.toLowerCase()) || REFERENCE.test(value)) return undefined;
  const credential = credentialIn(value.replace(EXPANSION, ""));
  if (credential !== undefined) return `it holds ${credential}`;
  return namesSecret(name) && !harmlessNames.includes(name) ? NAMED : undefined;
}

/** The credentials in a script, a command line or a configuration file. */
export function suspicionsInText(text: string, harmlessNames: readonly string[]): readonly Suspicion[] {
  const credential = credentialIn(text);
  const names = [...new Set(FORMS.flatMap((form) => secretNames(text, form)))];
  return [
    ...(credential === undefined ? [] : [{ reason: `it holds ${credential}` }]),
    ...names.filter((name) => !harmlessNames.includes(name)).map((name) => ({ name, reason: NAMED })),
  ];
}

const VALUE = String.raw`("[^"]*"|'[^']*'|[^\s;,"']+)`;

/** Forms in which a text gives a variable a value: in shells, of options, in PowerShell, in YAML, in JSON. */
const FORMS = [
  new RegExp(String.raw`(?:^|[\s;"'])([A-Za-z_][\w.-]*)=${VALUE}`, "gm"),
  new RegExp(String.raw`(?:^|\s)--([\w-]+)(?:=|\s+)${VALUE}`, "gm"),
  /(?:^|[\s;])\$(?:env:)?(\w+)\s*=\s*("[^"$]*"|'[^']*')/gm,
  new RegExp(String.raw`^[ \t]*(?:- )?"?([A-Za-z_][\w-]*)"?:[ \t]+${VALUE},?[ \t]*$`, "gm"),
  /"([A-Za-z_][\w-]*)"\s*:\s*("[^"]*")/g,
];

/** Options that tell where a credential comes from. */
const SOURCE_OPTION = /(?:^no-|-(?:stdin|prompt|from|ref|env|key|file)$)/;

/** Values that aren't credentials: an option, an expansion, a place, a number, a switch. */
const HARMLESS_TEXT = /^(?:-.*|.*[$\x60].*|<.*|\/[\w./-]*|\d+|\{\{.*)$/s;

function secretNames(text: string, form: RegExp): string[] {
  return [...text.matchAll(form)].flatMap(([, name = "", written = ""]) => {
    const value = written.replace(/^["']|["']$/g, "");
    const isHarmless = SOURCE_OPTION.test(name) || HARMLESS_TEXT.test(value);
    return !isHarmless && suspicionOf(name, value, []) !== undefined && namesSecret(name) ? [name] : [];
  });
}
