/** Digests of images, `sha256:…`, by the service that runs them. */
export type ImageDigests = Readonly<Record<string, string>>;

/** Digests that the stack's output `imageDigests` names; undefined where it isn't there. */
export function imageDigestsIn(output: unknown): ImageDigests | undefined {
  if (typeof output !== "object" || output === null) return undefined;
  const digests = Object.entries(output).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return Object.fromEntries(digests);
}
