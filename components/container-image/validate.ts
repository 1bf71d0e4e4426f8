import { ArgumentProblems, literal } from "../shared/validation";
import type { BuildSource, ContainerImageArgs } from "./container-image-args";
import { checkReleaseTag, parseImageReference, parseRepository } from "./image-reference";

/**
 * Refuses references that are malformed or that would not always mean the same image.
 * @throws {pulumi.InputPropertiesError} naming every problem.
 */
export function validateContainerImage(name: string, { source }: ContainerImageArgs): void {
  const problems = new ArgumentProblems();
  if (source.kind === "existing") {
    problems.attempt("source.reference", () => parseImageReference(source.reference));
  } else {
    checkBuild(source, problems);
  }
  problems.throwIfAny(`Invalid arguments for ContainerImage "${name}"`);
}

function checkBuild(source: BuildSource, problems: ArgumentProblems): void {
  const repositoryUrl = literal(source.repositoryUrl);
  const tag = literal(source.tag);
  problems.require(source.context !== "", "source.context", 'must be a folder, such as "./product", got ""');
  if (repositoryUrl !== undefined) problems.attempt("source.repositoryUrl", () => parseRepository(repositoryUrl));
  if (tag !== undefined)
    problems.attempt("source.tag", () => {
      checkReleaseTag(tag);
    });
}
