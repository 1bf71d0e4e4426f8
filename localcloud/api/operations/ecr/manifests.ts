import type { CloudResource } from "../../../model/resource";
import { number, objects, text, type Properties } from "../../../model/values";
import { parsedObject } from "../../../services/ecs/container-secrets";
import { digestOf, digestOfImage } from "../../../services/registry/images";

/** OCI Image Format Specification, "Image Manifest". */
const OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
const OCI_CONFIGURATION = "application/vnd.oci.image.config.v1+json";

/** Manifest of an image: the one that was put, or else one made up, without layers, since nothing was built here. */
export function manifestOf(image: CloudResource): string {
  return text(image.inputs, "manifest") ?? madeUpManifest(digestOfImage(image));
}

export function mediaTypeOf(image: CloudResource): string {
  return text(image.inputs, "mediaType") ?? OCI_MANIFEST;
}

/** What a manifest says it is. */
export function mediaTypeIn(manifest: string): string {
  return text(parsedObject(manifest), "mediaType") ?? OCI_MANIFEST;
}

/** Bytes of an image's layers and configuration; undefined where no manifest was put. */
export function sizeOf(image: CloudResource): number | undefined {
  const manifest = text(image.inputs, "manifest");
  if (manifest === undefined) return undefined;
  const content = parsedObject(manifest);
  const layers = objects(content, "layers").map((layer) => number(layer, "size") ?? 0);
  return layers.reduce((sum, size) => sum + size, number(content, "config.size") ?? 0);
}

/**
 * Digest of a manifest: that of the image which has it, also where it is made up, so that an image can be tagged anew
 * by its manifest (Amazon ECR User Guide, "Retagging an image in Amazon ECR"), or else the SHA-256 of its text.
 */
export function digestOfManifest(manifest: string, images: readonly CloudResource[]): string {
  const known = images.find((image) => manifestOf(image) === manifest);
  return known === undefined ? digestOf(manifest) : digestOfImage(known);
}

function madeUpManifest(digest: string): string {
  const config = { mediaType: OCI_CONFIGURATION, size: 0, digest };
  const manifest: Properties = { schemaVersion: 2, mediaType: OCI_MANIFEST, config, layers: [] };
  return JSON.stringify(manifest);
}
