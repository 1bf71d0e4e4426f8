import { type ArgumentProblems, literal } from "../shared/validation";
import type { BuildSource, ContainerImageArgs } from "./args";
import { checkReleaseTag, parseImageReference, parseRepository } from "./image-reference";

/** Records references that are malformed, or that would not always mean the same image. */
export function validateContainerImage({ source }: ContainerImageArgs, problems: ArgumentProblems): void {
  if (source.kind === "existing") {
    problems.attempt("source.reference", () => parseImageReference(source.reference));
    problems.require(
      source.registry === undefined || source.credentials === undefined,
      "source.credentials",
      "can't go with registry, a provider that has its own; configure that one with them",
    );
  } else {
    checkBuild(source, problems);
  }
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
