import { argumentDescription } from "./description";

/** The description of all components' arguments, by its path from the top of the repository. */
export function generatedFiles(root: string): Readonly<Record<string, string>> {
  const { components, shapes } = argumentDescription(root);
  return {
    "components/shared/generated/arguments.json": [
      `{"components":${table(components)},`,
      `"shapes":${table(shapes)}}`,
      "",
    ].join("\n"),
  };
}

/** An entry on a line of its own, so that a change shows what it changes. */
function table(entries: Readonly<Record<string, unknown>>): string {
  const lines = Object.keys(entries)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${JSON.stringify(entries[name])}`);
  return `{\n${lines.join(",\n")}\n}`;
}
