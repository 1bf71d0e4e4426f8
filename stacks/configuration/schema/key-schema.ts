import { z } from "zod";
import type { KeyPath } from "../problem";

/** A key as plain data: JSON Schema with the facts of the key beside it. */
export interface KeySchema {
  readonly type?: string;
  readonly description?: string;
  readonly allowed?: string;
  readonly changing?: string;
  readonly examples?: readonly unknown[];
  readonly formerName?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, KeySchema>>;
  readonly required?: readonly string[];
  readonly items?: KeySchema;
  readonly propertyNames?: KeySchema;
  readonly additionalProperties?: KeySchema | boolean;
  readonly [keyword: string]: unknown;
}

/** The keys of a schema as plain data. */
export function keySchemaOf(schema: z.ZodObject): KeySchema {
  // Serialised, since zod's own type allows for keywords that no key uses.
  return JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io: "input", target: "draft-07" }))) as KeySchema;
}

/** Schema of the value at a path; undefined where no key of that name is known. */
export function keySchemaAt(root: KeySchema, path: KeyPath): KeySchema | undefined {
  return path.reduce<KeySchema | undefined>((schema, segment) => {
    if (typeof segment === "number") return schema?.items;
    return schema?.properties?.[segment] ?? entrySchema(schema);
  }, root);
}

function entrySchema(schema: KeySchema | undefined): KeySchema | undefined {
  const entry = schema?.additionalProperties;
  return typeof entry === "object" ? entry : undefined;
}
