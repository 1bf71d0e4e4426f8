import type {
  Engine,
  HistoricUpdate,
  RefreshArgs,
  RunArgs,
  RunResult,
  StateResource,
} from "../../../automation/engine/engine";

export const SUCCEEDED: RunResult = { succeeded: true, operations: [], errors: [], violations: [], wasLocked: false };

/** A run that the engine was asked for. */
export interface FakeRun {
  readonly kind: "preview" | "update" | "refresh";
  readonly args: RunArgs | RefreshArgs;
}

/** An engine that does what a test says. */
export class FakeEngine implements Engine {
  readonly project = "proofpix";
  readonly stack = "staging";
  readonly runs: FakeRun[] = [];
  readonly secrets: { readonly key: string; readonly value: string }[] = [];
  state: readonly StateResource[] = [];
  stackOutputs: Readonly<Record<string, unknown>> = {};
  updates: HistoricUpdate[] = [];
  checkpoints: Readonly<Record<number, readonly StateResource[]>> = {};
  /** How runs of a kind end. */
  answer: (run: FakeRun) => RunResult = () => SUCCEEDED;

  preview(args: RunArgs): Promise<RunResult> {
    return this.run({ kind: "preview", args });
  }

  update(args: RunArgs): Promise<RunResult> {
    return this.run({ kind: "update", args });
  }

  refresh(args: RefreshArgs): Promise<RunResult> {
    return this.run({ kind: "refresh", args });
  }

  outputs(): Promise<Readonly<Record<string, unknown>>> {
    return Promise.resolve(this.stackOutputs);
  }

  resources(): Promise<readonly StateResource[]> {
    return Promise.resolve(this.state);
  }

  history(limit?: number): Promise<readonly HistoricUpdate[]> {
    return Promise.resolve(this.updates.slice(0, limit));
  }

  checkpoint(version: number): Promise<readonly StateResource[] | undefined> {
    return Promise.resolve(this.checkpoints[version]);
  }

  private updateOf({ kind, args }: FakeRun, { succeeded }: RunResult): HistoricUpdate {
    const version = (this.updates[0]?.version ?? 0) + 1;
    return {
      version,
      kind,
      result: succeeded ? "succeeded" : "failed",
      message: args.message ?? "",
      startedAt: `2026-11-30T13:00:${String(version).padStart(2, "0")}.000Z`,
      isDirty: false,
      configuration: {},
      changes: {},
    };
  }

  setSecret(key: string, value: string): Promise<void> {
    this.secrets.push({ key, value });
    return Promise.resolve();
  }

  kinds(): string[] {
    return this.runs.map(({ kind }) => kind);
  }

  private run(run: FakeRun): Promise<RunResult> {
    this.runs.push(run);
    const result = this.answer(run);
    if (run.kind !== "preview") this.updates = [this.updateOf(run, result), ...this.updates];
    for (const operation of result.operations) run.args.onReport({ kind: "operation", operation });
    return Promise.resolve(result);
  }
}
