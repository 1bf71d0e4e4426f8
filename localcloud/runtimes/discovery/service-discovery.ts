import type { RunningReader } from "../../behaviour/model/running";
import type { RunningTask } from "../../behaviour/model/task";
import type { CloudReader } from "../../model/resource";
import { Endpoints } from "../endpoints";
import { Following } from "../following";
import { type DiscoveredPort, discoveryPlan } from "./discovery-plan";

/** Addresses of this machine for names of AWS Cloud Map: each leads to one after the other of a service's tasks. */
export class ServiceDiscovery {
  private readonly endpoints = new Endpoints((target) => this.portOf(target));
  private readonly following = new Following(() => this.takeOver());
  private turn = 0;

  constructor(
    private readonly cloud: CloudReader,
    private readonly running: RunningReader,
  ) {}

  /** Takes over what was deployed, changed or deleted since. */
  follow(): Promise<void> {
    return this.following.follow();
  }

  private takeOver(): Promise<void> {
    const wanted = discoveryPlan(this.cloud).map((each) => [`${each.host}:${each.port}`, targetOf(each)] as const);
    return this.endpoints.takeOver(new Map(wanted));
  }

  /** `host:port` of this machine by `host:port` in AWS. */
  async connections(): Promise<Readonly<Record<string, string>>> {
    await this.following.settled;
    return this.endpoints.connections;
  }

  async close(): Promise<void> {
    await this.following.settled;
    await this.endpoints.close();
  }

  /** Where a port of a task of the service answers. ECS registers tasks that run, unless their health checks fail. */
  private portOf(target: string): Promise<number> {
    const [service = "", containerPort] = target.split("|");
    const ports = this.running
      .all("task")
      .filter((task) => task.serviceArn === service && isRegistered(task))
      .flatMap(({ addresses }) => addresses.filter((address) => address.containerPort === Number(containerPort)));
    const address = ports[this.turn++ % ports.length];
    return address === undefined
      ? Promise.reject(new Error(`no task of ${service} runs`))
      : Promise.resolve(address.port);
  }
}

function targetOf({ service, containerPort }: DiscoveredPort): string {
  return `${service}|${containerPort}`;
}

function isRegistered({ lastStatus, desiredStatus, healthStatus }: RunningTask): boolean {
  return lastStatus === "RUNNING" && desiredStatus === "RUNNING" && healthStatus !== "UNHEALTHY";
}
