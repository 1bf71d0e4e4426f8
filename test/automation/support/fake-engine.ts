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

  kinds(): string[] {
    return this.runs.map(({ kind }) => kind);
  }

  private run(run: FakeRun): Promise<RunResult> {
    this.runs.push(run);
    const result = this.answer(run);
    for (const operation of result.operations) run.args.onReport({ kind: "operation", operation });
    return Promise.resolve(result);
  }
}
