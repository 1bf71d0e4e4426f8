import type { z } from "zod";
import { editDistance } from "../../components/shared/nearest-name";
import { ArgumentProblems } from "../../components/shared/validation";
import { drafted } from "./draft";
import { ConfigurationError, keyText, NAMESPACE, namespaced, type Problem } from "./problem";
import { keyPath, schemaProblems } from "./schema-problems";
import type { RightSettings, WrittenSettings } from "./section";

type Issue = z.core.$ZodIssue;

/** What a stack's file says. */
export interface WrittenConfiguration {
  /** Values by key without the namespace, as a YAML or JSON parser gives them. */
  readonly settings: WrittenSettings;
  /** Keys whose values are encrypted in the file; those of other namespaces with their namespace. */
  readonly secretKeys?: readonly string[];
  /** Keys of other namespaces, which belong to others unless ours is misspelt in them. */
  readonly foreignKeys?: readonly string[];
}

/** The schema of a stack's configuration, and the checks that a schema can't express. */
export interface ConfigurationRules<Settings extends z.ZodObject> {
  readonly schema: Settings;
  /** Records what is wrong between values that are right each by itself, under their keys with the namespace. */
  readonly check: (draft: DraftedSettings<Settings>, problems: ArgumentProblems) => void;
}

/** The settings of a file that is being checked. */
export interface DraftedSettings<Settings extends z.ZodObject> {
  /** The settings that are right; wrong ones are undefined. */
  readonly right: RightSettings<z.output<Settings>>;
  /** All settings. A wrong one is replaced by its default, or else by its smallest value or its first example. */
  readonly whole: z.output<Settings>;
  readonly written: WrittenSettings;
}

/**
 * The settings of a stack, checked as a whole.
 * @throws {ConfigurationError} naming everything that is wrong.
 */
export function parseSettings<Settings extends z.ZodObject>(
  { schema, check }: ConfigurationRules<Settings>,
  stack: string,
  { settings, secretKeys = [], foreignKeys = [] }: WrittenConfiguration,
): z.output<Settings> {
  const encrypted = new Set(secretKeys.filter((key) => Object.hasOwn(schema.shape, key)));
  const readable = Object.fromEntries(Object.entries(settings).filter(([key]) => !encrypted.has(key)));
  const parsed = schema.safeParse(readable);
  const issues = (parsed.error?.issues ?? []).filter(({ path: [key] }) => !encrypted.has(String(key)));
  const contradictions = new ArgumentProblems();
  check({ ...drafted(schema, readable, issues), written: readable }, contradictions);
  const problems = withoutRepetition([
    ...encryptionProblems(encrypted),
    ...misspeltNamespaces(foreignKeys),
    ...(Object.keys(settings).length === 0 ? [nothingRead(stack)] : schemaProblems(schema, issues, readable)),
    ...withoutConsequences(contradictions, issues),
  ]);
  if (!parsed.success || problems.length > 0) throw new ConfigurationError(stack, problems);
  return parsed.data;
}

/** One problem for a file without any key of ours, in place of one for each missing key. */
function nothingRead(stack: string): Problem {
  return {
    key: namespaced("*"),
    reason: `not one key was read; in Pulumi.${stack}.yaml keys stand below config:, indented by two blanks, for example proofpix:region: eu-west-1`,
  };
}

/** Keys whose namespace is one typing error away from ours. Any other namespace is a provider's. */
function misspeltNamespaces(keys: readonly string[]): Problem[] {
  return keys.flatMap((key) => {
    const [namespace = "", ...rest] = key.split(":");
    if (editDistance(namespace.toLowerCase(), NAMESPACE) > 1) return [];
    return [{ key, reason: `has an unknown namespace; did you mean ${NAMESPACE}:${rest.join(":")}?` }];
  });
}

/** The schema may find one thing wrong in two ways. */
function withoutRepetition(problems: readonly Problem[]): Problem[] {
  const isSame = (one: Problem, other: Problem) => one.key === other.key && one.reason === other.reason;
  return problems.filter((problem, index) => problems.findIndex((other) => isSame(problem, other)) === index);
}

/** What is encrypted in the file would be plain text in task definitions and tags, and in errors that repeat it. */
function encryptionProblems(keys: ReadonlySet<string>): Problem[] {
  return [...keys].map((key) => ({
    key: keyText([key]),
    reason:
      "must not be encrypted, since the configuration names secrets and never holds them; set the key without --secret, and keep the secret in Secrets Manager",
  }));
}

/** The contradictions, except those about values that the schema refuses, their parts, and the groups around them. */
function withoutConsequences({ all }: ArgumentProblems, issues: readonly Issue[]): Problem[] {
  const wrong = issues.filter(({ code }) => code !== "unrecognized_keys").map((issue) => keyText(keyPath(issue)));
  return all
    .filter(({ propertyPath }) => !wrong.some((key) => isWithin(key, propertyPath) || isWithin(propertyPath, key)))
    .map(({ propertyPath, reason }) => ({ key: propertyPath, reason }));
}

function isWithin(key: string, whole: string): boolean {
  return key === whole || (key.startsWith(whole) && /^[.[]/.test(key.slice(whole.length)));
}
