/**
 * Whether `wide` matches every text that `narrow` matches, in the notation of listener rules: `*` is any text, `?` any
 * one character (Elastic Load Balancing User Guide, "Condition types for listener rules").
 */
export function covers(wide: string, narrow: string): boolean {
  // covered[n]: whether the part of `wide` read so far covers the first n characters of `narrow`.
  let covered = Array.from({ length: narrow.length + 1 }, (_, length) => length === 0);
  for (const symbol of wide) {
    covered = symbol === "*" ? extendedByAnyText(covered) : extendedByCharacter(covered, symbol, narrow);
  }
  return covered[narrow.length] === true;
}

function extendedByAnyText(covered: readonly boolean[]): boolean[] {
  const shortest = covered.indexOf(true);
  return covered.map((_, length) => shortest !== -1 && length >= shortest);
}

function extendedByCharacter(covered: readonly boolean[], symbol: string, narrow: string): boolean[] {
  return covered.map(
    (_, length) => length > 0 && covered[length - 1] === true && matchesCharacter(symbol, narrow[length - 1]),
  );
}

function matchesCharacter(symbol: string, character: string | undefined): boolean {
  return symbol === "?" ? character !== "*" : symbol === character;
}
