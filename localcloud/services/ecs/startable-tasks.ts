import { parseArn } from "../../../components/shared/arn";
import { accessTo, REGISTRY_HINT, type Credentials } from "../registry/access";
import { parseReference } from "../registry/reference";
import { imageAt } from "../registry/images";
import { AwsError, namingInputs, refuse } from "../../model/aws-error";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation } from "../../model/resource-type";
import { isProperties, objects, text, type Properties } from "../../model/values";
import { ecrRegistryAt } from "../registry/ecr-registry";
import { missingPermission } from "../iam/role-permissions";
import { roleByArn } from "../iam/role-reference";
import { keyNamed } from "../kms/key-reference";
import {
  CURRENT,
  isScheduledForDeletion,
  secretNamed,
  secretStringOf,
  versionAt,
  versionById,
  versionsOf,
} from "../secretsmanager/secret-lookup";
import { containersOf } from "./container-definition";
import { taskDefinitionFor, waitsForTasks } from "./service-lookup";
import { reasonNotToAssumeRole } from "./task-roles";

const DECRYPT = "kms:Decrypt";
const PARTS_OF_ARN = 7;

/** A container and what ECS starts it with. */
interface ContainerStart {
  readonly container: Properties;
  /** The role with which ECS reads secrets; undefined where the task definition has none. */
  readonly executionRole: CloudResource | undefined;
  readonly region: string;
  readonly cloud: CloudReader;
}

/**
 * Refuses a service whose tasks can never start, where the provider waits for them. On AWS it fails after minutes; the
 * reasons are those of stopped tasks (Amazon ECS Developer Guide, "Stopped task error messages").
 */
export function requireStartableTasks(operation: Operation): void {
  warnOfParameters(operation);
  if (!waitsForTasks(operation)) return;
  const reason = reasonTaskCannotStart(operation);
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

function reasonTaskCannotStart(operation: Operation): string | undefined {
  const { region, cloud } = operation;
  const { inputs } = taskDefinitionFor(operation);
  const executionRole = roleByArn(text(inputs, "executionRoleArn") ?? "", cloud);
  const ofContainers = containersOf(inputs).map((container) =>
    reasonContainerCannotStart({ container, executionRole, region, cloud }),
  );
  return [reasonNotToAssumeRole({ ...operation, inputs }), ...ofContainers].find((reason) => reason !== undefined);
}

function reasonContainerCannotStart(start: ContainerStart): string | undefined {
  return unreadableSecret(start) ?? missingImage(start) ?? missingLogGroup(start);
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
  const content = parsed((value && secretStringOf(value)) ?? "{}");
  return { username: text(content, "username"), password: text(content, "password") };
}

function parsed(json: string): Properties {
  try {
    const content: unknown = JSON.parse(json);
    return isProperties(content) ? content : {};
  } catch {
    return {};
  }
}

function unreadableSecret({ container, executionRole, region, cloud }: ContainerStart): string | undefined {
  for (const arn of secretsOf(container)) {
    const found = secretNamed(withoutKey(arn), region, cloud);
    const reason =
      found === undefined || isScheduledForDeletion(found)
        ? `ResourceNotFoundException: Secrets Manager can't find the specified secret: ${arn}`
        : (reasonNotToReadSecret(found, executionRole, cloud) ?? missingValue(found, arn, cloud));
    if (reason === undefined) continue;
    return `ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secret from asm: ${reason}`;
  }
  return undefined;
}

/**
 * Why a task's execution role can't read a secret (Amazon ECS Developer Guide, "Amazon ECS task execution IAM role"):
 * permissions name the secret's whole ARN, and a customer managed key needs a permission of its own.
 * @returns undefined where the role can read it, or where there is no role.
 */
function reasonNotToReadSecret(
  secret: CloudResource,
  role: CloudResource | undefined,
  cloud: CloudReader,
): string | undefined {
  if (role === undefined) return undefined;
  const key = keyOf(secret, cloud);
  const permissions = [
    { action: "secretsmanager:GetSecretValue", resource: secret.id },
    ...(key === undefined ? [] : [{ action: DECRYPT, resource: text(key.computed, "arn") ?? key.id }]),
  ];
  const missing = missingPermission(role, permissions, cloud);
  if (missing === undefined) return undefined;
  const { action, resource } = missing;
  if (action === DECRYPT) return `AccessDeniedException: Access to KMS is not allowed: ${resource}`;
  return `AccessDeniedException: User: ${text(role.computed, "arn") ?? ""} is not authorized to perform: ${action} on resource: ${resource}`;
}

/**
 * Why a secret that can be read has no value for the container (Amazon ECS Developer Guide, "Pass Secrets Manager
 * secrets through Amazon ECS environment variables"). An ARN may be followed by
 * `:<json-key>:<version-stage>:<version-id>`.
 */
function missingValue(secret: CloudResource, arn: string, cloud: CloudReader): string | undefined {
  const [key = "", ...version] = arn.split(":").slice(PARTS_OF_ARN);
  const failure = (reason: string): string => `failed to fetch secret ${arn} from secrets manager: ${reason}`;
  try {
    const content = secretStringOf(versionNamed(secret, version, cloud)) ?? "";
    if (key === "" || key in parsed(content)) return undefined;
    return `retrieved secret from Secrets Manager did not contain json key ${key}`;
  } catch (error) {
    if (error instanceof AwsError) return failure(`${error.code}: ${error.message}`);
    throw error;
  }
}

function versionNamed(
  secret: CloudResource,
  [stage = "", versionId = ""]: readonly string[],
  cloud: CloudReader,
): CloudResource {
  if (versionId !== "") return versionById(secret, versionId, cloud);
  return versionAt(secret, stage === "" ? CURRENT : stage, cloud);
}

function keyOf({ inputs }: CloudResource, cloud: CloudReader): CloudResource | undefined {
  const name = text(inputs, "kmsKeyId");
  return name === undefined ? undefined : keyNamed(name, cloud);
}

/** ARNs of Secrets Manager that a container reads. */
function secretsOf(container: Properties): string[] {
  const credentials = text(container, "repositoryCredentials.credentialsParameter") ?? "";
  return [...valuesOfSecrets(container), credentials].filter(isSecret);
}

function valuesOfSecrets(container: Properties): string[] {
  return objects(container, "secrets").map((secret) => text(secret, "valueFrom") ?? "");
}

function isSecret(arn: string): boolean {
  return parseArn(arn).service === "secretsmanager";
}

/** An ARN may be followed by `:<json-key>:<version-stage>:<version-id>`. */
function withoutKey(arn: string): string {
  return arn.split(":").slice(0, PARTS_OF_ARN).join(":");
}

function missingLogGroup({ container, cloud }: ContainerStart): string | undefined {
  const options = "logConfiguration.options";
  const name = text(container, `${options}.awslogs-group`);
  if (name === undefined || text(container, `${options}.awslogs-create-group`) === "true") return undefined;
  if (cloud.ofType("aws:cloudwatch/logGroup:LogGroup").some((group) => group.id === name)) return undefined;
  return `ResourceInitializationError: failed to validate logger args: create stream: ResourceNotFoundException: The specified log group does not exist: ${name}`;
}
