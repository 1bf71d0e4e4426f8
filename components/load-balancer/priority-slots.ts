import { createHash } from "node:crypto";

/** Part of a range's free slots that each round gives out; the rest is for names that met in it. */
const SHARE_OF_A_ROUND = 0.75;

/**
 * A slot for each name, all different while there are as many: where its hash leads, or the next free one. The order in
 * which names are given makes no difference.
 */
export function nextFreeSlots(names: readonly string[], width: number): ReadonlyMap<string, number> {
  const slots = new Map<string, number>();
  const taken = new Set<number>();
  for (const name of [...names].sort()) {
    let slot = hash(name) % width;
    if (taken.size < width) while (taken.has(slot)) slot = (slot + 1) % width;
    slots.set(name, slot);
    taken.add(slot);
  }
  return slots;
}

/**
 * A slot for each name, all different, that no name gets after another one left: where the hashes of several lead to
 * one slot, all of them go on to the next round, whose slots are its own. The order in which names are given makes no
 * difference.
 * @throws {RangeError} when there are more names than slots.
 */
export function untakenSlots(names: readonly string[], width: number): ReadonlyMap<string, number> {
  if (names.length > width)
    throw new RangeError(`${names.length} targets have routes of one kind, of ${width} at most`);
  const slots = new Map<string, number>();
  let first = 0;
  let left = [...names].sort();
  while (left.length > 0) {
    const rest = width - first;
    const round = Math.floor(rest * SHARE_OF_A_ROUND);
    // What is left of the range is too small for rounds.
    const found = round < left.length || rest - round < left.length ? nextFreeSlots(left, rest) : alone(left, round);
    for (const [name, slot] of found) slots.set(name, first + slot);
    left = left.filter((name) => !slots.has(name));
    first += round;
  }
  return slots;
}

/** Slots to which the hash of one name alone leads. */
function alone(names: readonly string[], width: number): ReadonlyMap<string, number> {
  const wanted = names.map((name) => ({ name, slot: hash(name) % width }));
  const free = wanted.filter(({ slot }) => wanted.filter((other) => other.slot === slot).length === 1);
  return new Map(free.map(({ name, slot }) => [name, slot]));
}

function hash(name: string): number {
  return createHash("sha256").update(name).digest().readUInt32BE(0);
}
