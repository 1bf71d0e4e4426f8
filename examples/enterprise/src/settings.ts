import { isLogLevel, LOG_LEVELS, type LogLevel } from "./log";

/** What the environment says; durations in milliseconds. */
export interface Settings {
  /** Port to listen on; 0 takes a free one. */
  readonly port: number;
  readonly logLevel: LogLevel;
  readonly version: string;
  /** How long a deep check may take before it counts as failed. */
  readonly checkTimeout: number;
  /** Average response time from which the service calls itself slow. */
  readonly slowAfter: number;
  /** How long requests are still taken after a stop was asked for, while load balancers learn of it. */
  readonly drain: number;
  /** When requests that are still running after a stop was asked for are cut off. */
  readonly shutdownDeadline: number;
  readonly databaseUrl?: URL;
  readonly cacheUrl?: URL;
  readonly queueUrl?: URL;
  /** List of Redis in which jobs wait. */
  readonly queueName: string;
  /** Name by which autoscaling knows the service; without it the queue's length is not reported. */
  readonly serviceName?: string;
  readonly externalServiceUrls: readonly URL[];
}

type Environment = Readonly<Record<string, string | undefined>>;

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
  const problems: string[] = [];
  const reader = new Reader(environment, problems);
  const settings: Settings = {
    port: reader.wholeNumber("PORT", 3000, LARGEST_PORT),
    logLevel: reader.logLevel("LOG_LEVEL", "info"),
    version: environment.VERSION || "development",
    checkTimeout: reader.wholeNumber("CHECK_TIMEOUT_MS", 2000, LONGEST_DURATION),
    slowAfter: reader.wholeNumber("SLOW_AFTER_MS", 2000, LONGEST_DURATION),
    drain: reader.wholeNumber("DRAIN_MS", 5000, LONGEST_DURATION),
    shutdownDeadline: reader.wholeNumber("SHUTDOWN_DEADLINE_MS", 25_000, LONGEST_DURATION),
    databaseUrl: reader.url("DATABASE_URL"),
    cacheUrl: reader.url("CACHE_URL"),
    queueUrl: reader.url("QUEUE_URL"),
    queueName: environment.QUEUE_NAME || "jobs",
    serviceName: environment.SERVICE_NAME || undefined,
    externalServiceUrls: reader.urls("EXTERNAL_SERVICE_URLS"),
  };
  if (settings.drain >= settings.shutdownDeadline) problems.push("DRAIN_MS must be less than SHUTDOWN_DEADLINE_MS");
  if (problems.length > 0) throw new SettingsError(problems);
  return settings;
}

class Reader {
  constructor(
    private readonly environment: Environment,
    private readonly problems: string[],
  ) {}

  wholeNumber(name: string, whenAbsent: number, largest: number): number {
    const text = this.environment[name] || String(whenAbsent);
    const value = Number(text);
    if (/^\d+$/.test(text) && value <= largest) return value;
    this.problems.push(`${name} must be a whole number from 0 to ${largest}`);
    return whenAbsent;
  }

  logLevel(name: string, whenAbsent: LogLevel): LogLevel {
    const text = this.environment[name] || whenAbsent;
    if (isLogLevel(text)) return text;
    this.problems.push(`${name} must be one of ${LOG_LEVELS.join(", ")}`);
    return whenAbsent;
  }

  url(name: string): URL | undefined {
    return this.urls(name)[0];
  }

  /** URLs between commas. */
  urls(name: string): readonly URL[] {
    const texts = (this.environment[name] || "").split(",").filter((text) => text.trim() !== "");
    if (texts.every((text) => URL.canParse(text) && new URL(text).hostname !== "")) {
      return texts.map((text) => new URL(text));
    }
    this.problems.push(`${name} must be a URL with a host, such as postgres://database:5432/product`);
    return [];
  }
}
