import { createHash } from "node:crypto";
import { failureText, hasSucceeded, MigrationError } from "./failure";
import type { MigrationRunInputs } from "./inputs";
import type { LogLine, MigrationTask, MigrationTasks } from "./tasks";

/** What a run needs beside its inputs. */
export interface RunContext {
  readonly tasks: MigrationTasks;
  /** Shows a line about what happens. */
  readonly report: (line: string) => void;
  /** Milliseconds that only go forward. */
  readonly now: () => number;
  /** @throws once the signal is aborted. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Aborted when the update is cancelled. */
  readonly signal: AbortSignal;
  /** Name that tells this migration from those of other services. */
  readonly name: string;
}

/** Between two looks at a task: ECS allows many more requests (Amazon ECS API Reference, "Request throttling"). */
const POLL_MILLISECONDS = 3000;
/** Looks in a row that may fail, each of which the SDK has tried several times. */
const MOST_FAILURES = 10;
/** Time in which a stopped task ends, and in which the last lines arrive: the agent sends them every five seconds. */
const STOP_MILLISECONDS = 120_000;
const LOG_DELAY_MILLISECONDS = 6000;

/**
 * Runs a migration to its end. A task of the same run that runs already, since an update before was cut off, is waited
 * for; one of another run has to end first.
 * @returns ARN of the task.
 * @throws {MigrationError} where the task failed or took too long, or the update was cancelled.
 */
export async function runMigration(inputs: MigrationRunInputs, context: RunContext): Promise<string> {
  const deadline = context.now() + inputs.timeoutSeconds * 1000;
  const task = await startOrFind(inputs, context, deadline);
  const waited = await untilStopped(task, context, deadline);
  if (waited.status !== "STOPPED") {
    const stopped = await stop(waited, inputs, context);
    throw new MigrationError(failureText(stopped, await lastLines(stopped, context), inputs, true));
  }
  if (hasSucceeded(waited)) {
    context.report(`the migration is done: ${lastPart(waited.arn)}`);
    return waited.arn;
  }
  throw new MigrationError(failureText(waited, await lastLines(waited, context), inputs));
}

/** Tells runs apart: the same image, command, database and password of services are the same run. */
export function runKey(
  name: string,
  { image, command, databaseHost, serviceSecretVersion }: MigrationRunInputs,
): string {
  const service = serviceSecretVersion === undefined ? [] : [serviceSecretVersion];
  return `migration/${digest([name, image, command, databaseHost, ...service])}`;
}

async function startOrFind(inputs: MigrationRunInputs, context: RunContext, deadline: number): Promise<MigrationTask> {
  const { tasks, report, name } = context;
  const startedBy = runKey(name, inputs);
  for (let all = await tasks.all(); ; all = await tasks.all()) {
    const running = all.filter(({ status }) => status !== "STOPPED");
    const own = running.find((task) => task.startedBy === startedBy);
    if (own !== undefined) {
      report(`task ${lastPart(own.arn)} runs this migration already; waiting for it`);
      return own;
    }
    const [other] = running;
    if (other === undefined) return start(startedBy, all, context);
    report(`waiting for task ${lastPart(other.arn)}, the migration of another image`);
    const ended = await untilStopped(other, { ...context, report: () => undefined }, deadline);
    if (ended.status !== "STOPPED") {
      throw new MigrationError(
        `the migration did not start within ${inputs.timeoutSeconds} seconds, since the one of another image still runs: ${other.arn}. ` +
          "Wait for its end, or stop it by `aws ecs stop-task`, and update again",
      );
    }
  }
}

/** The token tells attempts apart: after a failure the same run starts another task. */
async function start(startedBy: string, all: readonly MigrationTask[], { tasks, report }: RunContext) {
  const before = all
    .filter((task) => task.startedBy === startedBy)
    .sort((one, other) => other.createdAt - one.createdAt);
  const task = await tasks.start({ startedBy, clientToken: digest([startedBy, before[0]?.arn]) });
  report(`started task ${lastPart(task.arn)}`);
  return task;
}

/** The task as it was when it had stopped, or at the deadline; its log is shown meanwhile. */
async function untilStopped(task: MigrationTask, context: RunContext, deadline: number): Promise<MigrationTask> {
  const { report, now, sleep, signal } = context;
  const look = looker(task, context);
  let seen = task;
  while (seen.status !== "STOPPED" && now() < deadline) {
    await sleep(POLL_MILLISECONDS, signal).catch(() => {
      throw new MigrationError(cancelledText(task));
    });
    const found = await look();
    if (found.status !== seen.status) report(`task ${lastPart(task.arn)} is ${found.status}`);
    seen = found;
  }
  return seen;
}

/** Looks at a task and shows what it has logged since the last look. A connection that is lost for a while will do. */
function looker(task: MigrationTask, { tasks, report }: RunContext): () => Promise<MigrationTask> {
  const shown = new Set<string>();
  let seen = task;
  let failures = 0;
  return async () => {
    try {
      seen = (await tasks.describe(task.arn)) ?? forgotten(task);
      for (const { id, text } of await tasks.log(task.arn)) {
        if (!shown.has(id)) report(text);
        shown.add(id);
      }
      failures = 0;
    } catch (error) {
      failures += 1;
      if (error instanceof MigrationError || failures === MOST_FAILURES) throw error;
      report(`can't look at task ${lastPart(task.arn)}: ${error instanceof Error ? error.message : String(error)}`);
    }
    return seen;
  };
}

function forgotten({ arn }: Pick<MigrationTask, "arn">): never {
  throw new MigrationError(`ECS knows nothing of ${arn} any more; update again`);
}

function cancelledText({ arn }: MigrationTask): string {
  return `the update was cancelled, and the task of the migration goes on: ${arn}. Update again: that waits for its end`;
}

async function stop(
  { arn }: MigrationTask,
  { timeoutSeconds }: MigrationRunInputs,
  context: RunContext,
): Promise<MigrationTask> {
  await context.tasks.stop(arn, `the migration took longer than ${timeoutSeconds} seconds`);
  const task = (await context.tasks.describe(arn)) ?? forgotten({ arn });
  return untilStopped(task, { ...context, report: () => undefined }, context.now() + STOP_MILLISECONDS);
}

/** Lines reach CloudWatch Logs a little later than the task ends. */
async function lastLines({ arn }: MigrationTask, { tasks, sleep, signal }: RunContext): Promise<readonly LogLine[]> {
  await sleep(LOG_DELAY_MILLISECONDS, signal).catch(() => undefined);
  return tasks.log(arn);
}

function lastPart(arn: string): string {
  return arn.split("/").at(-1) ?? arn;
}

function digest(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 40);
}
