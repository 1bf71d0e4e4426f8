import { setTimeout } from "node:timers/promises";
import { Journal } from "../state/journal";
import { matches, refusalOf, type Fault, type FaultOperation } from "./fault";

/** Faults that wait for their operation; they outlive the process, as the commands that inject them are short. */
export class FaultQueue {
  private readonly waiting: Map<string, Fault>;
  private readonly underWay = new Set<Promise<unknown>>();
  private next: number;

  private constructor(
    private readonly journal: Journal,
    values: ReadonlyMap<string, unknown>,
    private readonly crash: () => never,
  ) {
    this.waiting = new Map(values as ReadonlyMap<string, Fault>);
    this.next = Math.max(0, ...[...values.keys()].map(Number)) + 1;
  }

  /** @param crash ends the process at once, as a power cut would. */
  static open(directory: string, crash: () => never): FaultQueue {
    const { journal, values } = Journal.open(directory);
    return new FaultQueue(journal, values, crash);
  }

  inject(fault: Fault): void {
    const key = String(this.next++);
    this.journal.append({ key, value: fault });
    this.waiting.set(key, fault);
  }

  list(): Fault[] {
    return [...this.waiting.values()];
  }

  clear(): void {
    this.useUp(...this.waiting.keys());
  }

  /** Resolves once no operation is under way; an engine that died may have left one. */
  async settled(): Promise<void> {
    while (this.underWay.size > 0) await Promise.allSettled(this.underWay);
  }

  /**
   * Carries an operation out, with the first fault that matches it.
   * @param carryOut is told whether AWS rolls back what it carries out.
   */
  async around<T>(operation: FaultOperation, type: string, carryOut: (rollsBack: boolean) => T): Promise<T> {
    const outcome = this.withFirstMatch(operation, type, carryOut);
    this.underWay.add(outcome);
    try {
      return await outcome;
    } finally {
      this.underWay.delete(outcome);
    }
  }

  private async withFirstMatch<T>(
    operation: FaultOperation,
    type: string,
    carryOut: (rollsBack: boolean) => T,
  ): Promise<T> {
    const [key, fault] = [...this.waiting].find(([, waiting]) => matches(waiting, operation, type)) ?? [];
    if (key === undefined || fault === undefined) return carryOut(false);
    this.useUp(key);
    return this.withEffect(fault, carryOut);
  }

  private async withEffect<T>({ effect }: Fault, carryOut: (rollsBack: boolean) => T): Promise<T> {
    const refusal = refusalOf(effect);
    if (refusal !== undefined) throw refusal;
    if (effect.kind === "slow") await setTimeout(effect.seconds * 1000);
    if (effect.kind === "crash-before") this.crash();
    const result = carryOut(effect.kind === "roll-back");
    if (effect.kind === "crash-after") this.crash();
    return result;
  }

  private useUp(...keys: readonly string[]): void {
    this.journal.append(...keys.map((key) => ({ key })));
    for (const key of keys) this.waiting.delete(key);
  }
}
