import { configuredList } from "../../model/pulumi-values";
import type { CloudReader } from "../../model/resource";
import type { CloudFunction } from "../../model/resource-type";
import { flag, isProperties, text, type Properties } from "../../model/values";
import { accessTo, REGISTRY_HINT, type Credentials } from "../registry/access";
import { DockerError } from "./docker-error";
import { parseReference, type ImageReference } from "../registry/reference";
import { digestOfImage, imageAt } from "../registry/images";

/** The digest to which a tag points, asked with the credentials that the provider was configured with. */
export const getRegistryImage: CloudFunction = {
  token: "docker:index/getRegistryImage:getRegistryImage",
  call: ({ args, cloud, configuration }) => {
    const name = text(args, "name") ?? "";
    const sha256Digest = fetchedDigest(parseReference(name), configuration, cloud);
    return { id: sha256Digest, name, sha256Digest, insecureSkipVerify: flag(args, "insecureSkipVerify") ?? false };
  },
};

function fetchedDigest(reference: ImageReference, configuration: Properties, cloud: CloudReader): string {
  const access = accessTo(reference.host, credentialsFor(reference.host, configuration), cloud);
  if (access === "no such registry") {
    refuseImage(reference, `Error during registry request: no such host ${reference.host}; ${REGISTRY_HINT}`);
  }
  if (access === "unauthorized") {
    refuseImage(reference, "got bad response from registry: 401 Unauthorized (registryAuth of the provider)");
  }
  const image = imageAt(reference, cloud);
  if (image === undefined) refuseImage(reference, `got bad response from registry: 404 Not Found; ${REGISTRY_HINT}`);
  return digestOfImage(image);
}

/** The provider names the image without its registry. */
function refuseImage({ path, tag, digest }: ImageReference, reason: string): never {
  const version = digest ?? tag ?? "";
  throw new DockerError(
    `Got error when attempting to fetch image version ${path}:${version} from registry: ${reason}`,
    "name",
  );
}

function credentialsFor(host: string, configuration: Properties): Credentials {
  const entries = configuredList(configuration.registryAuth).filter(isProperties);
  const entry = entries.find((each) => hostOf(text(each, "address") ?? "") === host) ?? {};
  return { username: text(entry, "username"), password: text(entry, "password") };
}

/** An address may be a URL. */
function hostOf(address: string): string {
  return address.replace(/^https?:\/\//, "").split("/")[0] ?? "";
}
