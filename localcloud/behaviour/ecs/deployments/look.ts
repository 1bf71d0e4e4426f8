import type { CloudResource } from "../../../model/resource";
import { number } from "../../../model/values";
import { groupedBy } from "../../grouping";
import type { Situation } from "../../model/controller";
import { earliest, SECOND, type Instant } from "../../model/instant";
import type { ServiceRevision } from "../../model/service";
import type { RunningTarget } from "../../model/target";
import type { RunningTask } from "../../model/task";
import { isHealthy, reasonForUnhealthy, settledAt } from "../tasks/health";
import type { RollingTasks } from "./rolling";

/** What the deployments see of all services at an instant. */
export class Look {
  private readonly tasks: ReadonlyMap<string | undefined, readonly RunningTask[]>;
  private readonly targets: ReadonlyMap<string | undefined, readonly RunningTarget[]>;

  constructor(readonly situation: Situation) {
    this.tasks = groupedBy(situation.running.all("task"), ({ serviceArn }) => serviceArn);
    this.targets = groupedBy(situation.running.all("target"), ({ taskArn }) => taskArn);
  }

  get now(): Instant {
    return this.situation.now;
  }

  /** Tasks of a service, stopped ones too. */
  tasksOf(serviceArn: string): readonly RunningTask[] {
    return this.tasks.get(serviceArn) ?? [];
  }

  /** Whether a task counts as healthy, in each of its target groups too. */
  isHealthy(task: RunningTask, revision: ServiceRevision): boolean {
    const targets = this.targetsOf(task);
    return targets.length >= revision.targetGroups.length && isHealthy({ task, targets }, this.now);
  }

  /** When a health check of a task has failed it: at once, or as its grace period ends; undefined where none fails. */
  failsAt(task: RunningTask, service: CloudResource): Instant | undefined {
    if (!isKept(task) || task.lastStatus !== "RUNNING") return undefined;
    if (reasonForUnhealthy({ task, targets: this.targetsOf(task) }) === undefined) return undefined;
    return (task.startedAt ?? 0) + (number(service.inputs, "healthCheckGracePeriodSeconds") ?? 0) * SECOND;
  }

  /** Whether a service was deployed before anything behaved, and is met as the world begins. */
  isAdopted(service: CloudResource): boolean {
    const begins = this.situation.observations.some(({ kind }) => kind === "world-started");
    return begins && this.situation.running.find("service", service.id) === undefined;
  }

  private targetsOf({ arn }: RunningTask): readonly RunningTarget[] {
    return this.targets.get(arn) ?? [];
  }
}

/** Tasks of a revision of a service. */
export interface RevisionTasks extends Omit<RollingTasks, "wanted"> {
  /** Tasks that run, and that nobody stops. */
  readonly running: number;
  /** Tasks that haven't stopped yet, those that are being stopped included. */
  readonly unfinished: number;
  /** When a task counts as healthy by time alone. */
  readonly changesAt: Instant | undefined;
}

/** Counts the tasks of a revision. */
export function revisionTasks(
  look: Look,
  tasks: readonly RunningTask[],
  revision: ServiceRevision | undefined,
): RevisionTasks {
  const kept = tasks.filter(isKept);
  const running = kept.filter(({ lastStatus }) => lastStatus === "RUNNING");
  const isUnchecked = revision?.targetGroups.length === 0;
  return {
    kept: kept.length,
    running: running.length,
    healthy: revision === undefined ? 0 : running.filter((task) => look.isHealthy(task, revision)).length,
    unfinished: tasks.filter(({ lastStatus }) => lastStatus !== "STOPPED").length,
    changesAt: isUnchecked ? earliest(...running.map(settledAt).filter((at) => at > look.now)) : undefined,
  };
}

/** Whether a task is one that ECS keeps. */
export function isKept({ desiredStatus, lastStatus }: RunningTask): boolean {
  return desiredStatus === "RUNNING" && lastStatus !== "STOPPED";
}
