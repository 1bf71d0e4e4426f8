import { createHash } from "node:crypto";
import { edited } from "../../tools/yaml/edit";
import type { ConfigurationRecord } from "../model/deployment";
import { DeploymentProblem } from "../model/problem";

/** A configuration file's text as it is recorded. */
export function configurationRecord(text: string): ConfigurationRecord {
  return { text, digest: createHash("sha256").update(text).digest("hex") };
}

/**
 * The text of a configuration file with another image; every other character stays.
 * @throws {DeploymentProblem} where the file is written so that the key can't be changed alone.
 */
export function withImage(text: string, project: string, image: string): string {
  const result = edited(text, [{ path: ["config", `${project}:image`], value: image }]);
  if (result !== undefined) return result;
  throw new DeploymentProblem(
    "configuration-invalid",
    `${project}:image can't be changed in the configuration file: it is written so that the key can't be changed alone`,
    `Write it as a plain value: ${project}:image: ${image}`,
  );
}
