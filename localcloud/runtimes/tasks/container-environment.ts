import { objects, text } from "../../model/values";
import { type ContainerStart, secretValuesOf } from "../../services/ecs/container-secrets";
import { type ContentReader, unreadableEnvironmentFile, variablesOfFiles } from "../../services/ecs/environment-files";
import { StartFailure } from "../container-engine";

/**
 * Variables that a container starts with: those of its files, then its own and its secrets, which take precedence
 * (Amazon ECS Developer Guide, "Pass environment variables to an Amazon ECS container").
 * @throws {StartFailure} where a secret or a file can't be read
 */
export function environmentOf(start: ContainerStart, read: ContentReader): Readonly<Record<string, string>> {
  const secrets = secretValuesOf(start);
  if ("reason" in secrets) throw new StartFailure(secrets.reason);
  const unreadable = unreadableEnvironmentFile(start);
  if (unreadable !== undefined) throw new StartFailure(unreadable);
  const variables = objects(start.container, "environment").map((variable) => [
    text(variable, "name") ?? "",
    text(variable, "value") ?? "",
  ]);
  return { ...variablesOfFiles(start, read), ...Object.fromEntries(variables), ...secrets.values } as Record<
    string,
    string
  >;
}
