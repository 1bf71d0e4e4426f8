import { accessTo, REGISTRY_HINT, type Credentials } from "../registry/access";
import { parseReference } from "../registry/reference";
import { imageAt } from "../registry/images";
import { namingInputs, refuse } from "../../model/aws-error";
import type { CloudReader } from "../../model/resource";
import type { Operation } from "../../model/resource-type";
import { text, type Properties } from "../../model/values";
import { ecrRegistryAt } from "../registry/ecr-registry";
import { roleByArn } from "../iam/role-reference";
import { secretNamed, secretStringOf, versionsOf } from "../secretsmanager/secret-lookup";
import { containersOf } from "./container-definition";
import { type ContainerStart, isSecret, parsedObject, unreadableSecret, valuesOfSecrets } from "./container-secrets";
import { unreadableEnvironmentFile } from "./environment-files";
import { taskDefinitionFor, waitsForTasks } from "./service-lookup";
import { reasonNotToAssumeRole } from "./task-roles";

/**
 * Refuses a service whose tasks can never start, where the provider waits for them. On AWS it fails after minutes; the
 * reasons are those of stopped tasks (Amazon ECS Developer Guide, "Stopped task error messages").
 */
export function requireStartableTasks(operation: Operation): void {
  warnOfParameters(operation);
  if (!waitsForTasks(operation)) return;
  const reason = reasonTaskCannotStart({ ...operation, inputs: taskDefinitionFor(operation).inputs });
  if (reason === undefined) return;
  refuse(
    "ServiceNotStable",
    `timeout while waiting for state to become 'tfSTABLE' (simulated, without the wait): tasks stopped with ${reason}`,
    "taskDefinition",
  );
}

/**
 * The account's parameters of Systems Manager are not modelled, so that the local cloud can't check whether one exists.
 */
function warnOfParameters(operation: Operation): void {
  const names = containersOf(taskDefinitionFor(operation).inputs).flatMap(valuesOfSecrets);
  for (const parameter of names.filter((arn) => !isSecret(arn))) {
    operation.warn(
      `rehearsal: parameters of Systems Manager aren't modelled: nobody looked whether ${parameter} exists`,
    );
  }
}

/** Why no task of a task definition can ever start, in the words of a stopped task; undefined where one can. */
export function reasonTaskCannotStart(
  definition: Pick<Operation, "inputs" | "region" | "accountId" | "cloud">,
): string | undefined {
  const { inputs, region, cloud } = definition;
  const executionRole = roleByArn(text(inputs, "executionRoleArn") ?? "", cloud);
  const ofContainers = containersOf(inputs).map((container) =>
    reasonContainerCannotStart({ container, executionRole, region, cloud }),
  );
  return [reasonNotToAssumeRole(definition), ...ofContainers].find((reason) => reason !== undefined);
}

function reasonContainerCannotStart(start: ContainerStart): string | undefined {
  return unreadableSecret(start) ?? unreadableEnvironmentFile(start) ?? missingImage(start) ?? missingLogGroup(start);
}

function missingImage({ container, region, cloud }: ContainerStart): string | undefined {
  const image = text(container, "image") ?? "";
  const reference = parseReference(image);
  const failure = (reason: string): string => `CannotPullContainerError: pull image manifest: ${image}: ${reason}`;
  if (ecrRegistryAt(reference.host) === undefined) {
    const access = accessTo(reference.host, pullCredentials(container, region, cloud), cloud);
    if (access === "no such registry") return failure(`no such host; ${REGISTRY_HINT}`);
    if (access === "unauthorized") {
      return namingInputs({ reason: failure("401 Unauthorized"), inputs: "repositoryCredentials" });
    }
  }
  return imageAt(reference, cloud) === undefined ? failure(`not found; ${REGISTRY_HINT}`) : undefined;
}

/** Amazon ECS Developer Guide, "Using non-AWS container images in Amazon ECS": user name and password in JSON. */
function pullCredentials(container: Properties, region: string, cloud: CloudReader): Credentials {
  const name = text(container, "repositoryCredentials.credentialsParameter") ?? "";
  const secret = secretNamed(name, region, cloud);
  const value = secret === undefined ? undefined : versionsOf(secret, cloud).at(-1);
  const content = parsedObject((value && secretStringOf(value)) ?? "{}");
  return { username: text(content, "username"), password: text(content, "password") };
}

function missingLogGroup({ container, cloud }: ContainerStart): string | undefined {
  const options = "logConfiguration.options";
  const name = text(container, `${options}.awslogs-group`);
  if (name === undefined || text(container, `${options}.awslogs-create-group`) === "true") return undefined;
  if (cloud.ofType("aws:cloudwatch/logGroup:LogGroup").some((group) => group.id === name)) return undefined;
  return `ResourceInitializationError: failed to validate logger args: create stream: ResourceNotFoundException: The specified log group does not exist: ${name}`;
}
