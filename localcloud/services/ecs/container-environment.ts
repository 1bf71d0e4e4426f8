import { arnPattern } from "../../../components/shared/arn";
import { refuse } from "../../model/aws-error";
import type { Rule } from "../../model/resource-type";
import { objects, text, type Properties } from "../../model/values";
import { warningOf } from "../../model/warning";
import { eachContainer } from "./container-definition";

/**
 * What RegisterTaskDefinition refuses about a container's environment (Amazon ECS API Reference, ContainerDefinition).
 */
export const environmentRules: readonly Rule[] = [
  eachContainer(requireUniqueSecrets),
  eachContainer(refuseNamesOfVariables),
  warningOf(eachContainer(requireUniqueVariables), "only one of the values counts"),
  eachContainer(requireReadableSources),
  eachContainer(requireEnvironmentFiles),
];

const MOST_FILES = 10;
/** An object of S3, whose ARN has neither region nor account. */
const ENVIRONMENT_FILE = arnPattern({ service: "s3", region: "", accountId: "", resource: "[^/]+/.+\\.env" });

function namesIn(container: Properties, list: "environment" | "secrets"): string[] {
  return objects(container, list).map((entry) => text(entry, "name") ?? "");
}

function repeatedIn(names: readonly string[]): string | undefined {
  return names.find((name, index) => names.indexOf(name) < index);
}

function requireUniqueSecrets(container: Properties, path: string): void {
  const repeated = repeatedIn(namesIn(container, "secrets"));
  if (repeated === undefined) return;
  refuse(
    "ClientException",
    `Duplicate secret names found: ${repeated}. Each secret name must be unique.`,
    `${path}.secrets`,
  );
}

function refuseNamesOfVariables(container: Properties, path: string): void {
  const variables = namesIn(container, "environment");
  const shared = namesIn(container, "secrets").find((name) => variables.includes(name));
  if (shared === undefined) return;
  refuse(
    "ClientException",
    `The secret name must be unique and not shared with any new or existing environment variables set on the container, such as '${shared}'.`,
    `${path}.secrets`,
  );
}

function requireUniqueVariables(container: Properties, path: string): void {
  const repeated = repeatedIn(namesIn(container, "environment"));
  if (repeated !== undefined)
    refuse("ClientException", `The variable ${repeated} is set twice.`, `${path}.environment`);
}

/** Amazon ECS API Reference, Secret, valueFrom: an ARN, or the name of a parameter in the task's region. */
function requireReadableSources(container: Properties, path: string): void {
  for (const secret of objects(container, "secrets")) {
    const source = text(secret, "valueFrom") ?? "";
    if (source.startsWith("arn:") || /^[\w.,/-]{1,2048}$/.test(source)) continue;
    refuse(
      "ClientException",
      `The Systems Manager parameter name specified for secret ${text(secret, "name") ?? ""} is invalid. The parameter name can be up to 2048 characters and include the following letters and symbols: a-zA-Z0-9_.-,`,
      `${path}.secrets`,
    );
  }
}

/** Amazon ECS Developer Guide, "Pass environment variables to an Amazon ECS container", environment files. */
function requireEnvironmentFiles(container: Properties, path: string): void {
  const files = objects(container, "environmentFiles");
  if (files.length > MOST_FILES) {
    refuse(
      "ClientException",
      `A container takes up to ${MOST_FILES} environment files, got ${files.length}.`,
      `${path}.environmentFiles`,
    );
  }
  const wrong = files.find((file) => !ENVIRONMENT_FILE.test(text(file, "value") ?? ""));
  if (wrong === undefined) return;
  refuse(
    "ClientException",
    `Invalid environment file, an object of S3 that ends in .env: '${text(wrong, "value") ?? ""}'.`,
    `${path}.environmentFiles`,
  );
}
