import { randomInt } from "node:crypto";
import { join } from "node:path";
import { RealClock } from "../behaviour/clock/real-clock";
import { CONTROLLERS } from "../behaviour/controllers";
import { MemoryLogs } from "../behaviour/logs/memory-logs";
import { MemoryMetrics } from "../behaviour/metrics/memory-metrics";
import type { LogEvent } from "../behaviour/model/log";
import type { Observation } from "../behaviour/model/observation";
import type { RunningKind, RunningKinds } from "../behaviour/model/running";
import { DEFAULT_PARAMETERS } from "../behaviour/parameters";
import { seededDraw } from "../behaviour/world/draw";
import { RunningState } from "../behaviour/world/running-state";
import { World } from "../behaviour/world/world";
import type { ApiContext } from "../api/operation";
import { apiListener } from "../api/server";
import type { Cloud } from "../cloud/cloud";
import { DataPlane } from "../dataplane/data-plane";
import { Authority, authorityFile } from "../dataplane/tls/authority";
import type { CloudResource } from "../model/resource";
import type { Outcomes } from "../provider/provider-service";
import { outbox } from "../runtimes/outbox";
import { Runtimes, type RuntimesOptions } from "../runtimes/runtimes";
import { SERVICE } from "../services/ecs/service-lookup";
import { namedContents } from "../services/s3/object-version";
import { Contents } from "../state/contents";
import { Journal } from "../state/journal";
import { AwaitedDeployments } from "./awaited-deployments";
import { reasonOfService, withoutRecords } from "./deployed-services";
import { carryOut } from "./live-apis";
import { LiveEvents } from "./live-events";
import type { LiveFault } from "./live-fault";
import { type LiveStatus, serviceStatuses } from "./live-status";
import { Recent } from "./recent";
import { isShownTo, stackOf, Stacks } from "./stacks";
import { Throttling } from "../api/throttling";
import { RecentTraffic } from "./traffic";
import { keepTime, worldStart } from "./world-time";

/** How a cloud is made live. */
export interface LiveCloudArgs {
  readonly cloud: Cloud;
  /** Folder of the local cloud. */
  readonly directory: string;
  /** How much faster than the machine's time the world's runs. */
  readonly speed: number;
  readonly log: (message: string) => void;
}

/** What is deployed runs: a world on the machine's clock, with programs, data and requests on this machine. */
export class LiveCloud implements Outcomes {
  readonly speed: number;
  readonly running: RunningState;
  readonly runtimes: Runtimes;
  readonly dataPlane: DataPlane;
  readonly metrics = new MemoryMetrics();
  readonly events: LiveEvents;
  readonly lines = new Recent<LogEvent>();
  private readonly traffic = new RecentTraffic();
  /** Logs by group and stream. */
  readonly logs = new MemoryLogs();
  private readonly cloud: Cloud;
  readonly clock: RealClock;
  private readonly journal: Journal;
  private readonly world: World;
  private readonly deployments: AwaitedDeployments;
  private readonly endTimekeeping: () => void;
  private readonly draw = seededDraw(randomInt(2 ** 32));
  private readonly throttling = new Throttling();
  /** Answers AWS's APIs. */
  readonly apis = apiListener({
    context: () => this.apiContext(),
    isThrottled: (service) => this.throttling.refuses(service),
    carryOut: (effects, region) => {
      carryOut(effects, region, this.cloud, this.world);
    },
  });
  /** Contents of objects in buckets. */
  private readonly objects: Contents;

  private constructor({ cloud, directory, speed, log }: LiveCloudArgs) {
    const { journal, values } = Journal.open(join(directory, "running"));
    const clock = new RealClock(worldStart(directory), speed);
    const running = new RunningState(journal, values);
    const observe = (...observations: readonly Observation[]): void => {
      this.traffic.add(...observations);
      this.world.observe(...observations);
    };
    const context = { cloud: cloud.state, running, clock, observe, now: () => clock.now(), directory };
    this.cloud = cloud;
    this.events = new LiveEvents(new Stacks(cloud.state));
    this.speed = speed;
    this.clock = clock;
    this.journal = journal;
    this.objects = Contents.open(join(directory, "objects"), namedContents(cloud.state));
    this.running = running;
    this.runtimes = new Runtimes({
      ...context,
      speed,
      authority: authorityIn(join(directory, "authority")),
      apis: this.apis,
      readContent: (contentId) => this.objects.read(contentId),
      log: (event) => {
        this.lines.add(event);
        this.logs.add([event]);
        observe({ kind: "log-events", events: [event] });
      },
    });
    this.dataPlane = new DataPlane({ ...context, log });
    this.world = new World({
      clock,
      running,
      cloud: withoutRecords(cloud.state, (definition) => this.runtimes.reasonNotToRun(definition)),
      metrics: this.metrics,
      controllers: CONTROLLERS,
      runtimes: [
        this.runtimes.handlers,
        this.dataPlane.handlers,
        outbox({ ...context, directory: join(directory, "outbox") }),
      ],
      parameters: DEFAULT_PARAMETERS,
      draw: this.draw,
      onEvent: (event) => {
        this.events.add(event);
      },
      onChange: () => {
        this.dataPlane.refresh();
        this.deployments.changed();
      },
    });
    this.deployments = new AwaitedDeployments(
      running,
      clock,
      () => {
        this.world.actNow();
      },
      (service) => this.runs(service),
    );
    this.endTimekeeping = keepTime(directory, clock);
  }

