import { type Environment, EnvironmentReader } from "./environment-reader";
import type { LogLevel } from "./log";
import { type CacheSettings, type DatabaseSettings, type QueueSettings, readServers } from "./server-settings";
import { readTracing, type TracingSettings } from "./tracing-settings";

/** What the environment says; durations in milliseconds. */
export interface Settings {
  /** Port to listen on; 0 takes a free one. */
  readonly port: number;
  readonly logLevel: LogLevel;
  readonly version: string;
  /** How long a deep check may take before it counts as failed. */
  readonly checkTimeout: number;
  /** How long a call of the database, the cache or the queue may take. */
  readonly callTimeout: number;
  /** Average response time from which the service calls itself slow. */
  readonly slowAfter: number;
  /** How long requests are still taken after a stop was asked for, while load balancers learn of it. */
  readonly drain: number;
  /** When requests and jobs that are still running after a stop was asked for are cut off. */
  readonly shutdownDeadline: number;
  readonly database?: DatabaseSettings;
  readonly cache?: CacheSettings;
  readonly queue?: QueueSettings;
  readonly externalServiceUrls: readonly URL[];
  /** File of certificates of authorities to trust besides the well-known ones, in PEM. */
  readonly caFile?: string;
  /** Absent: no traces are sent. */
  readonly tracing?: TracingSettings;
}

/**
 * Thrown when the environment can't be used; names every variable at fault and never its value, which may be secret.
 */
export class SettingsError extends Error {
  override readonly name = "SettingsError";

  constructor(readonly problems: readonly string[]) {
    super(`the environment variables have problems:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
  }
}

const LARGEST_PORT = 65_535;
const LONGEST_DURATION = 3_600_000;

/**
 * Reads the settings from environment variables; an empty one counts as absent.
 * @throws {SettingsError} naming everything that is wrong.
 */
export function readSettings(environment: Environment): Settings {
  const reader = new EnvironmentReader(environment);
  const settings: Settings = {
    port: reader.wholeNumber("PORT", 3000, LARGEST_PORT),
    logLevel: reader.logLevel("LOG_LEVEL", "info"),
    version: reader.text("VERSION") ?? "development",
    checkTimeout: reader.wholeNumber("CHECK_TIMEOUT_MS", 2000, LONGEST_DURATION),
    callTimeout: reader.wholeNumber("CALL_TIMEOUT_MS", 2000, LONGEST_DURATION, 1),
    slowAfter: reader.wholeNumber("SLOW_AFTER_MS", 2000, LONGEST_DURATION),
    drain: reader.wholeNumber("DRAIN_MS", 5000, LONGEST_DURATION),
    shutdownDeadline: reader.wholeNumber("SHUTDOWN_DEADLINE_MS", 25_000, LONGEST_DURATION),
    ...readServers(reader),
    externalServiceUrls: reader.urls("EXTERNAL_SERVICE_URLS"),
    caFile: reader.text("CA_FILE"),
    tracing: readTracing(reader),
  };
  if (settings.drain >= settings.shutdownDeadline) {
    reader.problems.push("DRAIN_MS must be less than SHUTDOWN_DEADLINE_MS");
  }
  if (reader.problems.length > 0) throw new SettingsError(reader.problems);
  return settings;
}
