import { refuse } from "../../model/aws-error";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation } from "../../model/resource-type";
import { text } from "../../model/values";
import { ecrHost } from "../registry/ecr-registry";

export const REPOSITORY = "aws:ecr/repository:Repository";

/**
 * Refuses a policy of a repository that doesn't exist. The repository can be deleted first: its policies are deleted
 * with it.
 */
export function requireRepositoryOf({ inputs, region, cloud }: Operation): void {
  requireRepository(text(inputs, "repository") ?? "", "repository", region, cloud);
}

/** @throws {AwsError} where a region has no such repository. */
export function requireRepository(name: string, input: string, region: string, cloud: CloudReader): CloudResource {
  const found = repositoryIn(region, name, cloud);
  if (found !== undefined) return found;
  refuse("RepositoryNotFoundException", notFound(name, cloud.accountId), input);
}

export function repositoryIn(region: string, name: string, cloud: CloudReader): CloudResource | undefined {
  return cloud.ofType(REPOSITORY).find((each) => each.computed.name === name && each.region === region);
}

/** Amazon ECR's words for a repository that doesn't exist. */
export function notFound(name: string, registryId: string): string {
  return `The repository with name '${name}' does not exist in the registry with id '${registryId}'`;
}

/** The beginning of the references of a repository's images. */
export function repositoryUrl(name: string, region: string, accountId: string): string {
  return `${ecrHost({ accountId, region })}/${name}`;
}
