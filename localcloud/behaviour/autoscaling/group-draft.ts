import type { CloudResource } from "../../model/resource";
import type { BehaviourEvent, Situation } from "../model/controller";
import type { Instant } from "../model/instant";
import type { CapacityShortage, RunningAutoScalingGroup } from "../model/auto-scaling-group";
import { shortageKey } from "../model/observation";
import type { RunningInstance } from "../model/instance";
import type { RunningInstanceRefresh } from "../model/instance-refresh";
import type { RunningChange, RunningKind, RunningKinds } from "../model/running";
import type { ScalingActivity } from "../model/scaling";
import { activityEvent } from "./activity";

/** What controllers of instances have decided so far: each step sees what those before it did. */
export class InstancesDraft {
  private readonly changed = new Map<string, RunningChange>();
  private readonly groups = new Map<string, CloudResource>();
  private readonly events: BehaviourEvent[] = [];
  private wakeAt: Instant | undefined;

  constructor(readonly situation: Situation) {}

  get now(): Instant {
    return this.situation.now;
  }

  find<Kind extends RunningKind>(kind: Kind, id: string): RunningKinds[Kind] | undefined {
    const changed = this.changed.get(`${kind}:${id}`);
    return changed === undefined ? this.situation.running.find(kind, id) : (changed.value as RunningKinds[Kind]);
  }

  /** Instances, as far as they aren't gone. */
  instances(): RunningInstance[] {
    return this.all("instance", ({ id }) => id);
  }

  shortages(): CapacityShortage[] {
    return this.all("capacityShortage", shortageKey);
  }

  /** Everything of a kind, with what was decided so far. */
  all<Kind extends RunningKind>(kind: Kind, keyOf: (value: RunningKinds[Kind]) => string): RunningKinds[Kind][] {
    const { running } = this.situation;
    const added = [...this.changed.values()].filter(
      (change) => change.kind === kind && running.find(kind, change.id) === undefined,
    );
    const ids = [...running.all(kind).map(keyOf), ...added.map(({ id }) => id)];
    return ids.flatMap((id) => this.find(kind, id) ?? []);
  }

  put(instance: RunningInstance): void {
    this.set({ kind: "instance", id: instance.id, value: instance });
  }

  remove({ id }: RunningInstance): void {
    this.set({ kind: "instance", id });
  }

  remember(group: RunningAutoScalingGroup): void {
    this.set({ kind: "autoScalingGroup", id: group.name, value: group });
  }

  refreshes(): RunningInstanceRefresh[] {
    return this.all("instanceRefresh", ({ id }) => id);
  }

  putRefresh(refresh: RunningInstanceRefresh): void {
    this.set({ kind: "instanceRefresh", id: refresh.id, value: refresh });
  }

  set(change: RunningChange): void {
    this.changed.set(`${change.kind}:${change.id}`, change);
  }

  /** Records an activity, and tells it when it begins. */
  record(activity: ScalingActivity): void {
    if (this.find("scalingActivity", activity.id) === undefined) this.events.push(activityEvent(activity));
    this.set({ kind: "scalingActivity", id: activity.id, value: activity });
  }

  /** Ends an activity that is under way. */
  succeed(id: string | undefined): void {
    const activity = id === undefined ? undefined : this.find("scalingActivity", id);
    if (activity === undefined) return;
    this.record({ ...activity, status: "Successful", endedAt: this.now });
  }

  tell(event: BehaviourEvent): void {
    this.events.push(event);
  }

  /** Changes a group's resource, as AWS itself does. */
  putGroup(group: CloudResource): void {
    this.groups.set(group.id, group);
  }

  /** A group's resource, with what was changed of it. */
  groupAsChanged(group: CloudResource): CloudResource {
    return this.groups.get(group.id) ?? group;
  }

  wake(at: Instant): void {
    if (this.wakeAt === undefined || at < this.wakeAt) this.wakeAt = at;
  }

  uuid(): string {
    return [8, 4, 4, 4, 12].map((digits) => this.situation.draw(digits)).join("-");
  }

  outcome() {
    const { events, wakeAt } = this;
    return {
      changes: [...this.changed.values()],
      resources: [...this.groups.values()],
      events,
      ...(wakeAt === undefined ? {} : { wakeAt }),
    };
  }
}
