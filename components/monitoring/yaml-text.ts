import { stringify } from "yaml";

/** YAML of a configuration, with each text on one line, as people compare it. */
export function yamlText(value: unknown): string {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
}
