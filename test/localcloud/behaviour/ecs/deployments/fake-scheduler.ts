import type { Controller, Situation } from "../../../../../localcloud/behaviour/model/controller";
import { earliest, SECOND, type Instant } from "../../../../../localcloud/behaviour/model/instant";
import type { RunningChange } from "../../../../../localcloud/behaviour/model/running";
import type { ServiceRevision } from "../../../../../localcloud/behaviour/model/service";
import { targetKey, type RunningTarget, type TargetState } from "../../../../../localcloud/behaviour/model/target";
import type { RunningTask } from "../../../../../localcloud/behaviour/model/task";

/** What becomes of the tasks of a task definition. */
export type Fate = "healthy" | "fails to start" | "exits" | "unhealthy" | "never ready";

/** Durations of the tasks that the fake scheduler runs. */
export const STARTS_AFTER = 10 * SECOND;
export const HEALTHY_AFTER = 20 * SECOND;
export const DRAINS_FOR = 30 * SECOND;

/**
 * The least of a scheduler: it starts and stops tasks as the deployments want them, and lets each have the fate of its
 * task definition.
 * @param fates by task definition, as `family:revision`; healthy where none is given
 */
export function fakeScheduler(fates: Readonly<Record<string, Fate>>): Controller {
  return {
    name: "fake scheduler",
    watches: ["service", "task"],
    hears: [],
    reconcile: (situation) => new FakeScheduling(situation, fates).outcome(),
  };
}

class FakeScheduling {
  private readonly changes: RunningChange[] = [];
  private readonly tasks: Map<string, RunningTask>;
  private wakeAt: Instant | undefined;

  constructor(
    private readonly situation: Situation,
    private readonly fates: Readonly<Record<string, Fate>>,
  ) {
    this.tasks = new Map(situation.running.all("task").map((task) => [task.arn, task]));
  }

  outcome() {
    for (const task of this.tasks.values()) this.advance(task);
    for (const service of this.situation.running.all("service")) {
      const revisions = new Set([
        ...service.wanted.map(({ revisionArn }) => revisionArn),
        ...[...this.tasks.values()].flatMap(({ serviceArn, revisionArn }) =>
          serviceArn === service.arn && revisionArn !== undefined ? [revisionArn] : [],
        ),
      ]);
      for (const arn of revisions) {
        this.balance(arn, service.wanted.find(({ revisionArn }) => revisionArn === arn)?.count ?? 0);
      }
    }
    return { changes: this.changes, ...(this.wakeAt === undefined ? {} : { wakeAt: this.wakeAt }) };
  }

  private balance(revisionArn: string, count: number): void {
    const kept = [...this.tasks.values()].filter(
      (task) => task.revisionArn === revisionArn && task.desiredStatus === "RUNNING",
    );
    const byHealth = [...kept].sort((one, other) => Number(this.isReady(other)) - Number(this.isReady(one)));
    for (const task of byHealth.slice(count)) this.stop(task, "Scaling activity initiated by deployment");
    for (let started = kept.length; started < count; started++) this.start(revisionArn);
  }

  private isReady(task: RunningTask): boolean {
    return task.lastStatus === "RUNNING" && task.healthStatus !== "UNHEALTHY";
  }

  private start(revisionArn: string): void {
    const revision = this.situation.running.find("serviceRevision", revisionArn);
    if (revision === undefined) return;
    const { now, draw } = this.situation;
    this.put(newTask(revision, `${revision.clusterArn.replace(":cluster/", ":task/")}/${draw(32)}`, now));
    this.wake(now + STARTS_AFTER);
  }

  private advance(task: RunningTask): void {
    const { now } = this.situation;
    if (task.lastStatus === "STOPPED") return;
    const { at, step } = this.nextStep(task);
    if (at <= now) step(task);
    else this.wake(at);
  }

  private nextStep(task: RunningTask): { readonly at: Instant; readonly step: (task: RunningTask) => void } {
    const { startedAt, stoppingAt } = task;
    if (stoppingAt !== undefined) return { at: stoppingAt + DRAINS_FOR, step: this.end };
    if (startedAt === undefined) return { at: task.createdAt + STARTS_AFTER, step: this.run };
    if (this.fateOf(task) === "exits") return { at: startedAt + SECOND, step: this.exit };
    return { at: startedAt + HEALTHY_AFTER, step: this.check };
  }

