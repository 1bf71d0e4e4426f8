import { hasBrokenImage } from "../services/ecs/broken-images";
import type { RequestListener } from "node:http";
import { join } from "node:path";
import type { CloudReader, CloudResource } from "../model/resource";
import { type Properties, text } from "../model/values";
import type { Cancel, Clock } from "../behaviour/clock/clock";
import type { CommandHandlers } from "../behaviour/model/command";
import { MINUTE, SECOND } from "../behaviour/model/instant";
import type { LogEvent } from "../behaviour/model/log";
import type { Observation } from "../behaviour/model/observation";
import type { RunningReader } from "../behaviour/model/running";
import type { RunningTask } from "../behaviour/model/task";
import { containersOf } from "../services/ecs/container-definition";
import type { ContentReader } from "../services/ecs/environment-files";
import { TASK_DEFINITION } from "../services/ecs/task-definition-lookup";
import type { ContainerEngine } from "./container-engine";
import { dockerEngine } from "./docker/connect";
import { DockerEngine } from "./docker/docker-engine";
import { ProcessEngine } from "./process/process-engine";
import type { CertificateAuthority } from "./data/authority";
import type { Queues } from "./data/aws/queues";
import { DataServices } from "./data/data-services";
import { ServiceDiscovery } from "./discovery/service-discovery";
import { RecordEngine } from "./record-engine";
import type { ResourceStatus } from "./resource-status";
import { Supervisor } from "./supervisor";
import { NO_NETWORK, type TaskNetwork } from "./task-network";
import { type ProcessorReservation, Processors } from "./tasks/processors";
import { startableDefinition } from "./tasks/startable-definition";
import { TaskRun } from "./tasks/task-run";

export interface RuntimesOptions {
  readonly cloud: CloudReader;
  readonly running: RunningReader;
  /** The world's clock; what programs are waited for is of the machine's time. */
  readonly clock: Clock;
  /** How much faster than the machine's time the clock's runs. @default 1 */
  readonly speed?: number;
  /** Takes what happens to tasks. */
  readonly observe: (...observations: readonly Observation[]) => void;
  /** Reads contents of objects in buckets, for files of variables. */
  readonly readContent: ContentReader;
  /** Takes what containers write. */
  readonly log: (event: LogEvent) => void;
  /** Folder for builds, data and files of tasks; kept between runs. */
  readonly directory: string;
  /** Vouches for databases, caches and AWS's APIs on this machine. @default - none of these runs */
  readonly authority?: CertificateAuthority;
  /** Answers AWS's APIs. @default - neither they nor databases, caches and queues run */
  readonly apis?: RequestListener;
  /** Socket of Docker Engine. @default - the one that `DOCKER_HOST` names, or else this machine's */
  readonly dockerSocket?: string;
}

/** What can go wrong with a task. */
export type TaskFault = "crash" | "hang" | "slow" | "leak" | "failHealth";

/** Runs tasks, and the services of AWS that they need, on this machine. */
export class Runtimes {
  readonly handlers: CommandHandlers = {
    "start-task": ({ task }) => {
      this.startTask(task);
    },
    "stop-task": ({ taskArn }) => {
      void this.endTask(taskArn, (run) => run.stop());
    },
    "kill-task": ({ taskArn }) => {
      void this.endTask(taskArn, (run) => run.kill());
    },
  };
  private readonly supervisor = new Supervisor();
  private readonly processors = new Processors();
  private readonly tasks = new Map<string, TaskRun>();
  private readonly crashing = new Set<string>();
  private engines: readonly ContainerEngine[] = [];
  private readonly record = new RecordEngine((inputs) => this.reasonNotToRunInputs(inputs) ?? "");
  private isClosed = false;
  private cancelReport: Cancel | undefined;

  private readonly data: DataServices | undefined;
  private readonly discovery: ServiceDiscovery;

  constructor(private readonly options: RuntimesOptions) {
    const { cloud, authority, directory, apis } = options;
    const { supervisor } = this;
    this.discovery = new ServiceDiscovery(cloud, options.running);
    if (authority !== undefined && apis !== undefined) {
      this.data = new DataServices({ cloud, supervisor, authority, apis, directory: join(directory, "data") });
    }
  }

  /** Finds out what can run on this machine. Tasks can be started once it is done. */
  async start(): Promise<void> {
    const { cloud, directory, dockerSocket } = this.options;
    const { supervisor } = this;
    const network = (region: string): Promise<TaskNetwork> => this.network(region);
    const processes = new ProcessEngine({ cloud, supervisor, network, directory: join(directory, "process") });
    const docker = await dockerEngine(dockerSocket);
    if (docker === undefined) this.engines = [processes];
    else this.engines = [await DockerEngine.open({ docker, cloud, owner: directory, network }), processes];
    await Promise.all([this.data?.start(), this.discovery.follow()]);
    this.reportQueues();
  }

