import type { Entry } from "../../state/journal";
import type { RunningChange, RunningKind, RunningKinds, RunningReader } from "../model/running";

/** Where what runs is kept for the next start. */
export interface RunningRecord {
  append(...entries: readonly Entry[]): void;
}

/** What runs, in memory for reading and in a record for the next start. */
export class RunningState implements RunningReader {
  private readonly byKind = new Map<RunningKind, Map<string, RunningKinds[RunningKind]>>();
  private readonly lists = new Map<RunningKind, readonly RunningKinds[RunningKind][]>();

  /**
   * @param record none for a world that ends with its process
   * @param kept what a record held at the start
   */
  constructor(
    private readonly record?: RunningRecord,
    kept: ReadonlyMap<string, unknown> = new Map(),
  ) {
    for (const [key, value] of kept) {
      const at = key.indexOf(":");
      this.ofKind(key.slice(0, at) as RunningKind).set(key.slice(at + 1), value as RunningKinds[RunningKind]);
    }
  }

  find<Kind extends RunningKind>(kind: Kind, id: string): RunningKinds[Kind] | undefined {
    return this.byKind.get(kind)?.get(id) as RunningKinds[Kind] | undefined;
  }

  all<Kind extends RunningKind>(kind: Kind): readonly RunningKinds[Kind][] {
    const known = this.lists.get(kind);
    if (known !== undefined) return known as readonly RunningKinds[Kind][];
    const list = [...this.ofKind(kind).values()];
    this.lists.set(kind, list);
    return list as unknown as readonly RunningKinds[Kind][];
  }

  /** Makes changes: all of them or, where the record fails, none. */
  apply(changes: readonly RunningChange[]): void {
    this.record?.append(...changes.map(({ kind, id, value }) => ({ key: `${kind}:${id}`, value })));
    for (const { kind, id, value } of changes) {
      this.lists.delete(kind);
      if (value === undefined) this.ofKind(kind).delete(id);
      else this.ofKind(kind).set(id, value);
    }
  }

  private ofKind(kind: RunningKind): Map<string, RunningKinds[RunningKind]> {
    const known = this.byKind.get(kind);
    if (known !== undefined) return known;
    const made = new Map<string, RunningKinds[RunningKind]>();
    this.byKind.set(kind, made);
    return made;
  }
}
