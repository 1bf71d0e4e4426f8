import type { Clock } from "../../localcloud/behaviour/clock/clock";
import type { CommandHandlers } from "../../localcloud/behaviour/model/command";
import type { CheckAnswer, Observation } from "../../localcloud/behaviour/model/observation";
import type { RunningReader } from "../../localcloud/behaviour/model/running";
import type { RunningTask } from "../../localcloud/behaviour/model/task";
import { SECOND } from "../../localcloud/behaviour/model/instant";
import { type ServiceModel, work } from "./service-model";

/** Time that a task of the model takes to end. */
const STOP_SECONDS = 2;

/** Time after which a task of RunTask has done its work, and ends with exit code 0. */
const TASK_OF_RUN_TASK_SECONDS = 10;

/** CPU time of a health check, which shares the CPU with the requests under way. */
const CHECK_CPU_SECONDS = 0.002;

/**
 * Time after which the health checks of containers find out that a task hangs: three of 30 s (Amazon ECS API Reference,
 * HealthCheck).
 */
const DETECTION_SECONDS = 90;

/** What a task of the model does now. */
export interface ModelledTask {
  readonly task: RunningTask;
  readonly startedAt: number;
  /** Requests that wait. */
  backlog: number;
  /** Requests under way at the end of the last stretch, which a health check meets. */
  inFlight: number;
  /** MiB lost to a leak. */
  leaked: number;
  /** Answers nothing, but lives. */
  hangs: boolean;
  /** How many times as long as it should it takes for a request. */
  slowness: number;
}

/** What the model is made of. */
export interface ModelParts {
  readonly clock: Clock;
  readonly running: RunningReader;
  readonly observe: (...observations: readonly Observation[]) => void;
  readonly modelOf: (task: RunningTask) => ServiceModel;
  /** Why a task's containers end as soon as they start. @default they don't */
  readonly crashOf?: (task: RunningTask) => string | undefined;
}

/** Runs tasks as figures: each has a queue, a utilisation and a memory, and answers health checks from them. */
export class ModelRuntime {
  readonly handlers: CommandHandlers = {
    "start-task": ({ task }) => {
      this.start(task);
    },
    "stop-task": ({ taskArn }) => {
      this.end(taskArn, STOP_SECONDS);
    },
    "kill-task": ({ taskArn }) => {
      this.end(taskArn, 0);
    },
    "check-target": ({ target, taskArn, timeoutSeconds }) => {
      this.parts.observe({ kind: "target-checked", target, answer: this.answer(taskArn, timeoutSeconds) });
    },
  };

  private readonly tasks = new Map<string, ModelledTask>();
  private readonly stopping = new Set<string>();
  /** Requests that waited in tasks which ended, by service. */
  private readonly lost = new Map<string, number>();

  constructor(private readonly parts: ModelParts) {}

  /** Tasks that run. */
  all(): ModelledTask[] {
    return [...this.tasks.values()];
  }

  find(taskArn: string | undefined): ModelledTask | undefined {
    return taskArn === undefined ? undefined : this.tasks.get(taskArn);
  }

  /** Requests that were lost with their tasks since this was last asked. */
  takeLost(serviceArn: string): number {
    const lost = this.lost.get(serviceArn) ?? 0;
    this.lost.delete(serviceArn);
    return lost;
  }

  private remove(taskArn: string): void {
    const modelled = this.tasks.get(taskArn);
    this.tasks.delete(taskArn);
    const service = modelled?.task.serviceArn;
    if (modelled === undefined || service === undefined) return;
    this.lost.set(service, (this.lost.get(service) ?? 0) + modelled.backlog);
  }

  /**
   * Has a task serve for a stretch of time.
   * @returns requests that it answered and that timed out, and its response time; undefined where it doesn't answer.
   */
  serve(modelled: ModelledTask, rate: number, seconds: number): ReturnType<typeof work> | undefined {
    const model = slowed(this.parts.modelOf(modelled.task), modelled.slowness);
    if (modelled.hangs) return undefined;
    const done = work({ seconds, rate, cpu: modelled.task.cpu, backlog: modelled.backlog }, model);
    modelled.backlog = done.backlog;
    modelled.inFlight = done.inFlight;
    modelled.leaked += (model.leakPerHour * seconds) / 3600;
    return done;
  }

