import { AwsError } from "../../model/aws-error";
import type { CloudReader } from "../../model/resource";
import type { Operation } from "../../model/resource-type";
import { flag, number, objects, text, valuesAt, type Properties } from "../../model/values";
import { containersOf } from "./container-definition";
import { taskDefinitionFor } from "./service-rules";

/**
 * Refuses a service that would be waited for in vain, as its tasks could never start. On AWS that shows after minutes;
 * the reasons are those of stopped tasks (Amazon ECS Developer Guide, "Stopped task error messages").
 */
export function requireStartableTasks(operation: Operation): void {
  const { inputs, cloud } = operation;
  if (flag(inputs, "waitForSteadyState") !== true || number(inputs, "desiredCount") === 0) return;
  for (const container of containersOf(taskDefinitionFor(operation).inputs)) {
    const reason = reasonNotToStart(container, cloud);
    if (reason === undefined) continue;
    throw new AwsError(
      "ServiceNotStable",
      `timeout while waiting for the service to become stable (simulated, at once): tasks stopped with ${reason} (taskDefinition)`,
    );
  }
}

function reasonNotToStart(container: Properties, cloud: CloudReader): string | undefined {
  return missingImage(container, cloud) ?? missingSecret(container, cloud) ?? missingLogGroup(container, cloud);
}

/** Images of public registries are beyond the local cloud's knowledge. */
function missingImage(container: Properties, cloud: CloudReader): string | undefined {
  const image = text(container, "image") ?? "";
  const [repository = "", digest] = image.split("@");
  const images = cloud.ofType("local:registry/image:Image").filter((known) => known.inputs.repository === repository);
  const isKnown = images.some((known) => known.computed.digest === digest);
  if (digest === undefined || isKnown || (!isPrivate(repository) && images.length === 0)) return undefined;
  return `CannotPullContainerError: ${image}: not found`;
}

function isPrivate(repository: string): boolean {
  return repository.startsWith("registry.proofpix.com/") || repository.includes(".dkr.ecr.");
}

function missingSecret(container: Properties, cloud: CloudReader): string | undefined {
  const named = [
    ...objects(container, "secrets").map((secret) => text(secret, "valueFrom") ?? ""),
    ...valuesAt(container, "repositoryCredentials.credentialsParameter").map(({ value }) => String(value)),
  ].filter((arn) => arn.includes(":secretsmanager:"));
  const secrets = cloud.ofType("aws:secretsmanager/secret:Secret");
  const missing = named.find((arn) => !secrets.some((secret) => arn === secret.id || arn.startsWith(`${secret.id}:`)));
  return missing && `ResourceInitializationError: unable to retrieve secret ${missing}: ResourceNotFoundException`;
}

function missingLogGroup(container: Properties, cloud: CloudReader): string | undefined {
  const name = text(container, "logConfiguration.options.awslogs-group");
  if (name === undefined || text(container, "logConfiguration.options.awslogs-create-group") === "true")
    return undefined;
  const exists = cloud.ofType("aws:cloudwatch/logGroup:LogGroup").some((group) => group.id === name);
  return exists ? undefined : `ResourceInitializationError: the log group ${name} does not exist`;
}