  private readonly run = (task: RunningTask): void => {
    if (this.fateOf(task) === "fails to start") {
      this.put({ ...this.ended(task), stopCode: "TaskFailedToStart", stoppedReason: "CannotPullContainerError" });
      return;
    }
    this.put({ ...task, lastStatus: "RUNNING", startedAt: this.situation.now });
    this.setTargets(task, "initial");
    this.wake(this.situation.now + (this.fateOf(task) === "exits" ? SECOND : HEALTHY_AFTER));
  };

  private readonly exit = (task: RunningTask): void => {
    const reason = "Essential container in task exited";
    this.put({ ...this.ended(task), stopCode: "EssentialContainerExited", stoppedReason: reason });
    this.setTargets(task, undefined);
  };

  private readonly check = (task: RunningTask): void => {
    const fate = this.fateOf(task);
    if (fate === "never ready") return;
    if (fate === "healthy") this.setTargets(task, "healthy");
    else this.stop(task, "Task failed ELB health checks in (target-group one)");
  };

  private stop(task: RunningTask, stoppedReason: string): void {
    const { now } = this.situation;
    const stopCode = "ServiceSchedulerInitiated";
    this.put({
      ...task,
      desiredStatus: "STOPPED",
      lastStatus: "DEACTIVATING",
      stoppingAt: now,
      stopCode,
      stoppedReason,
    });
    this.setTargets(task, "draining");
    this.wake(now + DRAINS_FOR);
  }

  private readonly end = (task: RunningTask): void => {
    this.put(this.ended(task));
    this.setTargets(task, undefined);
  };

  private ended(task: RunningTask): RunningTask {
    return { ...task, desiredStatus: "STOPPED", lastStatus: "STOPPED", stoppedAt: this.situation.now };
  }

  private setTargets(task: RunningTask, state: TargetState | undefined): void {
    const revision = this.situation.running.find("serviceRevision", task.revisionArn ?? "");
    for (const { targetGroupArn, containerPort: port } of revision?.targetGroups ?? []) {
      this.setTarget(task, { targetGroupArn, targetId: task.privateAddress, port }, state);
    }
  }

  private setTarget(
    { availabilityZone, arn: taskArn }: RunningTask,
    identity: Pick<RunningTarget, "targetGroupArn" | "targetId" | "port">,
    state: TargetState | undefined,
  ): void {
    const id = targetKey(identity);
    const known = this.situation.running.find("target", id);
    if (known?.state === state || (known === undefined && state !== "initial")) return;
    if (state === undefined) {
      this.changes.push({ kind: "target", id });
      return;
    }
    const registeredAt = known?.registeredAt ?? this.situation.now;
    this.changes.push({ kind: "target", id, value: { ...identity, availabilityZone, taskArn, state, registeredAt } });
  }

  private fateOf({ taskDefinitionArn }: RunningTask): Fate {
    return this.fates[taskDefinitionArn.split("/").at(-1) ?? ""] ?? "healthy";
  }

  private put(task: RunningTask): void {
    this.tasks.set(task.arn, task);
    this.changes.push({ kind: "task", id: task.arn, value: task });
  }

  private wake(at: Instant): void {
    this.wakeAt = earliest(this.wakeAt, at);
  }
}

function newTask(revision: ServiceRevision, arn: string, now: Instant): RunningTask {
  return {
    arn,
    region: "eu-west-1",
    clusterArn: revision.clusterArn,
    taskDefinitionArn: revision.taskDefinitionArn,
    serviceArn: revision.serviceArn,
    revisionArn: revision.arn,
    group: "service:web",
    launchType: "EC2",
    availabilityZone: "eu-west-1a",
    subnetId: "subnet-1",
    privateAddress: `10.${arn.slice(-12)}`,
    cpu: 256,
    memory: 512,
    desiredStatus: "RUNNING",
    lastStatus: "PROVISIONING",
    healthStatus: "UNKNOWN",
    containers: [{ name: "web", essential: true, lastStatus: "PENDING", healthStatus: "UNKNOWN" }],
    addresses: [],
    createdAt: now,
  };
}
