import type { CloudReader } from "../../model/resource";
import type { Operation } from "../../model/resource-type";
import { flag, text, type Properties } from "../../model/values";
import { ecrRegistryAt } from "../registry/ecr-registry";
import { notFound, repositoryIn } from "../ecr/repository-lookup";
import { isImmutable, tagIsImmutable } from "../ecr/tag-mutability";
import { accessTo, REGISTRY_HINT } from "../registry/access";
import { DockerError } from "./docker-error";
import { isQualified, parseReference, type ImageReference } from "../registry/reference";
import { imageAt } from "../registry/images";

/** Refuses an image that can be built and not pushed. */
export function requirePush({ inputs, cloud }: Operation): void {
  if (flag(inputs, "skipPush") === true) return;
  const imageName = text(inputs, "imageName") ?? "";
  if (!isQualified(imageName)) {
    throw new DockerError(
      `This provider requires all image names to be fully qualified, such as docker.io/${imageName}`,
      "imageName",
    );
  }
  const reference = parseReference(imageName);
  requireAccess(reference, inputs, cloud);
  requireTaggable(reference, cloud);
}

/** The local cloud doesn't read what `docker login` stored, so the program has to give the credentials. */
function requireAccess({ host }: ImageReference, inputs: Properties, cloud: CloudReader): void {
  const credentials = { username: text(inputs, "registry.username"), password: text(inputs, "registry.password") };
  const access = accessTo(host, credentials, cloud);
  if (access === "no such registry") throw new DockerError(`no such host ${host}; ${REGISTRY_HINT}`, "imageName");
  if (access === "granted") return;
  const reason = credentials.password === undefined ? "no basic auth credentials" : "authentication required";
  throw new DockerError(`unauthorized: ${reason}`, "registry.username, registry.password");
}

/** Amazon ECR wants the repository to exist, and moves no immutable tag, not even to where it already points. */
function requireTaggable(reference: ImageReference, cloud: CloudReader): void {
  const ecr = ecrRegistryAt(reference.host);
  if (ecr === undefined) return;
  const { path, tag = "" } = reference;
  const repository = ecr.accountId === cloud.accountId ? repositoryIn(ecr.region, path, cloud) : undefined;
  if (repository === undefined) {
    throw new DockerError(`name unknown: ${notFound(path, ecr.accountId)}`, "imageName");
  }
  if (imageAt(reference, cloud) === undefined || !isImmutable(repository.inputs, tag)) return;
  throw new DockerError(`tag invalid: ${tagIsImmutable(tag, path)}`, "imageName");
}
