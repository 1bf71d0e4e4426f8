/** Response times, counted by millisecond. */
export class ResponseTimes {
  private readonly counts = new Map<number, number>();
  private total = 0;

  add(milliseconds: number): void {
    const rounded = Math.ceil(milliseconds);
    this.counts.set(rounded, (this.counts.get(rounded) ?? 0) + 1);
    this.total += 1;
  }

  get count(): number {
    return this.total;
  }

  /**
   * The time within which a part of all responses came, in milliseconds; 0 where there was none.
   *
   * @param part from 0 to 1
   */
  percentile(part: number): number {
    const wanted = Math.max(1, Math.ceil(part * this.total));
    let seen = 0;
    for (const milliseconds of [...this.counts.keys()].sort((one, other) => one - other)) {
      seen += this.counts.get(milliseconds) ?? 0;
      if (seen >= wanted) return milliseconds;
    }
    return 0;
  }
}
