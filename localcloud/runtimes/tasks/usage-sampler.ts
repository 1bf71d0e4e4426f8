import type { Clock } from "../../behaviour/clock/clock";
import { SECOND, type Instant } from "../../behaviour/model/instant";
import type { Observation } from "../../behaviour/model/observation";
import type { RunningTask } from "../../behaviour/model/task";
import type { ContainerEngine, ContainerUsage } from "../container-engine";
import type { ContainerRun } from "./container-run";
import type { Processors } from "./processors";

/** How often a task's usage is looked at, in milliseconds of the machine's time: at most, and at least. */
const LOOK_EVERY = { most: 500, least: 2000 } as const;
/** How often it is reported, in seconds of the world's time; no more often than it is looked at. */
const REPORT_EVERY = 10;
/** Time in which a leak takes all memory of a task, of the world's. */
const LEAKED_IN = 300 * SECOND;

/**
 * Milliseconds of the machine's time in which a program starts. It starts no faster on a faster clock, on which it
 * would seem busy for minutes: what it uses until then counts as the part of them that it would be on AWS.
 */
const START = 10_000;

export interface UsageSamplerOptions {
  readonly task: RunningTask;
  readonly containers: readonly ContainerRun[];
  readonly engine: ContainerEngine;
  readonly processors: Processors;
  readonly clock: Clock;
  /** How much faster than the machine's time the clock's runs. */
  readonly speed: number;
  readonly observe: (...observations: readonly Observation[]) => void;
}

/** What was reported last. */
interface Report {
  readonly at: Instant;
  /** On the machine's clock: a processor works no faster on a faster one. */
  readonly realTime: number;
  readonly cpuSeconds: number;
}

/** Reports what a task uses, and keeps its containers within their memory where the engine doesn't. */
export class UsageSampler {
  private timer: NodeJS.Timeout | undefined;
  private last: Report | undefined;
  private startedAt = 0;
  private leaksSince: Instant | undefined;

  constructor(private readonly options: UsageSamplerOptions) {}

  start(): void {
    const { clock, processors, speed, task } = this.options;
    processors.started(task.arn, task.cpu);
    this.startedAt = performance.now();
    this.last = { at: clock.now(), realTime: this.startedAt, cpuSeconds: 0 };
    this.timer = setInterval(() => void this.look(), lookEvery(speed));
  }

  /** Has the first container seem to lose memory from now on, all that the task has within five minutes. */
  leak(): void {
    this.leaksSince = this.options.clock.now();
  }

  endLeak(): void {
    this.leaksSince = undefined;
  }

  private leaked(): number {
    const { clock, task } = this.options;
    return this.leaksSince === undefined ? 0 : (task.memory * (clock.now() - this.leaksSince)) / LEAKED_IN;
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.options.processors.ended(this.options.task.arn);
  }

  private async look(): Promise<void> {
    const { containers, engine } = this.options;
    const used = await Promise.all(
      containers.map(async (container) => ({ container, usage: await container.usage().catch(() => undefined) })),
    );
    if (this.timer === undefined) return;
    const running = used.flatMap(({ container, usage }) => (usage === undefined ? [] : [{ container, usage }]));
    const [first, ...others] = running;
    if (first === undefined) return;
    const leaking = [{ ...first, usage: { ...first.usage, memory: first.usage.memory + this.leaked() } }, ...others];
    if (!engine.limitsMemory || this.leaksSince !== undefined) this.keepWithinMemory(leaking);
    this.report(leaking.map(({ usage }) => usage));
  }

  private report(usages: readonly ContainerUsage[]): void {
    const { clock, observe, processors, speed, task } = this.options;
    const { last } = this;
    const [at, realTime] = [clock.now(), performance.now()];
    if (last === undefined || at - last.at < REPORT_EVERY * SECOND) return;
    const cpuSeconds = sum(usages.map((usage) => usage.cpuSeconds));
    const used = Math.max(0, cpuSeconds - last.cpuSeconds) / ((realTime - last.realTime) / SECOND);
    const isStarting = last.realTime - this.startedAt < START;
    this.last = { at, realTime, cpuSeconds };
    const memory = sum(usages.map((usage) => usage.memory));
    const cpu = processors.cpuOf(task.arn, used) / (isStarting ? Math.max(1, speed) : 1);
    observe({ kind: "task-usage", taskArn: task.arn, cpu, memory });
  }

  /** A container ends that uses more than its own memory, or the largest where all use more than the task's. */
  private keepWithinMemory(
    running: readonly { readonly container: ContainerRun; readonly usage: ContainerUsage }[],
  ): void {
    const over = running.filter(({ container, usage }) => usage.memory > (container.memoryLimit ?? Infinity));
    for (const { container } of over) container.killForMemory();
    const total = sum(running.map(({ usage }) => usage.memory));
    if (over.length > 0 || total <= this.options.task.memory) return;
    const [largest] = running.toSorted((one, other) => other.usage.memory - one.usage.memory);
    largest?.container.killForMemory();
  }
}

/** Often enough for a value of each minute on a fast clock. */
function lookEvery(speed: number): number {
  return Math.max(LOOK_EVERY.most, Math.min(LOOK_EVERY.least, (REPORT_EVERY * SECOND) / speed));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
