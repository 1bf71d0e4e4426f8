/** Services whose APIs refuse each second request, as when a client asks too often. */
export class Throttling {
  private readonly requests = new Map<string, number>();

  begin(service: string): void {
    this.requests.set(service, 0);
  }

  end(): void {
    this.requests.clear();
  }

  /** Whether the next request of a service is refused: the first one, the third one, … */
  refuses(service: string): boolean {
    const before = this.requests.get(service);
    if (before === undefined) return false;
    this.requests.set(service, before + 1);
    return before % 2 === 0;
  }
}
