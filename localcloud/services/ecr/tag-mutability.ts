import { objects, text, type Properties } from "../../model/values";
import { matches } from "../shared/policy-evaluation";

/** Amazon ECR User Guide, "Preventing image tags from being overwritten in Amazon ECR": filters except tags. */
export function isImmutable(repository: Properties, tag: string): boolean {
  const mutability = text(repository, "imageTagMutability") ?? "MUTABLE";
  const filters = objects(repository, "imageTagMutabilityExclusionFilters").flatMap(
    (each) => text(each, "filter") ?? [],
  );
  const isExcepted = filters.some((filter) => matches(filter, tag));
  return mutability.startsWith("IMMUTABLE") !== isExcepted;
}

/** Amazon ECR's words for a tag that can't be moved. */
export function tagIsImmutable(tag: string, repositoryName: string): string {
  return (
    `The image tag '${tag}' already exists in the '${repositoryName}' repository ` +
    `and cannot be overwritten because the tag is immutable.`
  );
}
