import { NAMESPACE } from "./problem";
import type { KeySchema } from "./schema/key-schema";

const LINE_WIDTH = 120;

const PROJECT = `\
# Generated from stacks/configuration/project-file.ts by \`npm run generate\`.
name: ${NAMESPACE}
description: Deploys and scales ProofPix Enterprise on AWS, one stack for each environment.
runtime:
  name: nodejs
  options:
    typescript: false
main: stacks/main.js
plugins:
  providers:
    - name: ${NAMESPACE}
      path: stacks/plugin
`;

const KEYS = `\
Keys of the Pulumi.<environment>.yaml files; docs/configuration.md tells how to use them. They stand in comments, for
the engine itself checks keys that are declared under "config", and stops at the first that is wrong.`;

/** `Pulumi.yaml`: the project, and what every key of its stacks means. */
export function projectFile(keys: KeySchema): string {
  const lines = keyLines(`${NAMESPACE}:`, keys);
  return [PROJECT, ...[KEYS, "", ...lines].flatMap(commented)].join("\n") + "\n";
}

function keyLines(prefix: string, group: KeySchema): string[] {
  return Object.entries(group.properties ?? {}).flatMap(([key, schema]) => {
    const required = group.required?.includes(key) === true ? " (required)" : "";
    const line = `${prefix}${key}${required}: ${schema.description ?? ""}`;
    if (schema.items?.properties !== undefined) return [line, ...keyLines(`${prefix}${key}[].`, schema.items)];
    return [line, ...keyLines(`${prefix}${key}.`, schema)];
  });
}

/** A text as comment lines; what doesn't fit into one line goes on in the next, indented. */
function commented(text: string): string[] {
  return text.split("\n").flatMap((line) => wrapped(line).map((part) => `# ${part}`.trimEnd()));
}

function wrapped(line: string): string[] {
  const room = LINE_WIDTH - "# ".length;
  if (line.length <= room) return [line];
  const end = line.lastIndexOf(" ", room);
  return [line.slice(0, end), ...wrapped(`    ${line.slice(end + 1)}`)];
}
