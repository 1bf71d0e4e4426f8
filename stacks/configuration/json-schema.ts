import { NAMESPACE, namespaced } from "./problem";
import type { KeySchema } from "./schema/key-schema";

type JsonSchema = Readonly<Record<string, unknown>>;

/** JSON Schema of the `Pulumi.<environment>.yaml` files, with which editors complete and check them. */
export function configurationJsonSchema({ properties = {}, required = [] }: KeySchema): JsonSchema {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Configuration of a ProofPix environment",
    type: "object",
    required: ["config"],
    properties: {
      config: {
        type: "object",
        required: required.map(namespaced),
        properties: Object.fromEntries(
          Object.entries(properties).map(([key, schema]) => [namespaced(key), asCommandsWrite(forEditors(schema))]),
        ),
        // Keys of other namespaces, such as `aws:profile`, are their providers' business.
        patternProperties: { [`^(?!${NAMESPACE}:)`]: {} },
        additionalProperties: false,
      },
    },
  };
}

/** Our facts about a key as the description that editors show, all the way down. No editor knows former names. */
function forEditors({ allowed, changing, description, ...schema }: KeySchema): JsonSchema {
  return {
    ...(description !== undefined && {
      description: `${description} Allowed: ${allowed ?? ""}. Changing: ${changing ?? ""}.`,
    }),
    ...schema,
    formerName: undefined,
    ...(schema.properties && { properties: mapValues(schema.properties, forEditors) }),
    ...(schema.items && { items: forEditors(schema.items) }),
    ...(schema.propertyNames && { propertyNames: forEditors(schema.propertyNames) }),
    ...(typeof schema.additionalProperties === "object" && {
      additionalProperties: forEditors(schema.additionalProperties),
    }),
  };
}

/** `pulumi config set` writes numbers and truth values as texts, which the engine reads back as what they were. */
function asCommandsWrite(schema: JsonSchema): JsonSchema {
  if (schema.type === "integer") return { ...schema, type: ["integer", "string"], pattern: "^\\d+$" };
  if (schema.type === "boolean") return { ...schema, type: ["boolean", "string"], pattern: "^(?:true|false)$" };
  if (schema.type === "number" && Array.isArray(schema.enum)) {
    const words: readonly unknown[] = schema.enum;
    return { ...schema, type: ["number", "string"], enum: [...words, ...words.map(String)] };
  }
  return schema;
}

function mapValues<Value, Result>(
  record: Readonly<Record<string, Value>>,
  map: (value: Value) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
