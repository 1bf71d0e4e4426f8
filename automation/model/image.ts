/** Digests of images, `sha256:…`, by the service that runs them. */
export type ImageDigests = Readonly<Record<string, string>>;
