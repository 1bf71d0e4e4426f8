import { VirtualClock } from "../../../../../localcloud/behaviour/clock/virtual-clock";
import { tasks as tasksController } from "../../../../../localcloud/behaviour/ecs/tasks/tasks";
import type { Command } from "../../../../../localcloud/behaviour/model/command";
import type { Controller, Situation } from "../../../../../localcloud/behaviour/model/controller";
import { SECOND } from "../../../../../localcloud/behaviour/model/instant";
import type { Observation } from "../../../../../localcloud/behaviour/model/observation";
import type { RunningChange } from "../../../../../localcloud/behaviour/model/running";
import { targetKey, type RunningTarget } from "../../../../../localcloud/behaviour/model/target";
import type { RunningTask } from "../../../../../localcloud/behaviour/model/task";
import { DEFAULT_PARAMETERS, type Parameters } from "../../../../../localcloud/behaviour/parameters";
import { seededDraw } from "../../../../../localcloud/behaviour/world/draw";
import { RunningState } from "../../../../../localcloud/behaviour/world/running-state";
import { World, type TimedEvent } from "../../../../../localcloud/behaviour/world/world";
import type { CloudResource } from "../../../../../localcloud/model/resource";
import { Deployed } from "../../support/deployed";
import { steady, surroundings } from "./cluster";

/** What a runtime does with a task that it is told to start. */
export interface Conduct {
  /** Seconds until its containers run, or it fails; never where it hangs. @default 3 */
  readonly startSeconds?: number;
  /** Why it can't start. @default - it starts */
  readonly failure?: string;
  /** Seconds after which its application ends by itself. @default - it doesn't */
  readonly exitSeconds?: number;
  /** Whether it ignores that it is to stop. @default false */
  readonly ignoresStop?: boolean;
}

interface SmallWorldOptions {
  readonly resources: readonly CloudResource[];
  readonly changes?: readonly RunningChange[];
  readonly controllers?: readonly Controller[];
  readonly conduct?: (task: RunningTask) => Conduct;
  /** State that a target's checks lead to, 10 s after it was registered. @default "healthy" */
  readonly health?: (target: RunningTarget) => RunningTarget["state"];
  readonly parameters?: Partial<Parameters>;
}

/** The scheduler on a virtual clock, with a runtime and a load balancer that are told what to do. */
export class SmallWorld {
  readonly clock = new VirtualClock(0);
  readonly running = new RunningState();
  readonly cloud: Deployed;
  readonly commands: Command[] = [];
  readonly events: TimedEvent[] = [];
  /** Tasks that were told to stop while their containers ran, before their targets had drained. */
  readonly earlyStops: string[] = [];
  readonly world: World;
  private conduct: (task: RunningTask) => Conduct;

  constructor(options: SmallWorldOptions) {
    const { resources, changes = [], controllers = [], health = () => "healthy" as const, parameters } = options;
    this.conduct = options.conduct ?? (() => ({}));
    this.cloud = new Deployed(...surroundings(), ...resources);
    this.running.apply(changes);
    this.world = new World({
      clock: this.clock,
      cloud: this.cloud,
      running: this.running,
      metrics: { values: () => [], add: () => undefined },
      controllers: [...controllers, tasksController, checking(health)],
      runtimes: [this.runtime()],
      parameters: { ...DEFAULT_PARAMETERS, ...parameters },
      draw: seededDraw(1),
      onEvent: (event) => this.events.push(event),
    });
    this.world.start();
  }

  /** Lets time pass. */
  after(seconds: number): this {
    this.clock.runUntil(this.clock.now() + seconds * SECOND);
    return this;
  }

  /** Changes what runs, as another controller would. */
  apply(...changes: readonly RunningChange[]): this {
    this.running.apply(changes);
    this.world.resourcesChanged();
    return this;
  }

  observe(...observations: readonly Observation[]): this {
    this.world.observe(...observations);
    return this;
  }

  /** How a runtime treats tasks from now on. */
  behave(conduct: (task: RunningTask) => Conduct): this {
    this.conduct = conduct;
    return this;
  }

  tasks(...statuses: readonly RunningTask["lastStatus"][]): RunningTask[] {
    const all = this.running.all("task");
    return statuses.length === 0 ? [...all] : all.filter(({ lastStatus }) => statuses.includes(lastStatus));
  }

  messages(): string[] {
    return this.events.map(({ message }) => message.replace(/\(task [0-9a-f]{32}\)/g, "(task)"));
  }

  /** What a function outside the world is given. */
  situation(): Situation {
    const { cloud, running } = this;
    const metrics = { values: () => [] };
    const draw = seededDraw(this.clock.now());
    return { now: this.clock.now(), cloud, running, metrics, observations: [], parameters: DEFAULT_PARAMETERS, draw };
  }

