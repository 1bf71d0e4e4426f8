import type { Command } from "../../model/command";
import type { BehaviourEvent, Outcome, Situation } from "../../model/controller";
import { groupedBy } from "../../grouping";
import type { Instant } from "../../model/instant";
import type { RunningChange } from "../../model/running";
import { targetKey, type RunningTarget } from "../../model/target";
import type { RunningTask } from "../../model/task";

/** What a look at the tasks decides, before any of it has happened: later steps see what earlier ones decided. */
export class TasksDraft {
  private readonly tasks = new Map<string, RunningTask>();
  private readonly arnsByService = new Map<string, Set<string>>();
  private readonly targets: Map<string, RunningTarget[]>;
  private readonly changes = new Map<string, RunningChange>();
  private readonly commands: Command[] = [];
  private readonly events: BehaviourEvent[] = [];
  private wakeAt: Instant | undefined;

  constructor(readonly situation: Situation) {
    for (const task of situation.running.all("task")) if (task.lastStatus !== "STOPPED") this.keep(task);
    this.targets = groupedBy(situation.running.all("target"), ({ taskArn }) => taskArn ?? "");
  }

  get now(): Instant {
    return this.situation.now;
  }

  /** The tasks as they are by now, without those that had ended before this look. */
  all(): RunningTask[] {
    return [...this.tasks.values()];
  }

  /** Those of a service. */
  ofService(serviceArn: string): RunningTask[] {
    return [...(this.arnsByService.get(serviceArn) ?? [])].flatMap((arn) => this.tasks.get(arn) ?? []);
  }

  find(taskArn: string): RunningTask | undefined {
    return this.tasks.get(taskArn) ?? this.situation.running.find("task", taskArn);
  }

  put(task: RunningTask): void {
    this.keep(task);
    this.change({ kind: "task", id: task.arn, value: task });
  }

  private keep(task: RunningTask): void {
    this.tasks.set(task.arn, task);
    const service = task.serviceArn ?? "";
    const arns = this.arnsByService.get(service);
    if (arns === undefined) this.arnsByService.set(service, new Set([task.arn]));
    else arns.add(task.arn);
  }

  /** Targets of a task as they are by now. */
  targetsOf(taskArn: string): readonly RunningTarget[] {
    return this.targets.get(taskArn) ?? [];
  }

  putTarget(target: RunningTarget): void {
    const key = targetKey(target);
    const owner = target.taskArn ?? "";
    this.targets.set(owner, [...this.targetsOf(owner).filter((other) => targetKey(other) !== key), target]);
    this.change({ kind: "target", id: key, value: target });
  }

  change(change: RunningChange): void {
    this.changes.set(`${change.kind}:${change.id}`, change);
  }

  command(command: Command): void {
    this.commands.push(command);
  }

  event(subject: string, message: string): void {
    this.events.push({ source: "ecs", subject, message });
  }

  /** Looks again at an instant, or before. */
  wake(at: Instant | undefined): void {
    if (at !== undefined && (this.wakeAt === undefined || at < this.wakeAt)) this.wakeAt = at;
  }

  outcome(): Outcome {
    return {
      changes: [...this.changes.values()],
      commands: this.commands,
      events: this.events,
      ...(this.wakeAt === undefined ? {} : { wakeAt: this.wakeAt }),
    };
  }
}
