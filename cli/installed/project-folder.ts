import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "../../tools/shared/user-error";

/**
 * The Pulumi project at or above a folder.
 * @throws {UserError} where there is none, or it has no environment.
 */
export function projectFolder(start: string): string {
  const root = withProject(start);
  if (root === undefined) {
    throw new UserError(
      `there is no Pulumi project in ${start}, nor in a folder above it: no Pulumi.yaml`,
      "Run proofpix in the folder of a project, which has Pulumi.yaml and a Pulumi.<environment>.yaml for each environment.",
    );
  }
  if (readdirSync(root).some((name) => /^Pulumi\..+\.yaml$/.test(name))) return root;
  throw new UserError(
    `the project in ${root} has no environment: no Pulumi.<environment>.yaml`,
    "Write one: pulumi stack init <environment>, then pulumi config set for its region.",
  );
}

function withProject(folder: string): string | undefined {
  if (existsSync(join(folder, "Pulumi.yaml"))) return folder;
  return dirname(folder) === folder ? undefined : withProject(dirname(folder));
}
