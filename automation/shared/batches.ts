/** Parts one behind the other of what an API takes only some of at once. */
export function batchesOf<T>(things: readonly T[], most: number): T[][] {
  return Array.from({ length: Math.ceil(things.length / most) }, (_, index) =>
    things.slice(index * most, (index + 1) * most),
  );
}
