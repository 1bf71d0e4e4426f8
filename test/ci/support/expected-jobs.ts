const CHECKS = ["lint", "policies", "test"];
const PREVIEWS = ["comment", "preview-development", "preview-production", "preview-staging"];

/** What each trigger starts, in any CI system (DP-4). */
export const EXPECTED_JOBS = {
  "a pull request": [...CHECKS, ...PREVIEWS],
  "a fork's pull request": CHECKS,
  "a merge into the main branch": [...CHECKS, "deploy-development", "deploy-production", "deploy-staging"],
  "the time of day": ["drift-development", "drift-production", "drift-staging"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Started = keyof typeof EXPECTED_JOBS;

export function sorted(names: readonly string[]): string[] {
  return [...names].sort();
}
