import { createHash } from "node:crypto";
import { AwsError } from "../model/aws-error";
import type { CloudReader, CloudResource } from "../model/resource";
import type { CloudFunction } from "../model/resource-type";
import { text } from "../model/values";

/** Type under which the local cloud keeps what its registries hold; no program creates it. */
export const REGISTRY_IMAGE = "local:registry/image:Image";

/** An image in a registry: its id is the reference by tag. */
export function registryImage(repository: string, tag: string, digest: string): CloudResource {
  return {
    type: REGISTRY_IMAGE,
    id: `${repository}:${tag}`,
    region: "",
    urn: "",
    inputs: { repository, tag },
    computed: { digest },
  };
}

/** A digest as registries have them, made from any text. */
export function digestOf(content: string): string {
  return `sha256:${createHash("sha256").update(content).digest("hex")}`;
}

/** The digest to which a tag points. */
export const getRegistryImage: CloudFunction = {
  token: "docker:index/getRegistryImage:getRegistryImage",
  call: ({ args, cloud }) => {
    const name = text(args, "name") ?? "";
    const sha256Digest = text(taggedImage(name, cloud).computed, "digest") ?? "";
    return { id: sha256Digest, name, sha256Digest, insecureSkipVerify: false };
  },
};

function taggedImage(reference: string, cloud: CloudReader): CloudResource {
  const image = cloud.find(REGISTRY_IMAGE, reference);
  if (image !== undefined) return image;
  throw new AwsError(
    "ManifestUnknown",
    `Got error when attempting to fetch image version ${reference} from registry: manifest unknown (name); ` +
      `the local cloud's registries hold what localcloud/seed lists and what was pushed`,
  );
}
