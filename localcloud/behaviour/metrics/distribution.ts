/** From how many different values on new ones are told apart by three digits only, so that memory is bounded. */
const MOST_EXACT = 1000;

/** Values that a metric had in a period, each with how often. */
export class Distribution {
  count = 0;
  sum = 0;
  minimum = Infinity;
  maximum = -Infinity;
  /** None as long as there is one value only. */
  private frequencies: Map<number, number> | undefined;

  static merged(parts: readonly Distribution[]): Distribution {
    const [only] = parts;
    if (only !== undefined && parts.length === 1) return only;
    const merged = new Distribution();
    for (const part of parts) {
      for (const [value, count] of part.entries()) merged.add(value, count);
    }
    return merged;
  }

  add(value: number, count: number): void {
    this.note(value, count);
    this.count += count;
    this.sum += value * count;
    if (value < this.minimum) this.minimum = value;
    if (value > this.maximum) this.maximum = value;
  }

  /** Each value with how often it was seen, the smallest first. */
  sorted(): (readonly [value: number, count: number])[] {
    return [...this.entries()].sort(([one], [other]) => one - other);
  }

  private entries(): Iterable<readonly [number, number]> {
    if (this.frequencies !== undefined) return this.frequencies;
    return this.count === 0 ? [] : [[this.minimum, this.count]];
  }

  private note(value: number, count: number): void {
    if (this.frequencies === undefined) {
      if (this.count === 0 || this.minimum === value) return;
      this.frequencies = new Map([[this.minimum, this.count]]);
    }
    const known = this.frequencies.get(value);
    const kept = known !== undefined || this.frequencies.size < MOST_EXACT ? value : Number(value.toPrecision(3));
    this.frequencies.set(kept, (known ?? this.frequencies.get(kept) ?? 0) + count);
  }
}
