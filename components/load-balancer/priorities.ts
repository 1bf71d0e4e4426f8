import { createHash } from "node:crypto";
import { routes, type Route } from "./routes";
import type { RoutingArgs } from "./target-arguments";

/**
 * Where priorities lie, first to last: those that users give, those derived from routing, and that of the target without
 * routing. Apart, so that none ever moves another.
 */
export const PRIORITIES = {
  explicit: { first: 1, last: 999 },
  derived: { first: 1000, last: 48_999 },
  byDefault: { first: 49_000, last: 49_999 },
} as const;

interface PriorityBand {
  readonly first: number;
  readonly last: number;
}

const BAND_WIDTH = 2000;
const DEEPEST = 7;

/** A target with the priority of its listener rule. */
export type Prioritized<Target> = Target & { readonly priority: number };

/**
 * Targets with the priorities of their listener rules.
 *
 * A derived priority has a band and a slot in it. The band orders by meaning, first to last: an exact host, a host with
 * wildcards, any host; within each the deeper path first; at last the target without routing. The slot is a hash of the
 * target's name, the next free one where it is taken, given out in the order of declaration. So a target that is added
 * last moves no other, one added elsewhere moves another only when both have the same hash in the same band, and a
 * renamed one finds a place while its old rule still exists.
 * @throws {RangeError} when a band is full, after 2000 targets of one kind.
 */
export function prioritized<Target extends { readonly routing?: RoutingArgs }>(
  targets: Readonly<Record<string, Target>>,
): Readonly<Record<string, Prioritized<Target>>> {
  const taken = new Set<number>();
  const result: Record<string, Prioritized<Target>> = {};
  for (const [name, target] of Object.entries(targets)) {
    const priority = rulePriority(name, target.routing, taken);
    taken.add(priority);
    result[name] = { ...target, priority };
  }
  return result;
}

function rulePriority(name: string, routing: RoutingArgs | undefined, taken: ReadonlySet<number>): number {
  if (routing === undefined) return freePriority(name, PRIORITIES.byDefault, taken);
  if (routing.priority !== undefined) return routing.priority;
  const first = PRIORITIES.derived.first + Math.min(...routes(routing).map(band)) * BAND_WIDTH;
  return freePriority(name, { first, last: first + BAND_WIDTH - 1 }, taken);
}

function freePriority(name: string, { first, last }: PriorityBand, taken: ReadonlySet<number>): number {
  const width = last - first + 1;
  const slot = createHash("sha256").update(name).digest().readUInt32BE(0) % width;
  for (let step = 0; step < width; step++) {
    const priority = first + ((slot + step) % width);
    if (!taken.has(priority)) return priority;
  }
  throw new RangeError(`no priority is left for target ${name}: ${width} targets have routes of its kind`);
}

function band({ host, path }: Route): number {
  return hostRank(host) * (DEEPEST + 1) + (DEEPEST - Math.min(pathDepth(path), DEEPEST));
}

function hostRank(host: string): number {
  if (host === "*") return 2;
  return /[*?]/.test(host) ? 1 : 0;
}

/** Number of a path's segments that say something. */
function pathDepth(path: string): number {
  return path.split("/").filter((segment) => /[^*]/.test(segment)).length;
}
