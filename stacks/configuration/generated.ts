import { configurationJsonSchema } from "./json-schema";
import { projectFile } from "./project-file";
import { configurationReference } from "./reference";

/** Files that are made from the configuration's schema, by their paths from the top of the repository. */
export function generatedFiles(): Readonly<Record<string, string>> {
  return {
    "Pulumi.yaml": projectFile(),
    "docs/generated/pulumi-configuration.schema.json": `${JSON.stringify(configurationJsonSchema(), null, 2)}\n`,
    "docs/generated/configuration.md": configurationReference(),
  };
}
