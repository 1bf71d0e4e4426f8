import type { LocalCloudLease } from "../../localcloud/client";
import {
  endLetThrough,
  letThrough,
  plantSeeds,
  type SeededAccount,
  type UncheckedResource,
} from "../../localcloud/control-client";
import type { Report } from "./session";

/** What a rehearsal begins with, and what it lets through. */
export interface RehearsalSettings {
  /** What the account holds besides what it held before. @default nothing */
  readonly seeds?: SeededAccount;
  /** Types that the local cloud may not know, packages, or `all`. @default none */
  readonly allowUnchecked?: readonly string[];
}

/**
 * Has the account hold the seeds, and serves providers that let through what is allowed, for as long as `use` runs.
 * Then it tells what was let through.
 */
export async function withSettings<T>(
  { controlUrl, providers }: Pick<LocalCloudLease, "controlUrl" | "providers">,
  { seeds, allowUnchecked = [] }: RehearsalSettings,
  report: Report,
  use: (providers: string) => Promise<T>,
): Promise<T> {
  if (seeds !== undefined) {
    const { planted } = await plantSeeds(controlUrl, seeds);
    if (planted > 0) report(`seeded the local cloud with ${planted} resources`);
  }
  if (allowUnchecked.length === 0) return use(providers);
  const served = await letThrough(controlUrl, allowUnchecked);
  try {
    return await use(served.providers);
  } finally {
    const unchecked = await endLetThrough(controlUrl, served.providers).catch(() => []); // the cloud may have ended
    for (const line of uncheckedSummary(unchecked)) report(line);
  }
}

/** Which types were let through, and how many resources of each. */
export function uncheckedSummary(resources: readonly UncheckedResource[]): string[] {
  if (resources.length === 0) return [];
  const types = [...new Set(resources.map(({ type }) => type))].sort();
  const count = (type: string): number => resources.filter((resource) => resource.type === type).length;
  return [
    "unchecked, since the local cloud doesn't know these types: nothing says that AWS takes them as they are",
    ...types.map((type) => `  ${type}: ${count(type)} ${count(type) === 1 ? "resource" : "resources"}`),
  ];
}
