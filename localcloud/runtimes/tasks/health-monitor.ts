import { number, texts, type Properties } from "../../model/values";
import type { Cancel, Clock } from "../../behaviour/clock/clock";
import { SECOND } from "../../behaviour/model/instant";
import type { HealthStatus } from "../../behaviour/model/task";

/** A container's health check (Amazon ECS API Reference, HealthCheck), in seconds. */
export interface HealthCheck {
  /** What runs: a program and its arguments. */
  readonly command: readonly string[];
  readonly interval: number;
  readonly timeout: number;
  readonly retries: number;
  readonly startPeriod: number;
}

/** The health check of a container definition; undefined where it has none. */
export function healthCheckOf(definition: Properties): HealthCheck | undefined {
  const command = commandOf(texts(definition, "healthCheck.command"));
  if (command === undefined) return undefined;
  return {
    command,
    interval: number(definition, "healthCheck.interval") ?? 30,
    timeout: number(definition, "healthCheck.timeout") ?? 5,
    retries: number(definition, "healthCheck.retries") ?? 3,
    startPeriod: number(definition, "healthCheck.startPeriod") ?? 0,
  };
}

function commandOf([kind, ...command]: readonly string[]): readonly string[] | undefined {
  if (kind === undefined || kind === "NONE") return undefined;
  if (kind === "CMD-SHELL") return ["/bin/sh", "-c", ...command];
  return kind === "CMD" ? command : [kind, ...command];
}

/** Seconds between checks while a container starts (Dockerfile reference, "HEALTHCHECK", `--start-interval`). */
const START_INTERVAL = 5;

/** What a health check has found so far. */
export interface HealthRecord {
  readonly status: HealthStatus;
  /** Failures in a row that count. */
  readonly failures: number;
}

export const UNCHECKED: HealthRecord = { status: "UNKNOWN", failures: 0 };

/** A record after one more check. Failures within the start period don't count before the first success. */
export function checked(
  { status, failures }: HealthRecord,
  { retries }: HealthCheck,
  { succeeded, isStarting }: { readonly succeeded: boolean; readonly isStarting: boolean },
): HealthRecord {
  if (succeeded) return { status: "HEALTHY", failures: 0 };
  if (isStarting && status === "UNKNOWN") return { status, failures: 0 };
  const counted = failures + 1;
  return { status: counted >= retries ? "UNHEALTHY" : status, failures: counted };
}

export interface HealthMonitorOptions {
  readonly check: HealthCheck;
  readonly clock: Clock;
  /** Runs the check once. */
  readonly run: () => Promise<boolean>;
  readonly onStatus: (status: HealthStatus) => void;
}

/**
 * Checks a container's health again and again. The pause between checks is of the world's time. The start period and
 * the timeout are the machine's: they wait for a program, which doesn't start faster on a faster clock.
 */
export class HealthMonitor {
  private record = UNCHECKED;
  private readonly began = performance.now();
  private cancel: Cancel | undefined;
  private isStopped = false;

  constructor(private readonly options: HealthMonitorOptions) {
    this.schedule();
  }

  stop(): void {
    this.isStopped = true;
    this.cancel?.();
  }

  private get isStarting(): boolean {
    return performance.now() - this.began < this.options.check.startPeriod * SECOND;
  }

  private schedule(): void {
    const { clock, check } = this.options;
    const starts = this.record.status === "UNKNOWN" && this.isStarting;
    const pause = starts ? Math.min(START_INTERVAL, check.interval) : check.interval;
    this.cancel = clock.at(clock.now() + pause * SECOND, () => void this.look());
  }

  private async look(): Promise<void> {
    const { run, check, onStatus } = this.options;
    const isStarting = this.isStarting;
    const succeeded = await run();
    if (this.isStopped) return;
    const before = this.record.status;
    this.record = checked(this.record, check, { succeeded, isStarting });
    if (this.record.status !== before) onStatus(this.record.status);
    this.schedule();
  }
}
