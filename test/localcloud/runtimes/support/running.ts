import { RealClock } from "../../../../localcloud/behaviour/clock/real-clock";
import type { LogEvent } from "../../../../localcloud/behaviour/model/log";
import type { Observation, ObservationKind } from "../../../../localcloud/behaviour/model/observation";
import type { RunningTask } from "../../../../localcloud/behaviour/model/task";
import { RunningState } from "../../../../localcloud/behaviour/world/running-state";
import type { CloudResource } from "../../../../localcloud/model/resource";
import { Runtimes, type RuntimesOptions } from "../../../../localcloud/runtimes/runtimes";
import { eventually } from "../../../examples/enterprise/servers/eventually";
import { account, cloudWith, runningTask } from "./sample-tasks";
import { taskApis } from "./task-apis";

type Of<Kind extends ObservationKind> = Extract<Observation, { readonly kind: Kind }>;

/** Runtimes of a cloud, and what they reported. */
export class TestRuntimes {
  readonly observations: Observation[] = [];
  readonly logged: LogEvent[] = [];
  readonly runtimes: Runtimes;

  constructor(resources: readonly CloudResource[], directory: string, other: Partial<RuntimesOptions> = {}) {
    const cloud = cloudWith([...account(), ...resources]);
    this.runtimes = new Runtimes({
      cloud,
      apis: taskApis(cloud, () => this.runtimes.queues),
      running: new RunningState(),
      clock: new RealClock(),
      observe: (...observations) => this.observations.push(...observations),
      log: (event) => this.logged.push(event),
      readContent: () => Buffer.of(),
      directory,
      dockerSocket: "/no/docker.sock", // what the machine's own Docker has must not matter
      ...other,
    });
  }

  /** Starts a task of the sample definition. */
  startTask(id: string, other: Partial<RunningTask> = {}): string {
    const task = runningTask(id, other);
    this.runtimes.handlers["start-task"]?.({ kind: "start-task", task });
    return task.arn;
  }

  stopTask(taskArn: string): void {
    this.runtimes.handlers["stop-task"]?.({ kind: "stop-task", taskArn });
  }

  killTask(taskArn: string): void {
    this.runtimes.handlers["kill-task"]?.({ kind: "kill-task", taskArn });
  }

  all<Kind extends ObservationKind>(kind: Kind, taskArn: string): Of<Kind>[] {
    return this.observations.filter(
      (each): each is Of<Kind> => each.kind === kind && "taskArn" in each && each.taskArn === taskArn,
    );
  }

  /** The first report of a kind about a task. */
  reported<Kind extends ObservationKind>(kind: Kind, taskArn: string): Promise<Of<Kind>> {
    return eventually(() => {
      const [first] = this.all(kind, taskArn);
      if (first === undefined) throw new Error(`no ${kind} among ${JSON.stringify(this.observations)}`);
      return first;
    });
  }

  /** URL under which a port of a started task answers. */
  async url(taskArn: string, containerPort = 3000): Promise<string> {
    const { addresses } = await this.reported("task-started", taskArn);
    const address = addresses.find((each) => each.containerPort === containerPort);
    if (address === undefined) throw new Error(`port ${containerPort} has no address`);
    return `http://${address.host}:${address.port}`;
  }

  /** Lines that a container wrote. */
  lines(containerName: string): string[] {
    return this.logged.filter(({ stream }) => stream.includes(`/${containerName}/`)).map(({ message }) => message);
  }
}
