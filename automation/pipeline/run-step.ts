import type { AutomationContext } from "../context";
import { DeploymentProblem } from "../model/problem";
import { messageOf } from "../shared/message-of";
import type { StepName, StepOutcome } from "../model/step";
import type { Recorder } from "./recorder";
import { timeLimit } from "./time-limit";

/** What a step's work comes to. */
export interface StepResult {
  /** @default "succeeded" */
  readonly outcome?: Extract<StepOutcome, "succeeded" | "skipped">;
  readonly detail?: string;
}

/** A step to run. */
export interface StepArgs {
  readonly name: StepName;
  /** Seconds of this machine's time after which the step is given up. */
  readonly limitSeconds: number;
  /** Ends early when the signal is given. */
  readonly work: (signal: AbortSignal) => Promise<StepResult>;
}

/**
 * Runs a step within its time limit, and records how it went.
 * @throws what the work throws; a {@link DeploymentProblem} `time-limit` or `cancelled` where it was ended.
 */
export async function runStep(
  { name, limitSeconds, work }: StepArgs,
  recorder: Recorder,
  context: Pick<AutomationContext, "clock" | "signal">,
): Promise<void> {
  await recorder.stepStarted(name, limitSeconds);
  const done = new AbortController();
  const late = timeLimit(limitSeconds, context.clock, done.signal);
  try {
    const { outcome = "succeeded", detail } = await work(AbortSignal.any([context.signal, late]));
    await recorder.stepEnded(name, outcome, detail);
  } catch (error) {
    const ending = { name, limitSeconds, isLate: late.aborted, isCancelled: context.signal.aborted };
    const problem = endedBy(error, ending);
    await recorder.stepEnded(name, "failed", messageOf(problem));
    throw problem;
  } finally {
    done.abort();
  }
}

interface Ending {
  readonly name: StepName;
  readonly limitSeconds: number;
  readonly isLate: boolean;
  readonly isCancelled: boolean;
}

/** The problem that a step ended with; that of its time limit where this was what ended it. */
function endedBy(error: unknown, { name, limitSeconds, isLate, isCancelled }: Ending): unknown {
  if (isCancelled) {
    return new DeploymentProblem(
      "cancelled",
      `cancelled during ${name}: what was under way was finished and recorded`,
      "Run the command again to go on.",
      { cause: error },
    );
  }
  if (!isLate) return error;
  return new DeploymentProblem(
    "time-limit",
    `${name} took longer than ${limitSeconds} s`,
    "Look at what it was waiting for, and run the command again; each step can be repeated.",
    { cause: error },
  );
}
