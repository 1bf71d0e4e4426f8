type End = () => unknown;

/** What was started and has to be ended: the latest first, and each although another can't be. */
export class Endings {
  private readonly ends: End[] = [];

  add(end: End): void {
    this.ends.push(end);
  }

  /** @throws the first failure, once everything was told to end. */
  async run(): Promise<void> {
    const failures: unknown[] = [];
    for (let end = this.ends.pop(); end !== undefined; end = this.ends.pop()) {
      try {
        await end();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  /** Starts something; when that fails, ends what was started of it. */
  async orEnd<Result>(start: () => Promise<Result>): Promise<Result> {
    try {
      return await start();
    } catch (error) {
      // The failure of the start is the one to tell: what follows from it is not.
      await this.run().catch(() => undefined);
      throw error;
    }
  }
}
