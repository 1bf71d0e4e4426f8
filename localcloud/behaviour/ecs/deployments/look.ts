import type { CloudResource } from "../../../model/resource";
import { groupedBy } from "../../grouping";
import type { Situation } from "../../model/controller";
import { earliest, type Instant } from "../../model/instant";
import type { ServiceRevision } from "../../model/service";
import type { RunningTarget } from "../../model/target";
import type { RunningTask } from "../../model/task";
import type { RollingTasks } from "./rolling";
import { healthyAt, isHealthy, isKept } from "./task-health";

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

  isHealthy(task: RunningTask, revision: ServiceRevision): boolean {
    return isHealthy(task, revision, this.targets.get(task.arn) ?? [], this.now);
  }

  /** Whether a service was deployed before anything behaved, and is met as the world begins. */
  isAdopted(service: CloudResource): boolean {
    const begins = this.situation.observations.some(({ kind }) => kind === "world-started");
    return begins && this.situation.running.find("service", service.id) === undefined;
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
  const healthy = revision === undefined ? [] : kept.filter((task) => look.isHealthy(task, revision));
  const instants = revision === undefined ? [] : kept.map((task) => healthyAt(task, revision));
  return {
    kept: kept.length,
    running: kept.filter(({ lastStatus }) => lastStatus === "RUNNING").length,
    healthy: healthy.length,
    unfinished: tasks.filter(({ lastStatus }) => lastStatus !== "STOPPED").length,
    changesAt: earliest(...instants.filter((at) => at !== undefined && at > look.now)),
  };
}