  /** Starts everything that is deployed. */
  static async start(args: LiveCloudArgs): Promise<LiveCloud> {
    const live = new LiveCloud(args);
    await live.runtimes.start();
    args.cloud.isLeftToWorld = (resource) => live.runs(resource);
    args.cloud.state.onChange(() => {
      live.dataPlane.refresh();
      live.world.resourcesChanged();
      void live.runtimes.resourcesChanged();
    });
    live.world.start();
    live.world.actNow();
    live.dataPlane.refresh();
    await live.dataPlane.ready();
    return live;
  }

  reasonOf(...asked: Parameters<Outcomes["reasonOf"]>): Promise<string | undefined> {
    return this.deployments.reasonOf(...asked);
  }

  /** Everything of a kind that runs, of a stack or, without one, of all. */
  runningOf<Kind extends RunningKind>(kind: Kind, stack?: string): RunningKinds[Kind][] {
    const all = this.running.all(kind);
    return all.filter((each) => isShownTo(stack, this.events.stacks.ofRunning(kind, each)));
  }

  /** What is deployed does now: services, listeners and alarms of a stack or, without one, of all. */
  status(stack?: string): LiveStatus {
    const { speed, running, runtimes, dataPlane } = this;
    const isShown = ({ urn }: { readonly urn: string }): boolean => isShownTo(stack, stackOf(urn));
    const reasonNotToRun = (definition: CloudResource): string | undefined => runtimes.reasonNotToRun(definition);
    return {
      speed,
      now: this.clock.now(),
      runtime: runtimes.description,
      processors: runtimes.reservation,
      services: serviceStatuses(this.cloud.state, running, reasonNotToRun).filter(isShown),
      listeners: dataPlane.addresses().filter(isShown),
      resources: runtimes.status(),
      traffic: this.traffic.all(),
      alarms: this.runningOf("alarm", stack).filter(({ state }) => state === "ALARM"),
      authorityFile: dataPlane.authorityFile,
    };
  }

  /** Region of a service that runs; undefined where none does. */
  get region(): string | undefined {
    return this.cloud.state.ofType(SERVICE).find((service) => this.runs(service))?.region;
  }

  private apiContext(): ApiContext {
    const { running, metrics, logs, draw, clock, cloud, runtimes } = this;
    return {
      ...{ running, metrics, logs, draw, queues: runtimes.queues, parameters: DEFAULT_PARAMETERS, runsNothing: false },
      objects: this.objects,
      now: clock.now(),
      cloud: cloud.state,
      events: () => this.events.since().things,
    };
  }

  /** Lets the world know of something, as a person or an API call has it. */
  observe(...observations: readonly Observation[]): void {
    this.world.observe(...observations);
  }

  /** Has something that runs go wrong. */
  befall({ observations, task, crashingService, failOver, throttledApi }: LiveFault): void {
    if (task !== undefined) this.runtimes.break(task.arn, task.how);
    if (task?.how === "failHealth") this.dataPlane.checks.fail(task.arn);
    if (throttledApi !== undefined) this.throttling.begin(throttledApi);
    if (crashingService !== undefined) this.runtimes.crashAtStart(crashingService);
    if (failOver !== undefined) void this.runtimes.failOver(failOver.resource, failOver.seconds / this.speed);
    this.world.observe(...observations);
  }

  /** Lets everything go on as it should, but for what is lost. */
  clearFaults(): void {
    this.runtimes.clearFaults();
    this.dataPlane.checks.clearFaults();
    this.throttling.end();
  }

  /** Ends everything that runs. What was deployed stays, and starts again with the next start. */
  async close(): Promise<void> {
    this.world.close();
    this.endTimekeeping();
    await Promise.all([this.dataPlane.close(), this.runtimes.close()]);
    this.journal.close();
  }

  private runs(service: CloudResource): boolean {
    return (
      reasonOfService(service, this.cloud.state, (definition) => this.runtimes.reasonNotToRun(definition)) === undefined
    );
  }
}

/** The certificate authority of a folder, which vouches for everything on this machine. */
function authorityIn(folder: string): NonNullable<RuntimesOptions["authority"]> {
  const authority = Authority.open(folder);
  return { file: authorityFile(folder), issue: (domains) => authority.issue(domains) };
}
