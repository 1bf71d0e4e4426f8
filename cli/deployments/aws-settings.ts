import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { UserError } from "../../tools/shared/user-error";
import { configuredRegion } from "../../automation/configuration/configured-region";

/** What the tracked files say of an environment on AWS. */
export interface AwsEnvironmentSettings {
  /** Path of the configuration file. */
  readonly file: string;
  readonly project: string;
  readonly region: string;
}

/** @throws {UserError} where there is no configuration file, or it names no region. */
export function awsEnvironmentSettings(root: string, environment: string): AwsEnvironmentSettings {
  const file = join(root, `Pulumi.${environment}.yaml`);
  if (!existsSync(file))
    throw new UserError(`there is no ${file}`, `Write Pulumi.${environment}.yaml (docs/configuration.md).`);
  const { name: project } = parse(readFileSync(join(root, "Pulumi.yaml"), "utf8")) as { readonly name: string };
  const region = configuredRegion(readFileSync(file, "utf8"), project);
  if (region !== undefined) return { file, project, region };
  throw new UserError(`${file} names no region`, `Set it: pulumi config set ${project}:region eu-west-1`);
}
