import type { CloudReader, CloudResource } from "../../model/resource";
import { text, type Properties } from "../../model/values";
import type { Clock } from "../../behaviour/clock/clock";
import type { LogEvent } from "../../behaviour/model/log";
import type { Observation } from "../../behaviour/model/observation";
import type { RunningTask } from "../../behaviour/model/task";
import { containersOf } from "../../services/ecs/container-definition";
import type { ContentReader } from "../../services/ecs/environment-files";
import { roleByArn } from "../../services/iam/role-reference";
import { type ContainerEngine, type EngineTask, StartFailure } from "../container-engine";
import { ContainerRun } from "./container-run";
import { environmentOf } from "./container-environment";
import { dependenciesOf, dependentsOf } from "./container-order";
import { logOf } from "./log-destination";
import { Moment } from "./moment";
import type { Processors } from "./processors";
import { UsageSampler } from "./usage-sampler";

export interface TaskRunOptions {
  readonly task: RunningTask;
  /** As RunTask changed it, where it did. */
  readonly definition: CloudResource;
  readonly engine: ContainerEngine;
  readonly cloud: CloudReader;
  /** Reads contents of objects in buckets. */
  readonly readContent: ContentReader;
  readonly processors: Processors;
  readonly clock: Clock;
  /** How much faster than the machine's time the clock's runs. */
  readonly speed: number;
  readonly observe: (...observations: readonly Observation[]) => void;
  readonly log: (event: LogEvent) => void;
  /** Called once nothing is left of a task that couldn't be started. */
  readonly onFailed: () => void;
  /** Whether its programs end as soon as they have started. @default false */
  readonly crashesAtStart?: boolean;
}

/** A task that an engine runs, from its start until its last container has ended. */
export class TaskRun {
  private readonly definitions: readonly Properties[];
  private readonly containers: ReadonlyMap<string, ContainerRun>;
  private readonly cancelled = new Moment();
  private readonly sampler: UsageSampler;
  private place: EngineTask | undefined;
  /** Resolves once its containers run, or can't. */
  private readonly starting: Promise<void>;
  private ending: Promise<void> | undefined;

  constructor(private readonly options: TaskRunOptions) {
    this.definitions = containersOf(options.definition.inputs);
    this.containers = new Map(
      this.definitions.map((definition) => [text(definition, "name") ?? "", this.containerOf(definition)]),
    );
    this.sampler = new UsageSampler({ ...options, containers: [...this.containers.values()] });
    this.starting = this.begin();
  }

  /** Stops its containers, those first that depend on others; resolves once all have ended. */
  stop(): Promise<void> {
    return this.end((container) => this.stopInOrder(container));
  }

  /** Ends its containers at once. */
  kill(): Promise<void> {
    for (const container of this.containers.values()) void container.kill(); // although it may be stopping
    return this.end((container) => container.kill());
  }

  /** Ends its programs as an error of theirs does: nobody asked for it. */
  crash(): void {
    for (const container of this.containers.values()) container.crash();
  }

  /** Keeps its programs from going on, as a deadlock does. */
  hang(): void {
    for (const container of this.containers.values()) container.hang();
  }

  /** Has its programs work slowly. */
  slow(): void {
    for (const container of this.containers.values()) container.setSlow(true);
  }

  /** Has its containers' health checks fail. */
  failHealth(): void {
    for (const container of this.containers.values()) container.setUnhealthy(true);
  }

  /** Has it seem to use more and more memory, until it is ended for it. */
  leak(): void {
    this.sampler.leak();
  }

  /** Ends what was begun by the three. */
  recover(): void {
    this.sampler.endLeak();
    for (const container of this.containers.values()) {
      container.setSlow(false);
      container.setUnhealthy(false);
    }
  }

  private end(how: (container: ContainerRun) => Promise<void>): Promise<void> {
    this.ending ??= this.endContainers(how);
    return this.ending;
  }

  private async endContainers(how: (container: ContainerRun) => Promise<void>): Promise<void> {
    this.cancelled.reach();
    await this.starting;
    await Promise.all([...this.containers.values()].map(how));
    this.sampler.stop();
    await this.place?.close();
  }

  private async begin(): Promise<void> {
    const { task, definition, engine, observe } = this.options;
    try {
      const environments = this.environments();
      this.place = await engine.open(task, definition.inputs);
      const place = this.place;
      await Promise.all(this.definitions.map((each) => this.startInOrder(each, place, environments)));
      if (this.cancelled.isReached) return;
      this.sampler.start();
      observe({ kind: "task-started", taskArn: task.arn, addresses: place.addresses });
      if (this.options.crashesAtStart === true) this.crash();
    } catch (error) {
      if (!this.cancelled.isReached) this.fail(error);
    }
  }

  /** Waits for what a container depends on; starts it unless the task is stopping by then. */
  private async startInOrder(
    definition: Properties,
    place: EngineTask,
    environments: ReadonlyMap<string, Readonly<Record<string, string>>>,
  ): Promise<void> {
    const container = this.containers.get(text(definition, "name") ?? "");
    if (container === undefined) return;
    const conditions = dependenciesOf(definition).map(async ({ containerName, condition }) =>
      this.containers.get(containerName)?.meets(condition),
    );
    await Promise.race([Promise.all(conditions), this.cancelled.reached]);
    if (this.cancelled.isReached) return;
    await container.start(place, environments.get(container.name) ?? {});
  }

  /** A failure that isn't the task's own is told as well: the task would wait for it for ever. */
  private fail(error: unknown): void {
    const { task, observe, onFailed } = this.options;
    const told = error instanceof Error ? error.message : String(error);
    const reason = error instanceof StartFailure ? told : `CannotStartContainerError: ${told}`;
    this.cancelled.reach();
    observe({ kind: "task-failed", taskArn: task.arn, stopCode: "TaskFailedToStart", reason });
    void this.kill().then(onFailed);
  }

  private async stopInOrder(container: ContainerRun): Promise<void> {
    const dependents = dependentsOf(container.name, this.definitions).flatMap(
      (name) => this.containers.get(name) ?? [],
    );
    await Promise.all(dependents.map((dependent) => this.stopInOrder(dependent)));
    await container.stop();
  }

  /** @throws {StartFailure} where a secret or a file can't be read */
  private environments(): ReadonlyMap<string, Readonly<Record<string, string>>> {
    const { cloud, definition, task, readContent } = this.options;
    const executionRole = roleByArn(text(definition.inputs, "executionRoleArn") ?? "", cloud);
    return new Map(
      this.definitions.map((container) => [
        text(container, "name") ?? "",
        environmentOf({ container, executionRole, region: task.region, cloud }, readContent),
      ]),
    );
  }

  private containerOf(definition: Properties): ContainerRun {
    const { task, clock, observe, log } = this.options;
    const container = text(definition, "name") ?? "";
    const taskArn = task.arn;
    return new ContainerRun({
      definition,
      clock,
      onLine: logOf(definition, task, { clock, log }),
      onExit: (end) => {
        observe({ kind: "container-exited", taskArn, container, ...end });
      },
      onHealth: (status) => {
        observe({ kind: "container-health", taskArn, container, status });
      },
    });
  }
}
