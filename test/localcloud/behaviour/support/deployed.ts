import { VirtualClock } from "../../../../localcloud/behaviour/clock/virtual-clock";
import { MemoryMetrics } from "../../../../localcloud/behaviour/metrics/memory-metrics";
import type { Command, CommandHandlers } from "../../../../localcloud/behaviour/model/command";
import type { Controller } from "../../../../localcloud/behaviour/model/controller";
import { DEFAULT_PARAMETERS } from "../../../../localcloud/behaviour/parameters";
import { seededDraw } from "../../../../localcloud/behaviour/world/draw";
import { RunningState } from "../../../../localcloud/behaviour/world/running-state";
import { type DeployedResources, type TimedEvent, World } from "../../../../localcloud/behaviour/world/world";
import type { CloudResource } from "../../../../localcloud/model/resource";

/** Resources in memory. */
export class Deployed implements DeployedResources {
  readonly accountId = "123456789012";
  private readonly resources = new Map<string, CloudResource>();

  constructor(...resources: readonly CloudResource[]) {
    this.put(...resources);
  }

  find(type: string, id: string): CloudResource | undefined {
    return this.resources.get(`${type}|${id}`);
  }

  ofType(type: string): CloudResource[] {
    return [...this.resources.values()].filter((each) => each.type === type);
  }

  put(...resources: readonly CloudResource[]): void {
    for (const each of resources) this.resources.set(`${each.type}|${each.id}`, each);
  }

  delete({ type, id }: Pick<CloudResource, "type" | "id">): void {
    this.remove(type, id);
  }

  remove(type: string, id: string): void {
    this.resources.delete(`${type}|${id}`);
  }
}

/** A noon on which nothing else happens. */
export const START = Date.parse("2026-11-30T12:00:00Z");

/** A small world on the virtual clock, with what it was told and what it did. */
export function smallWorld(controllers: readonly Controller[], ...resources: readonly CloudResource[]) {
  const clock = new VirtualClock(START);
  const running = new RunningState();
  const cloud = new Deployed(...resources);
  const metrics = new MemoryMetrics();
  const commands: Command[] = [];
  const events: TimedEvent[] = [];
  const note = (command: Command): void => void commands.push(command);
  const runtime: CommandHandlers = { publish: note, "start-task": note, "stop-task": note };
  const world = new World({
    clock,
    running,
    cloud,
    metrics,
    controllers,
    runtimes: [runtime],
    parameters: DEFAULT_PARAMETERS,
    draw: seededDraw(1),
    onEvent: (event) => events.push(event),
  });
  /** Lets time pass until so many seconds after the start. */
  const until = (seconds: number): void => {
    clock.runUntil(START + seconds * 1_000);
  };
  return { world, clock, running, cloud, metrics, commands, events, until };
}

/** A resource of eu-west-1 whose only output is what is given. */
export function resource(
  type: string,
  id: string,
  inputs: CloudResource["inputs"],
  computed: CloudResource["computed"] = {},
): CloudResource {
  return { type, id, region: "eu-west-1", urn: "", inputs, computed };
}
