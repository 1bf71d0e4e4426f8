import type { z } from "zod";
import { misspeltNames, nearestNames } from "../../components/shared/nearest-name";
import { type KeyPath, keyText, NAMESPACE, type Problem, shown } from "./problem";
import { type KeySchema, keySchemaAt, keySchemaOf } from "./schema/key-schema";
import type { WrittenSettings } from "./section";

type Issue = z.core.$ZodIssue;

/** Groups in which secrets are most likely put by mistake. */
const SECRET_HOLDERS = [
  "apiKeySecret",
  "appKeySecret",
  "clientSecret",
  "environment",
  "password",
  "routingKey",
  "secretUrl",
  "secrets",
  "token",
];

/** An address that names a user, whose password is part of it (RFC 3986, "User Information"). */
const ADDRESS_WITH_PASSWORD = /:\/\/[^/\s"@]*@/;

/**
 * What a schema finds wrong, in the words of whoever wrote the file.
 * @param issues what zod found when it parsed the written values by that schema.
 */
export function schemaProblems(settings: z.ZodObject, issues: readonly Issue[], written: WrittenSettings): Problem[] {
  if (issues.length === 0) return [];
  const schema = keySchemaOf(settings);
  return issues.flatMap((issue) => {
    const path = keyPath(issue);
    if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(schema, path, key));
    if (issue.code === "invalid_key") return [invalidName(schema, path)];
    return [wrongValue(schema, path, written)];
  });
}

/** Where in the configuration an issue lies. */
export function keyPath({ path }: Issue): KeyPath {
  return path.map((segment) => (typeof segment === "number" ? segment : String(segment)));
}

/** Keys below a key named after the namespace, and the namespace joined in another way. */
const NESTED = `is a group, and keys stand in none; write each with the namespace on one line, for example ${NAMESPACE}:region`;
const NAMESPACED = new RegExp(`^${NAMESPACE}[^a-z]`);

function unknownKey(root: KeySchema, parent: KeyPath, key: string): Problem {
  if (parent.length === 0 && key === NAMESPACE) return { key: keyText([key]), reason: NESTED };
  const properties = keySchemaAt(root, parent)?.properties ?? {};
  return { key: keyText([...parent, key]), reason: unknownKeyReason(properties, parent, key) };
}

function unknownKeyReason(properties: NonNullable<KeySchema["properties"]>, parent: KeyPath, key: string): string {
  const known = Object.keys(properties);
  const keyTexts = (names: readonly string[]) => names.map((name) => keyText([...parent, name])).join(" or ");
  const renamed = known.filter((name) => properties[name]?.formerName === key);
  if (renamed.length > 0) return `was renamed; write ${keyTexts(renamed)}`;
  const nearest = nearestNames(key.replace(NAMESPACED, ""), known);
  if (nearest.length > 0) return `is not a known key; did you mean ${keyTexts(nearest)}?`;
  return `is not a known key; remove it; known here are ${known.join(", ")}`;
}

function invalidName(root: KeySchema, path: KeyPath): Problem {
  const names = keySchemaAt(root, path.slice(0, -1))?.propertyNames;
  return {
    key: keyText(path),
    reason: `the name must be ${names?.allowed ?? "another"}, for example ${shown(names?.examples?.[0])}`,
  };
}

function wrongValue(root: KeySchema, path: KeyPath, written: WrittenSettings): Problem {
  const schema = keySchemaAt(root, path);
  const value = valueAt(written, path);
  const allowed = schema?.allowed ?? "another value";
  const reason =
    value === undefined
      ? `is missing; add ${allowed}, ${example(schema)}`
      : value === null || (value === "" && schema?.type !== "string")
        ? `has no value; add ${allowed}, ${example(schema)}${orRemove(root, path)}`
        : `must be ${allowed}, got ${disclosed(value, path)}; ${remedy(value, schema)}`;
  return { key: keyText(path), reason };
}

/** Nobody is told to remove what would be missing then. */
function orRemove(root: KeySchema, path: KeyPath): string {
  const last = path.at(-1);
  if (typeof last === "number") return ", or remove the entry";
  const required = keySchemaAt(root, path.slice(0, -1))?.required ?? [];
  return required.some((key) => key === last) ? "" : ", or remove the key";
}

/** What was written at the path; undefined where nothing was. */
export function valueAt(written: unknown, path: KeyPath): unknown {
  return path.reduce<unknown>((value, segment) => (isIndexable(value) ? value[segment] : undefined), written);
}

function isIndexable(value: unknown): value is Record<string | number, unknown> {
  return typeof value === "object" && value !== null;
}

/** A secret may stand where its ARN or name belongs, so what was written there is not repeated. */
function disclosed(value: unknown, path: KeyPath): string {
  const mayBeSecret =
    path.includes("registryCredentials") ||
    SECRET_HOLDERS.some((key) => path.includes(key) || contains(value, key)) ||
    ADDRESS_WITH_PASSWORD.test(JSON.stringify(value));
  return mayBeSecret ? "a value that is not shown since it may be secret" : shown(value);
}

function contains(value: unknown, key: string): boolean {
  return isIndexable(value) && (key in value || Object.values(value).some((entry) => contains(entry, key)));
}

function remedy(value: unknown, schema: KeySchema | undefined): string {
  const choices = words(schema);
  if (choices.length > 0 || schema?.type === "boolean") return choice(value, choices, schema);
  if (schema?.type === "string" && typeof value !== "string") return `write it in quotes, ${example(schema)}`;
  return `write ${example(schema)}${leftOut(schema)}`;
}

/** Names every choice, unless the value is a misspelt one: people take a single example for advice. */
function choice(value: unknown, choices: readonly string[], schema: KeySchema | undefined): string {
  const meant = misspeltNames(wordOf(value), choices);
  if (meant.length > 0) return `did you mean ${meant.map(shown).join(" or ")}?`;
  return `write ${schema?.allowed ?? choices.map(shown).join(" or ")}${leftOut(schema)}`;
}

/** What was written for a word. An object is none, and may have a `toString` that can't be called. */
function wordOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

function leftOut(schema: KeySchema | undefined): string {
  return schema?.default === undefined ? "" : ` (${shown(schema.default)} when left out)`;
}

function words(schema: KeySchema | undefined): string[] {
  return (schema?.enum ?? []).filter((word) => typeof word === "string");
}

function example(schema: KeySchema | undefined): string {
  return `for example ${shown(schema?.examples?.[0])}`;
}
