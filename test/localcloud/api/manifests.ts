import { createHash } from "node:crypto";

/** A manifest without layers, told from others by its annotation. */
export function manifest(version: string): string {
  const layers = [{ mediaType: "application/vnd.oci.image.layer.v1.tar+gzip", size: 1000, digest: "sha256:0" }];
  const config = { mediaType: "application/vnd.oci.image.config.v1+json", size: 24, digest: "sha256:1" };
  return JSON.stringify({ schemaVersion: 2, config, layers, annotations: { version } });
}

/** The digest of such a manifest. */
export function digestOf(version: string): string {
  return `sha256:${createHash("sha256").update(manifest(version)).digest("hex")}`;
}
