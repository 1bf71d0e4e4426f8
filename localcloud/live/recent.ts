/** Things of a stream, and the number to ask for the next ones with. */
export interface Since<Thing> {
  readonly things: readonly Thing[];
  readonly next: number;
}

/** Keeps the last things of a stream, each with a number by which a reader goes on. */
export class Recent<Thing> {
  private readonly kept: Thing[] = [];
  private dropped = 0;

  /** @param most how many are kept */
  constructor(private readonly most = 5_000) {}

  add(...things: readonly Thing[]): void {
    this.kept.push(...things);
    const excess = this.kept.length - this.most;
    if (excess <= 0) return;
    this.kept.splice(0, excess);
    this.dropped += excess;
  }

  /** Everything from a number on, and the number to ask with next. */
  since(number = 0): Since<Thing> {
    const { dropped, kept } = this;
    return { things: kept.slice(Math.max(0, number - dropped)), next: dropped + kept.length };
  }
}