  /** MiB of a task; one that needs more than it has is killed, as the kernel does. */
  memoryOf(modelled: ModelledTask): number {
    const { idleMemory, memoryPerRequest } = this.parts.modelOf(modelled.task);
    return idleMemory + memoryPerRequest * modelled.inFlight + modelled.leaked;
  }

  /** Has a task answer nothing any more, or again; the health checks of its containers find out. */
  setHanging(modelled: ModelledTask, hangs: boolean): void {
    const { clock } = this.parts;
    modelled.hangs = hangs;
    clock.at(clock.now() + DETECTION_SECONDS * SECOND, () => {
      if (modelled.hangs === hangs) this.reportHealth(modelled.task, hangs ? "UNHEALTHY" : "HEALTHY");
    });
  }

  private reportHealth({ arn, containers }: RunningTask, status: "HEALTHY" | "UNHEALTHY"): void {
    const checked = containers.filter(({ hasHealthCheck }) => hasHealthCheck === true);
    this.parts.observe(
      ...checked.map(({ name }) => ({ kind: "container-health", taskArn: arn, container: name, status }) as const),
    );
  }

  /** Ends a task whose memory is used up (Amazon ECS Developer Guide, "Amazon ECS stopped tasks error messages"). */
  killForMemory(modelled: ModelledTask): void {
    const { task } = modelled;
    this.remove(task.arn);
    const [container] = task.containers;
    if (container === undefined) return;
    const reason = "OutOfMemoryError: Container killed due to memory usage";
    this.parts.observe({
      kind: "container-exited",
      taskArn: task.arn,
      container: container.name,
      exitCode: 137,
      reason,
    });
  }

  private start(task: RunningTask): void {
    const { clock, modelOf, crashOf, observe } = this.parts;
    const startedAt = clock.now() + modelOf(task).startUpSeconds * SECOND;
    clock.at(startedAt, () => {
      if (this.stopping.has(task.arn)) return;
      const crash = crashOf?.(task);
      const [container] = task.containers;
      if (crash !== undefined && container !== undefined) {
        observe({ kind: "container-exited", taskArn: task.arn, container: container.name, exitCode: 1, reason: crash });
        return;
      }
      this.tasks.set(task.arn, {
        task,
        startedAt,
        backlog: 0,
        inFlight: 0,
        leaked: 0,
        hangs: false,
        slowness: 1,
      });
      observe({ kind: "task-started", taskArn: task.arn, addresses: [] });
      this.reportHealth(task, "HEALTHY");
      if (task.serviceArn === undefined) this.finishLater(task);
    });
  }

  /** Ends the containers of a task of RunTask, as a program does that has done its work. */
  private finishLater({ arn: taskArn, containers }: RunningTask): void {
    const { clock, observe } = this.parts;
    clock.at(clock.now() + TASK_OF_RUN_TASK_SECONDS * SECOND, () => {
      if (!this.tasks.has(taskArn) || this.stopping.has(taskArn)) return;
      observe(
        ...containers.map(({ name }) => ({ kind: "container-exited", taskArn, container: name, exitCode: 0 }) as const),
      );
    });
  }

  private end(taskArn: string, seconds: number): void {
    const { clock, observe } = this.parts;
    this.stopping.add(taskArn);
    clock.at(clock.now() + seconds * SECOND, () => {
      this.remove(taskArn);
      this.stopping.delete(taskArn);
      observe({ kind: "task-ended", taskArn });
    });
  }

  private answer(taskArn: string | undefined, timeoutSeconds: number): CheckAnswer {
    const modelled = this.find(taskArn);
    if (modelled === undefined) return { kind: "refused", reason: "no task answers there" };
    const seconds = CHECK_CPU_SECONDS * modelled.slowness * (1 + modelled.inFlight);
    if (modelled.hangs || seconds > timeoutSeconds) return { kind: "timeout" };
    return { kind: "response", status: 200 };
  }
}

function slowed(model: ServiceModel, slowness: number): ServiceModel {
  if (slowness === 1) return model;
  const { cpuSecondsPerRequest, responseSeconds } = model;
  return {
    ...model,
    cpuSecondsPerRequest: cpuSecondsPerRequest * slowness,
    responseSeconds: responseSeconds * slowness,
  };
}
