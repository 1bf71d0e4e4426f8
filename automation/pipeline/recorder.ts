import type { AutomationContext } from "../context";
import type { DeploymentRecord, DeploymentStatus } from "../model/deployment";
import type { StepName, StepOutcome, StepRecord } from "../model/step";

type Context = Pick<AutomationContext, "store" | "emit" | "clock">;

/** Keeps the record of a deployment while it goes on: each change is stored before it is told. */
export class Recorder {
  constructor(
    private readonly context: Context,
    private current: DeploymentRecord,
  ) {}

  get record(): DeploymentRecord {
    return this.current;
  }

  async begin(): Promise<void> {
    await this.note({});
    this.context.emit({ code: "deployment-started", record: this.current });
  }

  async end(status: DeploymentStatus, failure?: string): Promise<DeploymentRecord> {
    await this.note({ status, endedAt: this.now(), ...(failure !== undefined && { failure }) });
    this.context.emit({ code: "deployment-ended", record: this.current });
    return this.current;
  }

  /** Changes fields of the record. */
  async note(changes: Partial<DeploymentRecord>): Promise<void> {
    this.current = { ...this.current, ...changes };
    await this.context.store.save(this.current);
  }

  async stepStarted(name: StepName, limitSeconds: number): Promise<void> {
    const step: StepRecord = { name, startedAt: this.now() };
    await this.note({ steps: [...this.stepsExcept(name), step] });
    this.context.emit({ code: "step-started", step: name, limitSeconds });
  }

  /**
   * Ends a step.
   * @param times where they are known better than by this clock, as those of the engine's operations.
   */
  async stepEnded(
    name: StepName,
    outcome: StepOutcome,
    detail?: string,
    times: Partial<Pick<StepRecord, "startedAt" | "endedAt">> = {},
  ): Promise<void> {
    const begun = this.current.steps.find((step) => step.name === name);
    const now = this.now();
    const step: StepRecord = {
      name,
      startedAt: times.startedAt ?? begun?.startedAt ?? now,
      endedAt: times.endedAt ?? now,
      outcome,
      ...(detail !== undefined && { detail }),
    };
    await this.note({ steps: [...this.stepsExcept(name), step] });
    this.context.emit({ code: "step-ended", step });
  }

  private stepsExcept(name: StepName): StepRecord[] {
    return this.current.steps.filter((step) => step.name !== name);
  }

  private now(): string {
    return this.context.clock.timeOfDay().toISOString();
  }
}
