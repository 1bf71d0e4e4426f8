import { availableParallelism, cpus } from "node:os";

const CPU_UNITS = 1024;

/** How long one look at the machine's processors holds, in milliseconds: shorter ones are mostly noise. */
const LOOK_LIFE = 1000;

/** The part of the machine's processors that counts as the tasks', however busy other programs keep it. */
const LEAST_PART = 0.1;

/** What tasks reserve, and what there is for them. */
export interface ProcessorReservation {
  /** Processors of this machine. */
  readonly cores: number;
  /** vCPUs of all tasks that run on it. */
  readonly reserved: number;
}

/** Seconds that the machine's processors have had nothing to do since it started, all of them together. */
export type IdleSeconds = () => number;

/**
 * CPU units that a task uses of those that it reserves: all of them where it uses its whole share of the machine.
 * A machine with more processors than its tasks reserve has each task's own, as AWS does.
 *
 * @param used processors that the task uses on average
 * @param cpu CPU units that the task reserves
 * @param available processors that all tasks have together
 * @param reserved vCPUs that all tasks reserve together
 */
export function cpuOfShare(used: number, cpu: number, available: number, reserved: number): number {
  const own = cpu / CPU_UNITS;
  const share = own * Math.min(1, available / reserved);
  return share > 0 ? cpu * Math.min(1, used / share) : 0;
}

/**
 * This machine's processors, as the tasks on it share them. On AWS each task has its own; here all of them, load
 * balancers and whoever sends requests have the same few.
 */
export class Processors {
  /** vCPUs that each task reserves, and processors that it used last. */
  private readonly tasks = new Map<string, { readonly reserved: number; readonly used: number }>();
  private look: { readonly at: number; readonly idleSeconds: number };
  private idle: number;

  constructor(
    private readonly cores: number = availableParallelism(),
    private readonly idleSeconds: IdleSeconds = idleSecondsOfMachine,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.look = { at: now(), idleSeconds: idleSeconds() };
    this.idle = cores;
  }

  get reservation(): ProcessorReservation {
    return { cores: this.cores, reserved: this.sumOf("reserved") };
  }

  /** @param cpu CPU units that the task reserves */
  started(taskArn: string, cpu: number): void {
    this.tasks.set(taskArn, { reserved: cpu / CPU_UNITS, used: 0 });
  }

  ended(taskArn: string): void {
    this.tasks.delete(taskArn);
  }

  /**
   * CPU units that a task uses of its share.
   * @param used processors that it used on average since its last report
   */
  cpuOf(taskArn: string, used: number): number {
    const task = this.tasks.get(taskArn);
    if (task === undefined) return 0;
    this.tasks.set(taskArn, { ...task, used });
    return cpuOfShare(used, task.reserved * CPU_UNITS, this.available(), this.sumOf("reserved"));
  }

  /**
   * Processors that tasks have or could have: what they use, and what is idle. The rest is other programs', such as
   * load balancers and load generators, or another machine's where this one is virtual.
   */
  private available(): number {
    const [at, idleSeconds] = [this.now(), this.idleSeconds()];
    if (at - this.look.at >= LOOK_LIFE) {
      this.idle = ((idleSeconds - this.look.idleSeconds) * 1000) / (at - this.look.at);
      this.look = { at, idleSeconds };
    }
    return Math.min(this.cores, Math.max(this.idle + this.sumOf("used"), this.cores * LEAST_PART));
  }

  private sumOf(field: "reserved" | "used"): number {
    return [...this.tasks.values()].reduce((sum, task) => sum + task[field], 0);
  }
}

function idleSecondsOfMachine(): number {
  return cpus().reduce((sum, { times }) => sum + times.idle, 0) / 1000;
}
