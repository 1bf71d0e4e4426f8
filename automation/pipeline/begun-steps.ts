import type { EngineReport } from "../engine/engine";
import { isChange } from "../engine/operation";
import type { Emit } from "../model/event";
import type { StepName } from "../model/step";
import type { Recorder } from "./recorder";
import { isOfApplication } from "./update-steps";

/**
 * Records that steps of an update have begun as soon as that is seen, so that the record of a run that dies tells how far
 * it came.
 */
export class BegunSteps {
  private readonly begun = new Set<StepName>();
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly recorder: Recorder,
    private readonly limitSeconds: number,
  ) {}

  /** The application's step begins with the first change of a resource of it. */
  take(report: EngineReport): void {
    if (report.kind !== "operation" || !isChange(report.operation)) return;
    if (isOfApplication(report.operation)) this.begin("deploy-application");
  }

  /** Events, of which the first that tells of traffic begins that step. */
  noticing(emit: Emit): Emit {
    return (event) => {
      if (event.code === "traffic") this.begin("shift-traffic");
      emit(event);
    };
  }

  /** Resolves once all is written; rejects where that failed. */
  recorded(): Promise<void> {
    return this.writing;
  }

  /** One write after another, in the order of what was seen. */
  private begin(step: StepName): void {
    if (this.begun.has(step)) return;
    this.begun.add(step);
    this.writing = this.writing.then(() => this.recorder.stepStarted(step, this.limitSeconds));
    this.writing.catch(() => undefined); // recorded() tells of it
  }
}
