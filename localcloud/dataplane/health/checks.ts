import type { Command } from "../../behaviour/model/command";
import type { CheckAnswer, Observation } from "../../behaviour/model/observation";
import type { RunningReader } from "../../behaviour/model/running";
import { addressOf } from "../configuration/targets";
import { checkTarget, type PendingCheck } from "./check";

type CheckCommand = Extract<Command, { readonly kind: "check-target" }>;

/** Carries out health checks of targets. */
export class HealthChecks {
  private readonly underWay = new Set<PendingCheck>();
  private readonly failing = new Set<string>();
  private isClosed = false;

  constructor(
    private readonly running: RunningReader,
    private readonly observe: (observation: Observation) => void,
  ) {}

  /** Asks a target once and reports its answer, never before it returns. */
  check(command: CheckCommand): void {
    if (this.failing.has(command.taskArn ?? "")) {
      queueMicrotask(() => {
        this.report(command, { kind: "response", status: 503 });
      });
      return;
    }
    const address = addressOf(command.taskArn, command.containerPort, this.running);
    if (address === undefined) {
      queueMicrotask(() => {
        this.report(command, { kind: "refused", reason: "nothing answers at the target's address" });
      });
      return;
    }
    const pending = checkTarget(address, command);
    this.underWay.add(pending);
    void pending.answer.then((answer) => {
      this.underWay.delete(pending);
      this.report(command, answer);
    });
  }

  /** Has checks of a task be answered badly, whatever it answers. */
  fail(taskArn: string): void {
    this.failing.add(taskArn);
  }

  clearFaults(): void {
    this.failing.clear();
  }

  /** Gives up what is under way, and reports no more. */
  close(): void {
    this.isClosed = true;
    for (const pending of this.underWay) pending.cancel();
  }

  private report({ target }: CheckCommand, answer: CheckAnswer): void {
    if (!this.isClosed) this.observe({ kind: "target-checked", target, answer });
  }
}
