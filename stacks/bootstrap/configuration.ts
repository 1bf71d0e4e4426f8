import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { nearestNames } from "../../components/shared/nearest-name";
import { tagKeyProblem } from "../../components/shared/tag-rules";
import { ConfigurationError, type KeyPath, keyText, NAMESPACE, type Problem, shown } from "../configuration/problem";
import { ownSettings } from "../configuration/read";
import { valueAt } from "../configuration/schema-problems";
import { type KeySchema, keySchemaAt } from "../configuration/schema/key-schema";
import { type BootstrapSettings, bootstrapSettingsSchema } from "./settings";

type RawSettings = Readonly<Record<string, unknown>>;
type Issue = z.core.$ZodIssue;

/** Tags that the program sets itself; the components add the `Name`. */
const RESERVED_TAGS = ["Project", "ManagedBy", "Name"];

/**
 * Configuration of the stack that is being deployed, read from its `Pulumi.<stack>.yaml`.
 * @throws {ConfigurationError} naming everything that is wrong.
 */
export function readBootstrapConfiguration(): BootstrapSettings {
  return parseBootstrapConfiguration(ownSettings(pulumi.runtime.allConfig()), pulumi.getStack());
}

/**
 * Checks a configuration as a whole, and adds the tags that follow from what the stack is.
 * @param raw values by key without the namespace, as a YAML or JSON parser gives them.
 * @param stack name of the stack, for the error.
 * @throws {ConfigurationError} naming everything that is wrong.
 */
export function parseBootstrapConfiguration(raw: RawSettings, stack: string): BootstrapSettings {
  const parsed = bootstrapSettingsSchema.safeParse(raw);
  const problems = [...(parsed.error?.issues ?? []).flatMap((issue) => issueProblems(issue, raw)), ...tagProblems(raw)];
  if (!parsed.success || problems.length > 0) throw new ConfigurationError(stack, problems);
  return { ...parsed.data, tags: { ...parsed.data.tags, Project: NAMESPACE, ManagedBy: "Pulumi" } };
}

function issueProblems(issue: Issue, raw: RawSettings): Problem[] {
  const path = issue.path.map((segment) => (typeof segment === "number" ? segment : String(segment)));
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey([...path, key]));
  return [{ key: keyText(path), reason: wrongValue(keySchemaAt(keySchema(), path), valueAt(raw, path)) }];
}

function unknownKey(path: KeyPath): Problem {
  const known = Object.keys(bootstrapSettingsSchema.shape);
  const nearest = nearestNames(String(path.at(-1)), known);
  const fix =
    nearest.length === 0
      ? `remove it; known are ${known.join(", ")}`
      : `did you mean ${nearest.map((name) => keyText([name])).join(" or ")}?`;
  return { key: keyText(path), reason: `is not a known key; ${fix}` };
}

function wrongValue(schema: KeySchema | undefined, value: unknown): string {
  const allowed = schema?.allowed ?? "another value";
  const example = `for example ${shown(schema?.examples?.[0])}`;
  return value === undefined
    ? `is missing; add ${allowed}, ${example}`
    : `must be ${allowed}, got ${shown(value)}; write ${example}`;
}

function tagProblems({ tags }: RawSettings): Problem[] {
  if (typeof tags !== "object" || tags === null) return [];
  return Object.keys(tags).flatMap((key, index, keys) => {
    const problem = RESERVED_TAGS.includes(key)
      ? "is filled in by itself; remove it"
      : tagKeyProblem(key, [...RESERVED_TAGS, ...keys.slice(0, index)]);
    return problem === undefined ? [] : [{ key: keyText(["tags", key]), reason: problem }];
  });
}

/** The schema as plain data, with what is known of each key beside its type. */
function keySchema(): KeySchema {
  // Serialised, since zod's own type allows for keywords that no key uses.
  const schema = z.toJSONSchema(bootstrapSettingsSchema, { io: "input", target: "draft-07" });
  return JSON.parse(JSON.stringify(schema)) as KeySchema;
}
