import { lastPartOf } from "../../../../components/shared/arn";
import { isDeepStrictEqual } from "node:util";
import type { CloudResource } from "../../../model/resource";
import { forwardingResource } from "../../../services/lb/traffic-weights";
import { groupedBy } from "../../grouping";
import type { Command } from "../../model/command";
import type { BehaviourEvent, Outcome } from "../../model/controller";
import { earliest, type Instant } from "../../model/instant";
import type { RunningChange } from "../../model/running";
import type { RunningService, ServiceDeployment, ServiceRevision, WantedTasks } from "../../model/service";
import type { RunningTask } from "../../model/task";
import type { Look, RevisionTasks } from "./look";
import { revisionTasks } from "./look";

/** What a look at a service decides, before any of it has happened: later steps see what earlier ones decided. */
export class ServiceDraft {
  private readonly byRevision: ReadonlyMap<string | undefined, readonly RunningTask[]>;
  private readonly counts = new Map<string, RevisionTasks>();
  private readonly revisions = new Map<string, ServiceRevision>();
  private readonly deployments = new Map<string, ServiceDeployment>();
  private readonly resources = new Map<string, CloudResource>();
  private readonly changes: RunningChange[] = [];
  private readonly removed = new Set<string>();
  private readonly commands: Command[] = [];
  private readonly events: BehaviourEvent[] = [];
  private wakeAt: Instant | undefined;

  /**
   * @param resource the service as it is deployed; undefined once it is deleted
   * @param desired tasks that it is to run
   * @param service what it does, as this look leaves it
   */
  constructor(
    readonly look: Look,
    readonly resource: CloudResource | undefined,
    readonly desired: number,
    public service: RunningService,
  ) {
    this.byRevision = groupedBy(look.tasksOf(service.arn), ({ revisionArn }) => revisionArn);
  }

  get now(): Instant {
    return this.look.now;
  }

  /** Tasks of a revision, stopped ones too. */
  tasksOf(revisionArn: string): readonly RunningTask[] {
    return this.byRevision.get(revisionArn) ?? [];
  }

  /** Counts of a revision's tasks; looks again when one of them changes by time alone. */
  countsOf(revisionArn: string): RevisionTasks {
    const known = this.counts.get(revisionArn);
    if (known !== undefined) return known;
    const counts = revisionTasks(this.look, this.tasksOf(revisionArn), this.revision(revisionArn));
    this.counts.set(revisionArn, counts);
    this.wake(counts.changesAt);
    return counts;
  }

  /** Revisions of which tasks are wanted or haven't stopped yet, the oldest first. */
  activeRevisions(): string[] {
    const wanted = this.service.wanted.map(({ revisionArn }) => revisionArn);
    const present = [...this.byRevision.keys()].filter((arn) => arn !== undefined && this.countsOf(arn).unfinished > 0);
    return [...new Set([...wanted, ...present])].filter((arn) => arn !== undefined);
  }

  wanted(revisionArn: string): number {
    return this.service.wanted.find((each) => each.revisionArn === revisionArn)?.count ?? 0;
  }

  /** Sets how many tasks are wanted of each revision; none of those that aren't named. */
  want(wanted: readonly WantedTasks[]): void {
    const some = wanted.filter(({ count }) => count > 0);
    if (!isDeepStrictEqual(some, this.service.wanted)) this.service = { ...this.service, wanted: some };
  }

  revision(arn: string): ServiceRevision | undefined {
    return this.revisions.get(arn) ?? this.look.situation.running.find("serviceRevision", arn);
  }

  addRevision(revision: ServiceRevision): void {
    this.revisions.set(revision.arn, revision);
    this.change({ kind: "serviceRevision", id: revision.arn, value: revision });
  }

  /** The deployment that is under way. */
  get deployment(): ServiceDeployment | undefined {
    const { deploymentArn } = this.service;
    if (deploymentArn === undefined) return undefined;
    return this.deployments.get(deploymentArn) ?? this.look.situation.running.find("serviceDeployment", deploymentArn);
  }

  putDeployment(deployment: ServiceDeployment): void {
    this.deployments.set(deployment.arn, deployment);
  }

  /** A listener rule or listener as this look leaves it. */
  forwarding(arn: string): CloudResource | undefined {
    return this.resources.get(arn) ?? forwardingResource(arn, this.look.situation.cloud);
  }

  putResource(resource: CloudResource): void {
    this.resources.set(resource.id, resource);
  }

  change(change: RunningChange): void {
    this.changes.push(change);
  }

  /** Nothing is kept of something that ran. */
  remove(kind: "service" | "serviceDeployment" | "serviceRevision", id: string): void {
    this.removed.add(id);
    this.change({ kind, id });
  }

  command(command: Command): void {
    this.commands.push(command);
  }

  /** An event of the service (Amazon ECS Developer Guide, "Amazon ECS service event messages"). */
  event(message: string): void {
    const { arn } = this.service;
    this.events.push({ source: "ecs", subject: arn, message: `(service ${lastPartOf(arn)}) ${message}` });
  }

  /** Looks again at an instant, or before. */
  wake(at: Instant | undefined): void {
    this.wakeAt = earliest(this.wakeAt, at);
  }

  outcome(): Outcome {
    return {
      changes: [...this.ownChanges(), ...this.changes],
      resources: [...this.resources.values()],
      commands: this.commands,
      events: this.events,
      ...(this.wakeAt === undefined ? {} : { wakeAt: this.wakeAt }),
    };
  }

  private ownChanges(): RunningChange[] {
    const { running } = this.look.situation;
    const { arn } = this.service;
    const isChanged = running.find("service", arn) !== this.service && !this.removed.has(arn);
    const deployments = [...this.deployments.values()].filter(
      (deployment) =>
        running.find("serviceDeployment", deployment.arn) !== deployment && !this.removed.has(deployment.arn),
    );
    return [
      ...(isChanged ? [{ kind: "service", id: arn, value: this.service } as const] : []),
      ...deployments.map((value) => ({ kind: "serviceDeployment", id: value.arn, value }) as const),
    ];
  }
}
