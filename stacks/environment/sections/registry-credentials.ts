import type * as pulumi from "@pulumi/pulumi";
import { parseImageReference } from "../../../components/container-image";
import {
  type CredentialsSource,
  readCredentials,
  type StoredCredentials,
} from "../../../components/shared/credentials";
import { ecrRegistry } from "../../../components/shared/ecr-registry";

/** How errors speak of the secret. */
const REGISTRY_CREDENTIALS: CredentialsSource = {
  key: "proofpix:registryCredentials",
  remedy: "create it in proofpix:region, or name another in proofpix:registryCredentials",
};

/**
 * Whether the environment's credentials are for an image: one of the registry from which the environment's own image
 * comes, unless that is Amazon ECR, which lets this account's roles in.
 */
export function needsRegistryCredentials(image: string, environmentImage: string): boolean {
  const { registry } = parseImageReference(image);
  return registry === parseImageReference(environmentImage).registry && ecrRegistry(registry) === undefined;
}

/** Reads the credentials from their secret, by its name or ARN. */
export function readRegistryCredentials(secretId: string, options: pulumi.InvokeOptions): StoredCredentials {
  return readCredentials(secretId, REGISTRY_CREDENTIALS, options);
}
