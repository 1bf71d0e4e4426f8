import { z } from "zod";
import type { RightSettings, WrittenSettings } from "./section";

type Issue = z.core.$ZodIssue;
type Values = Readonly<Record<string, unknown>>;

/**
 * The values in which the schema finds nothing wrong, so that they are checked against each other even when others are
 * wrong.
 * @param issues what the schema finds wrong with the written values.
 */
export function drafted<Settings extends z.ZodObject>(
  schema: Settings,
  written: WrittenSettings,
  issues: readonly Issue[],
): { readonly right: RightSettings<z.output<Settings>>; readonly whole: z.output<Settings> } {
  const right = rightSchema(schema).parse(withoutWrong(schema, written, issues));
  // The types follow from the schema as the values do.
  return { right: right as RightSettings<z.output<Settings>>, whole: completed(schema, right) as z.output<Settings> };
}

/** Written values without those in which something is wrong. */
function withoutWrong(schema: z.ZodObject, written: WrittenSettings, issues: readonly Issue[]): unknown {
  const right: unknown = structuredClone(written);
  for (const issue of issues) {
    const { path } = issue;
    if (issue.code === "unrecognized_keys") for (const key of issue.keys) cutOut(right, [...path, key]);
    else cutOut(right, path.slice(0, isReadByParts(shapeOf(schema)[String(path[0])]) ? 2 : 1));
  }
  return right;
}

/** Takes out what stands at the path; in a list a gap is left, so that the others keep their places. */
function cutOut(value: unknown, [segment, ...rest]: readonly PropertyKey[]): void {
  if (segment === undefined || typeof value !== "object" || value === null) return;
  if (rest.length > 0) cutOut(Reflect.get(value, segment), rest);
  else if (Array.isArray(value)) Reflect.set(value, segment, undefined);
  else Reflect.deleteProperty(value, segment);
}

/** The schema itself, without its default. */
function unwrapped(schema: z.core.$ZodType | undefined): z.core.$ZodType | undefined {
  const isWrapper =
    schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
  return isWrapper ? unwrapped(schema.unwrap()) : schema;
}

function shapeOf(schema: z.ZodObject): Readonly<Record<string, z.core.$ZodType>> {
  return schema.shape;
}

function elementOf(schema: z.ZodArray): z.core.$ZodType {
  return schema.element;
}

function isGroup(schema: z.core.$ZodType | undefined): boolean {
  return unwrapped(schema) instanceof z.ZodObject;
}

/** Groups, and lists of groups, are read part by part: one wrong part hides nothing about the others. */
function isReadByParts(schema: z.core.$ZodType | undefined): boolean {
  const inner = unwrapped(schema);
  return isGroup(inner) || (inner instanceof z.ZodArray && isGroup(elementOf(inner)));
}

/** Schema of what is left once everything wrong is taken out. */
function rightSchema(schema: z.ZodObject): z.ZodType<Values> {
  return z.looseObject(mapValues(shapeOf(schema), (key) => asWrapped(key, rightPart(unwrapped(key)))));
}

function rightPart(schema: z.core.$ZodType | undefined): z.ZodType {
  if (schema instanceof z.ZodObject) return z.looseObject(mapValues(shapeOf(schema), (part) => z.optional(part)));
  if (schema instanceof z.ZodArray && isGroup(elementOf(schema))) return z.array(z.optional(elementOf(schema)));
  return z.any();
}

/** A value that is taken out has the default of one that is left out. */
function asWrapped(schema: z.core.$ZodType, part: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodPrefault) return part.prefault(schema.def.defaultValue);
  if (schema instanceof z.ZodDefault) return part.default(schema.def.defaultValue);
  return part.optional();
}

/** Right values, with a stand-in for each that is required and missing. */
function completed(schema: z.ZodObject, right: Values): Values {
  return { ...right, ...mapValues(shapeOf(schema), (part, key) => completedValue(part, right[key])) };
}

function completedValue(schema: z.core.$ZodType, value: unknown): unknown {
  const inner = unwrapped(schema);
  if (value === undefined) return isOptional(schema) ? undefined : standIn(schema);
  if (Array.isArray(value)) return (value as unknown[]).filter((entry) => entry !== undefined);
  if (!(inner instanceof z.ZodObject)) return value;
  // An optional group that lacks one of its required parts counts as left out.
  if (isOptional(schema) && !isWhole(inner, value as Values)) return undefined;
  return completed(inner, value as Values);
}

function isWhole(schema: z.ZodObject, group: Values): boolean {
  return Object.entries(shapeOf(schema)).every(([key, part]) => group[key] !== undefined || isOptional(part));
}

function isOptional(schema: z.core.$ZodType): boolean {
  return z.safeParse(schema, undefined).success;
}

/** The least that a number may be, or the first example of the key. */
function standIn(schema: z.core.$ZodType): unknown {
  if (schema instanceof z.ZodNumber) return schema.minValue;
  return z.parse(schema, firstExample(schema));
}

function firstExample(schema: z.core.$ZodType): unknown {
  const examples: unknown = z.globalRegistry.get(schema)?.examples;
  return Array.isArray(examples) ? examples[0] : undefined;
}

function mapValues<Value, Result>(
  record: Readonly<Record<string, Value>>,
  map: (value: Value, key: string) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}