  private runtime(): ConstructorParameters<typeof World>[0]["runtimes"][number] {
    const note = (command: Command): void => {
      this.commands.push(command);
    };
    const ignoring = new Set<string>();
    return {
      "start-task": (command) => {
        note(command);
        const conduct = this.conduct(command.task);
        if (conduct.ignoresStop === true) ignoring.add(command.task.arn);
        this.begin(command.task, conduct);
      },
      "stop-task": (command) => {
        note(command);
        this.noteEarlyStop(command.taskArn);
        if (!ignoring.has(command.taskArn)) this.finish(command.taskArn);
      },
      "kill-task": note,
    };
  }

  private finish(taskArn: string): void {
    for (const { name, lastStatus } of this.running.find("task", taskArn)?.containers ?? []) {
      if (lastStatus !== "STOPPED") this.in(1, { kind: "container-exited", taskArn, container: name, exitCode: 143 });
    }
    this.in(1, { kind: "task-ended", taskArn });
  }

  private noteEarlyStop(taskArn: string): void {
    const hasEnded = this.running.find("task", taskArn)?.containers.some(({ lastStatus }) => lastStatus === "STOPPED");
    const isRegistered = this.running.all("target").some((target) => target.taskArn === taskArn);
    if (isRegistered && hasEnded !== true) this.earlyStops.push(taskArn);
  }

  private begin({ arn: taskArn, containers }: RunningTask, conduct: Conduct): void {
    const { startSeconds = 3, failure, exitSeconds } = conduct;
    if (startSeconds === Number.POSITIVE_INFINITY) return;
    if (failure !== undefined) {
      this.in(startSeconds, { kind: "task-failed", taskArn, stopCode: "TaskFailedToStart", reason: failure });
      return;
    }
    const port = { container: "application", containerPort: 3000, host: "127.0.0.1", port: 40_000 };
    this.in(startSeconds, { kind: "task-started", taskArn, addresses: [port] });
    for (const { name } of containers.filter(({ hasHealthCheck }) => hasHealthCheck)) {
      this.in(startSeconds + 5, { kind: "container-health", taskArn, container: name, status: "HEALTHY" });
    }
    if (exitSeconds === undefined) return;
    const container = containers[0]?.name ?? "";
    this.in(startSeconds + exitSeconds, { kind: "container-exited", taskArn, container, exitCode: 1 });
  }

  private in(seconds: number, observation: Observation): void {
    this.clock.at(this.clock.now() + seconds * SECOND, () => {
      this.world.observe(observation);
    });
  }
}

/** A world with one service that wants its desired count of one revision. */
export function worldOf(
  service: CloudResource,
  definition: CloudResource,
  options: Partial<SmallWorldOptions> & { readonly targetGroups?: Parameters_<typeof steady>[2] } = {},
): SmallWorld {
  const { running, revision } = steady(service, undefined, options.targetGroups);
  return new SmallWorld({
    ...options,
    resources: [service, definition, ...(options.resources ?? [])],
    changes: [
      { kind: "serviceRevision", id: revision.arn, value: revision },
      { kind: "service", id: running.arn, value: running },
      ...(options.changes ?? []),
    ],
  });
}

type Parameters_<F extends (...args: never[]) => unknown> = F extends (...args: infer A) => unknown ? A : never;

const FAILED = { reason: "Target.FailedHealthChecks", description: "Health checks failed" };

/** A load balancer: targets get their state 10 s after their registration, and end 30 s after they began to drain. */
function checking(health: (target: RunningTarget) => RunningTarget["state"]): Controller {
  return {
    name: "checking",
    watches: ["target"],
    hears: ["world-started"],
    reconcile: ({ now, running }) => {
      const wakes = running.all("target").flatMap((target) => {
        const at =
          target.drainingSince === undefined ? target.registeredAt + 10 * SECOND : target.drainingSince + 30 * SECOND;
        return at > now ? [at] : target.drainingSince === undefined ? [now + 10 * SECOND] : [];
      });
      const changes = running.all("target").flatMap((target): RunningChange[] => {
        const id = targetKey(target);
        if (target.drainingSince !== undefined) {
          return target.drainingSince + 30 * SECOND <= now ? [{ kind: "target", id }] : [];
        }
        const state = health(target);
        if (target.registeredAt + 10 * SECOND > now || target.state === state) return [];
        return [{ kind: "target", id, value: { ...target, state, ...(state === "unhealthy" ? FAILED : {}) } }];
      });
      return { changes, ...(wakes.length === 0 ? {} : { wakeAt: Math.min(...wakes) }) };
    },
  };
}
