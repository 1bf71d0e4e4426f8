import type * as pulumi from "@pulumi/pulumi";
import { formatArn, parseArn } from "../shared/arn";
import { ecrRegistry } from "../shared/ecr-registry";
import { isImageRepository, splitImageReference } from "../shared/image-reference";
import { type PolicyDocument, policyDocument, type PolicyStatement } from "../shared/policy-document";
import { secretArnOf } from "../shared/secret-source";
import { type SecretReference, secretReference } from "../shared/secrets";
import type { ContainerServiceArgs } from "./args";

/** The resources that ECS reads and writes to start a task. */
export interface ExecutionNeeds {
  /** Images of all containers of the task. */
  readonly images: readonly string[];
  readonly logGroupArn: string;
  /** `valueFrom`s of the containers' secrets, and the registries' credentials. */
  readonly secretArns: readonly string[];
  /** Customer managed keys under which those secrets are encrypted. */
  readonly keyArns: readonly string[];
}

/** Policy of the execution role: its own log group, images and secrets, and nothing else. */
export function executionPolicy({ images, logGroupArn, secretArns, keyArns }: ExecutionNeeds): PolicyDocument {
  const secrets = secretArns.flatMap((arn) => secretReference(arn) ?? []);
  return policyDocument(
    { Effect: "Allow", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: `${logGroupArn}:*` },
    ...pullStatements(images, parseArn(logGroupArn).partition),
    ...readStatements(secrets, "secretsmanager", "secretsmanager:GetSecretValue"),
    ...readStatements(secrets, "ssm", "ssm:GetParameters"),
    ...decryptStatements(secrets, keyArns),
  );
}

/** `valueFrom`s of what ECS reads to start a container: its registry's credentials, and its secrets. */
export function secretsRead({
  registryCredentialsArn,
  secrets = {},
}: Pick<ContainerServiceArgs, "registryCredentialsArn" | "secrets">): pulumi.Input<string>[] {
  const credentials = registryCredentialsArn === undefined ? [] : [registryCredentialsArn];
  return [...credentials, ...Object.values(secrets).map(secretArnOf)];
}

/** ARN of the private ECR repository that holds an image; undefined for an image of another registry. */
export function ecrRepositoryArn(image: string, partition: string): string | undefined {
  const { registry: host, repository } = splitImageReference(image);
  const registry = host === undefined ? undefined : ecrRegistry(host);
  if (registry === undefined || !isImageRepository(repository)) return undefined;
  const { region, registryId: accountId } = registry;
  return formatArn({ partition, service: "ecr", region, accountId, resource: `repository/${repository}` });
}

function pullStatements(images: readonly string[], partition: string): PolicyStatement[] {
  const repositories = distinct(images.flatMap((image) => ecrRepositoryArn(image, partition) ?? []));
  const [only] = repositories;
  if (only === undefined) return [];
  return [
    // Takes no resource (Service Authorization Reference, "Amazon Elastic Container Registry").
    { Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
    {
      Effect: "Allow",
      Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      Resource: repositories.length === 1 ? only : repositories,
    },
  ];
}

function readStatements(
  secrets: readonly SecretReference[],
  service: SecretReference["service"],
  action: string,
): PolicyStatement[] {
  const arns = distinct(secrets.filter((secret) => secret.service === service).map((secret) => secret.arn));
  return arns.length === 0 ? [] : [{ Effect: "Allow", Action: action, Resource: arns }];
}

/** Only through the services that hold the secrets, so that the role can decrypt nothing else under the same key. */
function decryptStatements(secrets: readonly SecretReference[], keyArns: readonly string[]): PolicyStatement[] {
  if (secrets.length === 0 || keyArns.length === 0) return [];
  const services = distinct(secrets.map(endpoint));
  return [
    {
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: distinct(keyArns),
      Condition: { StringEquals: { "kms:ViaService": services } },
    },
  ];
}

function endpoint({ service, region, partition }: SecretReference): string {
  return `${service}.${region}.${partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com"}`;
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}
