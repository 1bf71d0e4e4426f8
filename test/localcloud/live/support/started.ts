import { join } from "node:path";
import { Cloud } from "../../../../localcloud/cloud/cloud";
import { LiveCloud } from "../../../../localcloud/live/live-cloud";
import { liveFault } from "../../../../localcloud/live/live-fault";
import type { LiveStatus } from "../../../../localcloud/live/live-status";
import { type LoadReport, sendLoad } from "../../../../localcloud/load/send";
import type { CloudResource } from "../../../../localcloud/model/resource";
import { SERVICES } from "../../../../localcloud/services";
import { CloudState } from "../../../../localcloud/state/cloud-state";
import { eventually } from "../../../examples/enterprise/servers/eventually";
import { SERVICE_ARN } from "../../behaviour/ecs/tasks/cluster";

/** A minute of AWS's time takes three seconds. */
export const SPEED = 20;

/** A live cloud within the test's process. */
export class StartedCloud {
  private constructor(
    private readonly directory: string,
    private readonly speed: number,
    public live: LiveCloud,
    public state: CloudState,
  ) {}

  /** Has everything run that a folder holds, and some resources beside. */
  static start(directory: string, ...resources: readonly CloudResource[]): Promise<StartedCloud> {
    return StartedCloud.startAt(SPEED, directory, ...resources);
  }

  /** The same on a clock of another speed. */
  static async startAt(
    speed: number,
    directory: string,
    ...resources: readonly CloudResource[]
  ): Promise<StartedCloud> {
    const state = CloudState.open(join(directory, "state"));
    state.put(...resources);
    return new StartedCloud(directory, speed, await running(state, directory, speed), state);
  }

  /** Ends, and starts again from what its folder holds. */
  async restart(): Promise<void> {
    await this.close();
    this.state = CloudState.open(join(this.directory, "state"));
    this.live = await running(this.state, this.directory, this.speed);
  }

  /** Has something that runs go wrong. */
  befall(fault: string, subject: string): void {
    this.live.befall(liveFault(fault, subject, { cloud: this.state, running: this.live.running }));
  }

  /** Deploys a service, and waits as the provider does. @returns why it failed */
  deploy(service: CloudResource, ...others: readonly CloudResource[]): Promise<string | undefined> {
    this.state.put(...others, service);
    return this.live.reasonOf(service, "update");
  }

  get service(): LiveStatus["services"][number] {
    const found = this.live.status().services.find(({ arn }) => arn === SERVICE_ARN);
    if (found === undefined) throw new Error("the service isn't there");
    return found;
  }

  /** Sends so many requests over some seconds to the load balancer. */
  load(requests: number, seconds: number): Promise<LoadReport> {
    return sendLoad({ url: this.url }, [{ rate: requests / seconds, seconds }]);
  }

  get url(): string {
    const [listener] = this.live.dataPlane.addresses();
    if (listener?.localPort === undefined) throw new Error("the load balancer has no listener");
    return `http://${listener.host}:${listener.localPort}/`;
  }

  /** Ids of tasks that run now. */
  tasks(): string[] {
    return this.live.running
      .all("task")
      .filter(({ lastStatus }) => lastStatus === "RUNNING")
      .map(({ arn }) => arn.split("/").at(-1) ?? "")
      .sort();
  }

  /** Waits until a number of tasks run, and the service is steady. */
  steady(): Promise<void> {
    return eventually(() => {
      if (!this.service.isSteady) throw new Error(`not steady: ${JSON.stringify(this.service)}`);
    });
  }

  /** What ECS told of the service. */
  messages(): string[] {
    const { things } = this.live.events.since();
    return things.filter(({ source }) => source === "ecs").map(({ message }) => withoutIds(message));
  }

  async close(): Promise<void> {
    await this.live.close();
    this.state.close();
  }
}

function running(state: CloudState, directory: string, speed: number): Promise<LiveCloud> {
  const cloud = new Cloud(state, SERVICES);
  return LiveCloud.start({ cloud, directory, speed, log: () => undefined });
}

/** A message without what differs from run to run: ids of tasks and deployments, and addresses. */
export function withoutIds(message: string): string {
  return message
    .replace(/\b[0-9a-f]{17,32}\b/g, "<id>")
    .replace(/ecs-svc\/\d+/g, "ecs-svc/<id>")
    .replace(/\b10(?:\.\d+){3}\b/g, "<address>");
}
