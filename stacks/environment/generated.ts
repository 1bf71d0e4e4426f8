import { configurationJsonSchema } from "../configuration/json-schema";
import { projectFile } from "../configuration/project-file";
import { configurationReference } from "../configuration/reference";
import { keySchemaOf } from "../configuration/schema/key-schema";
import { settingsSchema } from "./sections";

/** Files that are made from the configuration's schema, by their paths from the top of the repository. */
export function generatedFiles(): Readonly<Record<string, string>> {
  const keys = keySchemaOf(settingsSchema);
  return {
    "Pulumi.yaml": projectFile(keys),
    "docs/generated/pulumi-configuration.schema.json": `${JSON.stringify(configurationJsonSchema(keys), null, 2)}\n`,
    "docs/generated/configuration.md": configurationReference(keys),
  };
}
