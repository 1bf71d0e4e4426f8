/** Name and password of a registry. */
export interface RegistryCredentials {
  readonly username: string;
  readonly password: string;
  /**
   * Host that takes pushes in the registry's place, as a registry of this machine does in a rehearsal. @default none
   */
  readonly pushHost?: string;
}

/** Name and password for a registry's host; undefined where it lets everybody in. */
export type CredentialsOf = (host: string) => Promise<RegistryCredentials | undefined>;

/** Reads what a registry holds. References have a tag or a digest. */
export interface RegistryReader {
  /** Digest of an image's manifest, by which it is pulled; undefined where the registry has no such image. */
  digestOf(reference: string, signal: AbortSignal): Promise<string | undefined>;
  /**
   * Digest of an image's configuration, which Docker takes as its id; undefined where the registry has no such image,
   * and for an index of several.
   */
  configurationDigestOf(reference: string, signal: AbortSignal): Promise<string | undefined>;
}

/** Digest of the configuration that a manifest names (OCI Image Specification, "Image Manifest"); an index has none. */
export function configurationDigestIn(manifest: unknown): string | undefined {
  return (manifest as { readonly config?: { readonly digest?: string } } | undefined)?.config?.digest;
}
