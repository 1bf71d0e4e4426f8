/** Known names that were most likely meant: those that begin alike, or need the fewest edits, whatever their case. */
export function nearestNames(name: string, known: readonly string[]): string[] {
  return leastSlips(name, known, slips);
}

/**
 * Words of a choice that were most likely meant. A beginning of hyphenated words is no match for them, since `one` may
 * mean something else than `one-per-zone`.
 */
export function misspeltNames(name: string, known: readonly string[]): string[] {
  return leastSlips(name, known, (typed, candidate) =>
    candidate.startsWith(`${typed}-`) ? Infinity : slips(typed, candidate),
  );
}

function leastSlips(
  name: string,
  known: readonly string[],
  slipsBetween: (typed: string, candidate: string) => number,
): string[] {
  const typed = name.toLowerCase();
  const tolerated = Math.max(2, Math.floor(typed.length / 3));
  const near = known
    .map((candidate) => ({ candidate, slips: slipsBetween(typed, candidate.toLowerCase()) }))
    .filter(({ slips }) => slips <= tolerated);
  const least = Math.min(...near.map(({ slips }) => slips));
  return near.filter(({ slips }) => slips === least).map(({ candidate }) => candidate);
}

/** Shortest beginning that counts as a match. */
const TELLING_BEGINNING = 3;

function slips(typed: string, candidate: string): number {
  if (typed.length >= TELLING_BEGINNING && candidate.startsWith(typed)) return 1;
  return editDistance(typed, candidate);
}

/**
 * Least number of insertions, deletions, replacements and swaps of neighbours that turn one text into the other
 * (optimal string alignment: no part is edited twice).
 */
export function editDistance(one: string, other: string): number {
  let beforePrevious: readonly number[] = [];
  let previous: readonly number[] = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      current.push(
        Math.min(
          at(previous, column) + 1,
          at(current, column - 1) + 1,
          at(previous, column - 1) + (same ? 0 : 1),
          swapped ? at(beforePrevious, column - 2) + 1 : Infinity,
        ),
      );
    }
    [beforePrevious, previous] = [previous, current];
  }
  return at(previous, other.length);
}

function at(distances: readonly number[], column: number): number {
  return distances[column] ?? Infinity;
}
