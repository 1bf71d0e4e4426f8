/** Follows changes one after the other: those that come while one waits for its turn are taken over with it. */
export class Following {
  private changing: Promise<void> = Promise.resolve();
  private isToFollow = false;

  /** @param takeOver takes over everything as it is now */
  constructor(private readonly takeOver: () => Promise<void>) {}

  /** Resolves once everything is taken over that there is now. */
  follow(): Promise<void> {
    if (this.isToFollow) return this.changing;
    this.isToFollow = true;
    this.changing = this.changing.then(() => {
      this.isToFollow = false;
      return this.takeOver();
    });
    return this.changing;
  }

  /** Resolves once nothing is being taken over. */
  get settled(): Promise<void> {
    return this.changing;
  }
}
