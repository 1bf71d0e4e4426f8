import { setTimeout as setTimeoutOf } from "node:timers/promises";
import { flag, number, text, type Properties } from "../../model/values";
import type { Clock } from "../../behaviour/clock/clock";
import { SECOND } from "../../behaviour/model/instant";
import type { HealthStatus } from "../../behaviour/model/task";
import {
  type ContainerEnd,
  type ContainerUsage,
  type EngineContainer,
  type EngineTask,
  StartFailure,
} from "../container-engine";
import type { ContainerDependency } from "./container-order";
import { healthCheckOf, HealthMonitor } from "./health-monitor";
import { Moment } from "./moment";

/** Amazon ECS API Reference, ContainerDefinition, `stopTimeout`. */
const USUAL_STOP_TIMEOUT_SECONDS = 30;
/** How a slow program is held up: in each second for most of it. */
const SLOW = { everyMilliseconds: 1000, pauseMilliseconds: 900 };
const OUT_OF_MEMORY = "OutOfMemoryError: Container killed due to memory usage";

export interface ContainerRunOptions {
  readonly definition: Properties;
  readonly clock: Clock;
  readonly onLine: (line: string) => void;
  readonly onExit: (end: ContainerEnd) => void;
  readonly onHealth: (status: HealthStatus) => void;
}

/** A container of a task, from before its start until after its end. */
export class ContainerRun {
  readonly name: string;
  readonly started = new Moment();
  readonly ended = new Moment<ContainerEnd>();
  private readonly healthy = new Moment();
  private container: EngineContainer | undefined;
  private monitor: HealthMonitor | undefined;
  private killedFor: string | undefined;
  private crashed: Pick<ContainerEnd, "exitCode"> | undefined;
  private slowing: NodeJS.Timeout | undefined;
  private isUnhealthy = false;

  constructor(private readonly options: ContainerRunOptions) {
    this.name = text(options.definition, "name") ?? "";
  }

  get isEssential(): boolean {
    return flag(this.options.definition, "essential") ?? true;
  }

  /** Most MiB that it may use; undefined where only the task's memory bounds it. */
  get memoryLimit(): number | undefined {
    return number(this.options.definition, "memory");
  }

  /** @throws {StartFailure} where the engine can't start it. */
  async start(task: EngineTask, environment: Readonly<Record<string, string>>): Promise<void> {
    const { definition, onLine } = this.options;
    const image = text(definition, "image") ?? "";
    this.container = await task.start({ name: this.name, image, definition, environment }, onLine);
    this.watch(this.container);
    this.started.reach();
  }

  /** Resolves once it meets the condition of a container that depends on it. */
  async meets(condition: ContainerDependency["condition"]): Promise<void> {
    if (condition === "START") return this.started.reached;
    if (condition === "HEALTHY") return this.healthy.reached;
    const { exitCode } = await this.ended.reached;
    if (condition === "COMPLETE" || exitCode === 0) return;
    throw new StartFailure(
      `dependency graph: failed to resolve container ordering dependency [${this.name}]: it did not exit successfully`,
    );
  }

  /**
   * Asks it to stop, and ends it when its stop timeout is over. The timeout is of the machine's time: a program doesn't
   * end faster on a faster clock.
   */
  async stop(): Promise<void> {
    const { container } = this;
    if (container === undefined || this.ended.isReached) return;
    this.monitor?.stop();
    const seconds = number(this.options.definition, "stopTimeout") ?? USUAL_STOP_TIMEOUT_SECONDS;
    const timer = setTimeout(() => {
      container.kill();
    }, seconds * SECOND);
    container.stop();
    await this.ended.reached;
    clearTimeout(timer);
  }

  /** Ends it at once. */
  async kill(): Promise<void> {
    const { container } = this;
    if (container === undefined || this.ended.isReached) return;
    this.monitor?.stop();
    container.kill();
    await this.ended.reached;
  }

  /** Ends it as an error of its program does: with the exit code that Node.js has for one. */
  crash(): void {
    if (!this.ended.isReached) this.crashed = { exitCode: 1 };
    this.container?.kill();
  }

  /** Keeps its program from going on, as a deadlock does. */
  hang(): void {
    if (!this.ended.isReached) this.container?.hang();
  }

  /** Has its program go on for a tenth of the time only, or as it should again. */
  setSlow(isSlow: boolean): void {
    clearInterval(this.slowing);
    if (this.ended.isReached) return;
    if (isSlow) this.slowing = setInterval(() => void this.pause(), SLOW.everyMilliseconds);
    else this.container?.resume();
  }

  /** Has its health checks fail, or be made again. */
  setUnhealthy(isUnhealthy: boolean): void {
    this.isUnhealthy = isUnhealthy;
  }

  private async pause(): Promise<void> {
    this.container?.hang();
    await setTimeoutOf(SLOW.pauseMilliseconds, undefined, { ref: false });
    this.container?.resume();
  }

  /** Ends it as the kernel does where a container needs more memory than it may have. */
  killForMemory(): void {
    this.killedFor = OUT_OF_MEMORY;
    this.container?.kill();
  }

  usage(): Promise<ContainerUsage | undefined> {
    return this.container === undefined || this.ended.isReached ? Promise.resolve(undefined) : this.container.usage();
  }

  private watch(container: EngineContainer): void {
    const { definition, clock, onExit, onHealth } = this.options;
    const check = healthCheckOf(definition);
    if (check !== undefined) {
      const onStatus = (status: HealthStatus): void => {
        if (status === "HEALTHY") this.healthy.reach();
        onHealth(status);
      };
      const run = (): Promise<boolean> =>
        this.isUnhealthy ? Promise.resolve(false) : container.check(check.command, check.timeout).catch(() => false);
      this.monitor = new HealthMonitor({ check, clock, run, onStatus });
    }
    void container.ended.then((end) => {
      this.monitor?.stop();
      clearInterval(this.slowing);
      const told = { ...end, ...this.crashed, ...(this.killedFor === undefined ? {} : { reason: this.killedFor }) };
      this.ended.reach(told);
      onExit(told);
    });
  }
}