  /** Has databases, caches, queues and names of tasks follow what was deployed, changed or deleted since. */
  async resourcesChanged(): Promise<void> {
    if (!this.isClosed) await Promise.all([this.data?.follow(), this.discovery.follow()]);
  }

  /** What runs tasks, in a sentence for people. */
  get description(): string {
    return this.engines.map(({ name }) => DESCRIPTIONS[name]).join("; ");
  }

  /** What tasks reserve of this machine's processors. */
  get reservation(): ProcessorReservation {
    return this.processors.reservation;
  }

  /** Why nothing on this machine can run a task definition; undefined where something can. */
  reasonNotToRun({ inputs }: CloudResource): string | undefined {
    return this.reasonNotToRunInputs(inputs);
  }

  private reasonNotToRunInputs(inputs: Properties): string | undefined {
    const reasons = this.engines.map((engine) => reasonOf(engine, inputs));
    return reasons.includes(undefined) ? undefined : (reasons.at(-1) ?? "nothing on this machine runs containers");
  }

  /** What of the deployed resources runs. */
  status(): readonly ResourceStatus[] {
    const definitions = this.options.cloud.ofType(TASK_DEFINITION).map((definition) => {
      const reason = this.reasonNotToRun(definition);
      return { resource: definition.id, runs: reason === undefined, detail: reason ?? this.description };
    });
    return [...definitions, ...(this.data?.status() ?? [])];
  }

  /** Has something go wrong with a task. */
  break(taskArn: string, how: TaskFault): void {
    this.tasks.get(taskArn)?.[how]();
  }

  /** Has the tasks of a service end as soon as they have started. */
  crashAtStart(serviceArn: string): void {
    this.crashing.add(serviceArn);
  }

  /** Has a database fail over to its standby, which takes some seconds of the machine's time. */
  async failOver(database: string, seconds: number): Promise<void> {
    await this.data?.failOver(database, seconds * SECOND);
  }

  /** Lets tasks start again, and work as they should. */
  clearFaults(): void {
    this.crashing.clear();
    for (const run of this.tasks.values()) run.recover();
  }

  /** Messages of the deployed queues; undefined where nothing serves them. */
  get queues(): Queues | undefined {
    return this.data?.queues;
  }

  /** Ends everything that it started. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.cancelReport?.();
    await Promise.all([...this.tasks.values()].map((run) => run.kill()));
    this.tasks.clear();
    await Promise.all(this.engines.map((engine) => engine.close()));
    await Promise.all([this.data?.close(), this.discovery.close()]);
    await this.supervisor.close();
  }

  private async network(region: string): Promise<TaskNetwork> {
    const network = (await this.data?.network(region)) ?? NO_NETWORK;
    return { ...network, connections: { ...(await this.discovery.connections()), ...network.connections } };
  }

  /** Tells CloudWatch's part each minute what waits in queues. */
  private reportQueues(): void {
    const { data } = this;
    const { clock } = this.options;
    if (data === undefined || this.isClosed) return;
    this.report(...data.queueDepths());
    this.cancelReport = clock.at(clock.now() + MINUTE, () => {
      this.reportQueues();
    });
  }

  private startTask(task: RunningTask): void {
    if (this.isClosed || this.tasks.has(task.arn)) return;
    const { cloud, clock, log, readContent, speed = 1 } = this.options;
    const definition = startableDefinition(task, cloud);
    if ("reason" in definition) {
      this.report({ kind: "task-failed", taskArn: task.arn, stopCode: "TaskFailedToStart", reason: definition.reason });
      return;
    }
    const engine = this.engines.find((each) => reasonOf(each, definition.inputs) === undefined) ?? this.record;
    const { processors, report: observe } = this;
    const onFailed = (): void => void this.tasks.delete(task.arn);
    const crashesAtStart = this.crashing.has(task.serviceArn ?? "") || hasBrokenImage(task, definition, cloud);
    const parts = { task, definition, engine, cloud, readContent, processors, clock, speed };
    this.tasks.set(task.arn, new TaskRun({ ...parts, observe, log, onFailed, crashesAtStart }));
  }

  /** A task that doesn't run has ended. */
  private async endTask(taskArn: string, how: (run: TaskRun) => Promise<void>): Promise<void> {
    const run = this.tasks.get(taskArn);
    if (run !== undefined) await how(run);
    this.tasks.delete(taskArn);
    this.report({ kind: "task-ended", taskArn });
  }

  private readonly report = (...observations: readonly Observation[]): void => {
    if (!this.isClosed) this.options.observe(...observations);
  };
}

const DESCRIPTIONS: Readonly<Record<ContainerEngine["name"], string>> = {
  docker: "containers of images that Docker has run there",
  process: "programs of known images run as processes of this machine",
  record: "nothing runs",
};

/** The first reason for which an engine can't run a task definition; undefined where it can. */
function reasonOf(engine: ContainerEngine, inputs: Properties): string | undefined {
  const reasons = containersOf(inputs).map((container) => engine.reasonNotToRun(text(container, "image") ?? ""));
  return reasons.find((reason) => reason !== undefined);
}
