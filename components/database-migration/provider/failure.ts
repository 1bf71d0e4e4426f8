import { CONTAINERS } from "./inputs";
import type { LogLine, MigrationTask } from "./tasks";

/** Lines of the log that an error shows. */
export const SHOWN_LINES = 20;

/** A migration that failed; its message is what people read of the update. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
}

/** Whether every container of a task that has stopped ended with success. */
export function hasSucceeded({ containers }: MigrationTask): boolean {
  return CONTAINERS.every(({ name }) => containers.find((each) => each.name === name)?.exitCode === 0);
}

/** Where a task is found, beside the task itself. */
export interface FailurePlace {
  readonly logGroupName: string;
  readonly timeoutSeconds: number;
}

/** What people are told of a task that failed or took too long, with the last lines of its log. */
export function failureText(
  task: MigrationTask,
  lines: readonly LogLine[],
  { logGroupName, timeoutSeconds }: FailurePlace,
  isTimedOut = false,
): string {
  const what = isTimedOut
    ? `the migration took longer than ${timeoutSeconds} seconds and was stopped`
    : `the migration failed: ${howItEnded(task)}`;
  const reasons = [task.stopCode, task.stoppedReason].filter((part) => part !== undefined && part !== "").join(": ");
  const last = lines.slice(-SHOWN_LINES);
  return [
    what,
    ...(reasons === "" ? [] : [`ECS says: ${reasons}`]),
    last.length === 0 ? "Its log has no line." : `The last lines of its log ${logGroupName}:`,
    ...last.map(({ text }) => `  ${text}`),
    `Task: ${task.arn}`,
    "Services were not changed: the version before goes on serving. Mend the migration and update again: " +
      "migrations that were applied stay, and the others are tried anew.",
  ].join("\n");
}

/** The container that ended first without success. */
function howItEnded({ containers }: MigrationTask): string {
  for (const { name } of CONTAINERS) {
    const container = containers.find((each) => each.name === name);
    if (container?.exitCode === 0) continue;
    const reason = container?.reason === undefined ? "" : ` (${container.reason})`;
    return container?.exitCode === undefined
      ? `its container ${name} did not run${reason}`
      : `its container ${name} ended with exit code ${container.exitCode}${reason}`;
  }
  return "no container failed";
}
