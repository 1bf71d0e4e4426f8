import type { Instant } from "../../localcloud/behaviour/model/instant";
import type { RunningChange } from "../../localcloud/behaviour/model/running";
import type { RunningTask } from "../../localcloud/behaviour/model/task";
import type { ScalingActivity } from "../../localcloud/behaviour/model/scaling";

/** A task that came into service, or started. */
export interface Arrival {
  readonly taskArn: string;
  readonly serviceArn: string;
  readonly at: Instant;
}

/** Keeps of what happened in a world what its summary needs and the world itself forgets. */
export class Chronicle {
  readonly activities: ScalingActivity[] = [];
  /** Tasks whose target became healthy. */
  readonly arrivals: Arrival[] = [];
  /** Tasks that began to run: for services that no load balancer sends requests to. */
  readonly starts: Arrival[] = [];
  private readonly servicesOfTasks = new Map<string, string>();
  private readonly arrived = new Set<string>();
  private readonly started = new Set<string>();

  record(changes: readonly RunningChange[], at: Instant): void {
    for (const change of changes) this.note(change, at);
  }

  private note(change: RunningChange, at: Instant): void {
    if (change.value === undefined) return;
    if (change.kind === "scalingActivity") this.noteActivity(change.value);
    if (change.kind === "task") this.noteTask(change.value, at);
    if (change.kind === "target" && change.value.state === "healthy") this.arrive(change.value.taskArn, at);
  }

  private noteTask({ arn, serviceArn, lastStatus }: RunningTask, at: Instant): void {
    if (serviceArn === undefined) return;
    this.servicesOfTasks.set(arn, serviceArn);
    if (lastStatus !== "RUNNING" || this.started.has(arn)) return;
    this.started.add(arn);
    this.starts.push({ taskArn: arn, serviceArn, at });
  }

  private noteActivity(activity: ScalingActivity): void {
    const index = this.activities.findIndex(({ id }) => id === activity.id);
    if (index < 0) this.activities.push(activity);
    else this.activities[index] = activity;
  }

  private arrive(taskArn: string | undefined, at: Instant): void {
    if (taskArn === undefined || this.arrived.has(taskArn)) return;
    this.arrived.add(taskArn);
    this.arrivals.push({ taskArn, serviceArn: this.servicesOfTasks.get(taskArn) ?? "", at });
  }
}
