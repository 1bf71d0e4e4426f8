/** Version of the engine that is built from Go modules. */
export const BUILT_VERSION = "3.220.0";

/** The oldest engine that the project works with. */
export const MINIMUM_VERSION = "3.210.0";

/** The version in what `pulumi version` prints, such as `v3.220.0`; undefined when there is none. */
export function readVersion(printed: string): string | undefined {
  return /^v?(\d+\.\d+\.\d+)/m.exec(printed.trim())?.[1];
}

/** Whether a version such as `3.220.0` is `minimum` or later. */
export function isAtLeast(version: string, minimum: string): boolean {
  const [ours, theirs] = [version, minimum].map((each) => each.split(".").map(Number));
  const differing = (ours ?? [])
    .map((part, index) => part - (theirs?.[index] ?? 0))
    .find((difference) => difference !== 0);
  return (differing ?? 0) >= 0;
}
