import { NAMESPACE } from "./problem";
import type { KeySchema } from "./schema/key-schema";

const INTRODUCTION = [
  "# Configuration keys",
  "Every key of the `Pulumi.<environment>.yaml` files, generated from the schema that checks them.",
  "[configuration.md](../configuration.md) tells how to use them.",
];

/** Every key with its values, default, meaning and cost of change, as a page of Markdown. */
export function configurationReference(keys: KeySchema): string {
  return [INTRODUCTION.join("\n\n"), ...sections(`${NAMESPACE}:`, keys)].join("\n\n") + "\n";
}

/** A table of a group's keys, and then those of the groups in it. */
function sections(heading: string, group: KeySchema): string[] {
  const keys = Object.entries(group.properties ?? {});
  const rows = keys.map(([key, schema]) => row(key, schema, group.required?.includes(key) === true));
  const table = ["| Key | Values | Default | Meaning | Changing it |", "| --- | --- | --- | --- | --- |", ...rows];
  const inner = keys.flatMap(([key, schema]) => innerSections(`${heading}${key}`, schema));
  return [`## \`${heading.replace(/\.$/, "")}\``, table.join("\n"), ...inner];
}

function innerSections(key: string, schema: KeySchema): string[] {
  if (schema.properties !== undefined) return sections(`${key}.`, schema);
  if (schema.items?.properties !== undefined) return sections(`${key}[].`, schema.items);
  return [];
}

function row(key: string, schema: KeySchema, required: boolean): string {
  const { allowed = "", description = "", changing = "" } = schema;
  return `| ${[`\`${key}\``, allowed, defaultText(schema, required), description, changing].map(cell).join(" | ")} |`;
}

function defaultText(schema: KeySchema, required: boolean): string {
  if (required) return "required";
  if (schema.default === undefined) return "–";
  return schema.properties === undefined ? `\`${JSON.stringify(schema.default)}\`` : "see its keys";
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
