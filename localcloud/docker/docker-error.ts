/** A refusal by the Docker provider, the builder or a registry, in their words. */
export class DockerError extends Error {
  override readonly name = "DockerError";
}
