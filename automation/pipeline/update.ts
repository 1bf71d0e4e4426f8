import type { AutomationContext } from "../context";
import type { RunResult } from "../engine/engine";
import { DeploymentProblem } from "../model/problem";
import { messageOf } from "../shared/message-of";
import type { StepName, StepRecord } from "../model/step";
import { describedStages, type RolloutStage, watchRollouts } from "../verification/rollout-watch";
import { emitReport } from "./emit-report";
import type { Recorder } from "./recorder";
import type { DeploymentRequest } from "./request";
import { BegunSteps } from "./begun-steps";
import { limitOf } from "./limits";
import { locked } from "./locked";
import { timeLimit } from "./time-limit";
import { isOfApplication, type Span, type UpdatePart, UpdateTimes } from "./update-steps";

/**
 * Writes the tracked configuration file and updates the stack: infrastructure, migrations and services in one run of the
 * engine, told apart in the record. What ECS does meanwhile is watched.
 * @throws {DeploymentProblem} where the update failed.
 */
export async function update(
  request: DeploymentRequest,
  recorder: Recorder,
  context: AutomationContext,
): Promise<void> {
  writeConfiguration(recorder, context);
  try {
    await updated(request, recorder, context);
  } catch (error) {
    await endOpenSteps(messageOf(error), recorder);
    throw error;
  }
}

async function updated(request: DeploymentRequest, recorder: Recorder, context: AutomationContext): Promise<void> {
  const limitSeconds = limitOf("update-infrastructure", request);
  await recorder.stepStarted("update-infrastructure", limitSeconds);
  const times = new UpdateTimes();
  const begun = new BegunSteps(recorder, limitSeconds);
  const rollouts = await watchRollouts({ ...context, emit: begun.noticing(context.emit) });
  const done = new AbortController();
  const late = timeLimit(limitSeconds, context.clock, done.signal);
  let result: RunResult;
  let stages: readonly RolloutStage[];
  try {
    result = await context.engine.update({
      message: updateMessage(recorder),
      // The engine may be on the program of another commit, which has a file of its own.
      configurationText: recorder.record.configuration?.text,
      refresh: request.refresh,
      signal: AbortSignal.any([context.signal, late]),
      onReport: (report) => {
        if (report.kind === "operation") times.take(report.operation);
        begun.take(report);
        emitReport(context.emit)(report);
      },
    });
  } finally {
    done.abort();
    stages = await rollouts.stop();
    await begun.recorded();
  }
  if (result.wasLocked) refuse(result, recorder, context);
  await noteVersion(recorder, context);
  await noteSteps(result, times, stages, recorder);
  requireSuccess(result, { limitSeconds, isLate: late.aborted, isCancelled: context.signal.aborted }, context);
}

/** Writes the file where its text changes; before the update, since the next plain `pulumi up` reads it. */
function writeConfiguration(recorder: Recorder, { configurationFile, emit }: AutomationContext): void {
  const { configuration, configurationBefore } = recorder.record;
  if (configuration === undefined || configuration.digest === configurationBefore?.digest) return;
  configurationFile.write(configuration.text);
  emit({ code: "configuration-written", file: configurationFile.name });
}

/**
 * Refuses an update that didn't begin, since another run works on the stack. The file gets its text from before: nothing was
 * deployed.
 */
function refuse(result: RunResult, { record }: Recorder, context: AutomationContext): never {
  const { configuration, configurationBefore } = record;
  if (configurationBefore !== undefined && configuration?.digest !== configurationBefore.digest) {
    const { configurationFile, emit } = context;
    configurationFile.write(configurationBefore.text);
    emit({ code: "progress", message: `${configurationFile.name} has its text of before again` });
  }
  throw locked(context.environment, result.errors);
}

/** Notes the update's number. An update that failed before it began has left none, and the newest is another's. */
async function noteVersion(recorder: Recorder, { engine }: AutomationContext): Promise<void> {
  const [newest] = await engine.history(1);
  if (newest?.message.includes(recorder.record.id) === true) await recorder.note({ updateVersion: newest.version });
}

/** Ends steps of a run that the engine couldn't even begin. */
async function endOpenSteps(detail: string, recorder: Recorder): Promise<void> {
  const open = recorder.record.steps.filter(({ outcome }) => outcome === undefined);
  for (const { name } of open) await recorder.stepEnded(name, "failed", detail);
}

/** What Pulumi's history says of the update: the id of the deployment leads to our record of it. */
function updateMessage({ record: { id, kind, reason } }: Recorder): string {
  return `${kind} ${id}${reason === undefined ? "" : `: ${reason}`}`;
}

async function noteSteps(
  result: RunResult,
  times: UpdateTimes,
  stages: readonly RolloutStage[],
  recorder: Recorder,
): Promise<void> {
  const failedParts = partsThatFailed(result);
  const note = (name: StepName, part: UpdatePart): Promise<void> => {
    const span = times.spans[part];
    const hasFailed = failedParts.includes(part);
    if (span === undefined) return recorder.stepEnded(name, hasFailed ? "failed" : "skipped", "nothing changed");
    return recorder.stepEnded(name, hasFailed ? "failed" : "succeeded", times.described(part), timesOf(span));
  };
  await note("update-infrastructure", "infrastructure");
  await note("deploy-application", "application");
  await noteTraffic(result, stages, recorder);
}

/** The parts of an update in which something failed; an update that failed before any resource did fails as a whole. */
function partsThatFailed({ succeeded, operations }: RunResult): UpdatePart[] {
  if (succeeded) return [];
  const failed = operations.filter(({ state }) => state === "failed");
  if (failed.length === 0) return ["infrastructure", "application"];
  return [...new Set(failed.map((operation) => (isOfApplication(operation) ? "application" : "infrastructure")))];
}

async function noteTraffic(
  { succeeded }: RunResult,
  stages: readonly RolloutStage[],
  recorder: Recorder,
): Promise<void> {
  const [first, last] = [stages[0], stages.at(-1)];
  if (first === undefined || last === undefined) {
    return recorder.stepEnded("shift-traffic", "skipped", describedStages(stages));
  }
  return recorder.stepEnded("shift-traffic", succeeded ? "succeeded" : "failed", describedStages(stages), {
    startedAt: first.startedAt,
    endedAt: last.endedAt ?? last.startedAt,
  });
}

function timesOf({ from, to }: Span): Pick<StepRecord, "startedAt" | "endedAt"> {
  return { startedAt: new Date(from * 1000).toISOString(), endedAt: new Date(to * 1000).toISOString() };
}

interface Ending {
  readonly limitSeconds: number;
  readonly isLate: boolean;
  readonly isCancelled: boolean;
}

function requireSuccess(result: RunResult, ending: Ending, { environment }: AutomationContext): void {
  if (result.succeeded) return;
  if (ending.isCancelled) {
    throw new DeploymentProblem(
      "cancelled",
      "cancelled during the update: what was under way was finished and recorded",
      "Run the command again to go on.",
    );
  }
  const why = ending.isLate ? `it took longer than ${ending.limitSeconds} s` : result.errors.join("\n");
  throw new DeploymentProblem(
    ending.isLate ? "time-limit" : "update-failed",
    `the update of ${environment} failed: ${why}`,
    "Mend what the messages name, and deploy again.",
  );
}
