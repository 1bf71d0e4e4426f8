/** Something that happens once, and that others wait for. */
export class Moment<Value = void> {
  readonly reached: Promise<Value>;
  isReached = false;
  private resolve: (value: Value) => void = () => undefined;

  constructor() {
    this.reached = new Promise((resolve) => (this.resolve = resolve));
  }

  reach(value: Value): void {
    this.isReached = true;
    this.resolve(value);
  }
}
