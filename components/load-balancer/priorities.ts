import { nextFreeSlots, untakenSlots } from "./priority-slots";
import { routes, type Route } from "./routes";
import type { RoutingArgs } from "./load-balancer-target-args";

/** Priorities that users give. Each has as many of the load balancer's own as {@link EXPLICIT} is wide. */
export const GIVEN_PRIORITIES = { smallest: 1, largest: 999 } as const;

/**
 * Where the load balancer's priorities lie, first to last: for each that a user gives, for each kind of derived place,
 * and for the target without routing. An application load balancer has 1 to 50,000.
 */
const EXPLICIT = { first: 1, width: 40 } as const;
const DERIVED = { first: 40_000, width: 375 } as const;
const BY_DEFAULT = { first: 49_000, width: 1000 } as const;

const DEEPEST = 7;

/** A target with the priority of its listener rule. */
export type Prioritized<Target> = Target & { readonly priority: number };

interface Routed {
  readonly routing?: RoutingArgs;
}

/** Targets whose priorities are found together. */
interface Group {
  readonly names: readonly string[];
  readonly slots: (names: readonly string[]) => ReadonlyMap<string, number>;
  readonly first: (name: string) => number;
}

/**
 * Targets with the priorities of their listener rules.
 *
 * AWS takes a priority once on a listener, and an update changes rules one by one, the old ones last: a rule can't move
 * to where another one still is. So each target has a slot that follows from its name, and a priority that changes
 * hands is another number for each of its owners.
 *
 * - A priority that a user gives is a range. Slots in it differ from target to target: two that swap priorities never
 *   meet.
 * - A derived priority is a range for each kind of route, first to last: an exact host, a host with wildcards, any
 *   host; within each the deeper path first. A target that is added or removed moves no other target to a place that
 *   was taken before.
 * - The target without routing comes last.
 * @throws {RangeError} when there are more targets of one kind than places.
 */
export function prioritized<Target extends Routed>(
  targets: Readonly<Record<string, Target>>,
): Readonly<Record<string, Prioritized<Target>>> {
  const priorities = new Map(groups(targets).flatMap(placed));
  return Object.fromEntries(
    Object.entries(targets).map(([name, target]) => [name, { ...target, priority: priorities.get(name) ?? 0 }]),
  );
}

function placed({ names, slots, first }: Group): (readonly [string, number])[] {
  return [...slots(names)].map(([name, slot]) => [name, first(name) + slot]);
}

function groups(targets: Readonly<Record<string, Routed>>): Group[] {
  const given = new Map<string, number>();
  const derived = new Map<number, string[]>();
  const byDefault: string[] = [];
  for (const [name, { routing }] of Object.entries(targets)) {
    if (routing === undefined) byDefault.push(name);
    else if (routing.priority !== undefined) given.set(name, routing.priority);
    else derived.set(bandOf(routing), [...(derived.get(bandOf(routing)) ?? []), name]);
  }
  return [
    {
      names: [...given.keys()],
      slots: (names) => nextFreeSlots(names, EXPLICIT.width),
      first: (name) => EXPLICIT.first + ((given.get(name) ?? 0) - GIVEN_PRIORITIES.smallest) * EXPLICIT.width,
    },
    ...[...derived].map(([band, names]) => ({
      names,
      slots: () => untakenSlots(names, DERIVED.width),
      first: () => DERIVED.first + band * DERIVED.width,
    })),
    { names: byDefault, slots: (names) => nextFreeSlots(names, BY_DEFAULT.width), first: () => BY_DEFAULT.first },
  ];
}

function bandOf(routing: RoutingArgs): number {
  return Math.min(...routes(routing).map(band));
}

function band({ host, path }: Route): number {
  return hostRank(host) * (DEEPEST + 1) + (DEEPEST - Math.min(pathDepth(path), DEEPEST));
}

function hostRank(host: string): number {
  if (host === "*") return 2;
  return /[*?]/.test(host) ? 1 : 0;
}

/** Number of a path's segments, without empty ones and those of wildcards alone. */
function pathDepth(path: string): number {
  return path.split("/").filter((segment) => /[^*]/.test(segment)).length;
}
