/** Levels from the most to the least talkative. */
export const LOG_LEVELS = ["debug", "info", "warn", "error"] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

export type LogFields = Readonly<Record<string, unknown>>;

/** Writes one line of JSON for each event, as log collectors read it. */
export type Log = (level: LogLevel, message: string, fields?: LogFields) => void;

export function isLogLevel(text: string): text is LogLevel {
  return LOG_LEVELS.some((level) => level === text);
}

/** Log of everything from `leastLevel` up. */
export function createLog(
  leastLevel: LogLevel,
  write: (line: string) => void = (line) => process.stdout.write(line),
  now: () => Date = () => new Date(),
): Log {
  const least = LOG_LEVELS.indexOf(leastLevel);
  return (level, message, fields = {}) => {
    if (LOG_LEVELS.indexOf(level) < least) return;
    write(`${JSON.stringify({ ...fields, time: now().toISOString(), level, message })}\n`);
  };
}

/** A log whose lines hold some more fields, such as what they belong to. */
export function withFields(log: Log, more: () => LogFields): Log {
  return (level, message, fields = {}) => {
    log(level, message, { ...more(), ...fields });
  };
}

/** An error as a log shows it, with what caused it. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? error.message;
  return error.cause === undefined ? own : `${own}\ncaused by ${errorText(error.cause)}`;
}
