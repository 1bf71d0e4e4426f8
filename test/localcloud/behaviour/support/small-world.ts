import { VirtualClock } from "../../../../localcloud/behaviour/clock/virtual-clock";
import type { CommandHandlers } from "../../../../localcloud/behaviour/model/command";
import type { Controller } from "../../../../localcloud/behaviour/model/controller";
import type { MetricDatum, MetricIdentity } from "../../../../localcloud/behaviour/model/metric";
import type { Observation } from "../../../../localcloud/behaviour/model/observation";
import type { RunningChange } from "../../../../localcloud/behaviour/model/running";
import { DEFAULT_PARAMETERS, type Parameters } from "../../../../localcloud/behaviour/parameters";
import { seededDraw } from "../../../../localcloud/behaviour/world/draw";
import { RunningState } from "../../../../localcloud/behaviour/world/running-state";
import { type MetricStore, type TimedEvent, World } from "../../../../localcloud/behaviour/world/world";
import type { CloudResource } from "../../../../localcloud/model/resource";

/** Midnight, so that minutes, hours and days of a test are easily read. */
export const MIDNIGHT = Date.UTC(2026, 10, 30);

/** Resources in memory. */
export class FakeCloud {
  readonly accountId = "123456789012";
  private readonly resources = new Map<string, CloudResource>();

  find(type: string, id: string): CloudResource | undefined {
    return this.resources.get(`${type}::${id}`);
  }

  ofType(type: string): CloudResource[] {
    return [...this.resources.values()].filter((resource) => resource.type === type);
  }

  put(...resources: readonly CloudResource[]): void {
    for (const resource of resources) this.resources.set(`${resource.type}::${resource.id}`, resource);
  }

  remove(type: string, id: string): void {
    this.resources.delete(`${type}::${id}`);
  }
}

/** Metrics with one value for each minute. */
export class FakeMetrics implements MetricStore {
  readonly data: MetricDatum[] = [];

  add(data: readonly MetricDatum[]): void {
    this.data.push(...data);
  }

  values(metric: MetricIdentity, _statistic: string, periodSeconds: number, from: number, to: number) {
    const found = this.data.filter((datum) => isSame(datum, metric));
    const count = Math.max(0, Math.ceil((to - from) / (periodSeconds * 1_000)));
    return Array.from({ length: count }, (_, index) => {
      const start = from + index * periodSeconds * 1_000;
      return found.findLast(({ at }) => at >= start && at < start + periodSeconds * 1_000)?.value;
    });
  }

  /** The values of a metric in the order in which they were added. */
  valuesOf(metricName: string, dimensions: Readonly<Record<string, string>> = {}): number[] {
    return this.data
      .filter((datum) => datum.metricName === metricName)
      .filter((datum) => Object.entries(dimensions).every(([name, value]) => datum.dimensions[name] === value))
      .map(({ value }) => value);
  }
}

function isSame(datum: MetricIdentity, metric: MetricIdentity): boolean {
  return (
    datum.namespace === metric.namespace &&
    datum.metricName === metric.metricName &&
    JSON.stringify(Object.entries(datum.dimensions).sort()) === JSON.stringify(Object.entries(metric.dimensions).sort())
  );
}

/** A world on the virtual clock, and all that a test looks at. */
export interface SmallWorld {
  readonly world: World;
  readonly clock: VirtualClock;
  readonly cloud: FakeCloud;
  readonly running: RunningState;
  readonly metrics: FakeMetrics;
  readonly events: TimedEvent[];
  /** Lets time pass. */
  pass(seconds: number): void;
  /** Deploys or changes resources. */
  deploy(...resources: readonly CloudResource[]): void;
  /** Changes what runs, as another controller would. */
  change(...changes: readonly RunningChange[]): void;
}

/** A world that begins at midnight with some resources. */
export function smallWorld(
  controllers: readonly Controller[],
  resources: readonly CloudResource[],
  { runtime, parameters = {}, seed = 1, running = new RunningState() }: SmallWorldOptions = {},
): SmallWorld {
  const clock = new VirtualClock(MIDNIGHT);
  const cloud = new FakeCloud();
  const metrics = new FakeMetrics();
  const events: TimedEvent[] = [];
  const foreign: RunningChange[] = [];
  const world: World = new World({
    clock,
    cloud,
    running,
    metrics,
    controllers: [foreignChanges(foreign), ...controllers],
    runtimes:
      runtime === undefined
        ? []
        : [
            runtime({
              clock,
              observe: (...reports) => {
                world.observe(...reports);
              },
            }),
          ],
    parameters: { ...DEFAULT_PARAMETERS, ...parameters },
    draw: seededDraw(seed),
    onEvent: (event) => events.push(event),
  });
  cloud.put(...resources);
  world.start();
  const pass = (seconds: number): void => {
    clock.runUntil(clock.now() + seconds * 1_000);
  };
  pass(0);
  return {
    ...{ world, clock, cloud, running, metrics, events, pass },
    deploy: (...deployed) => {
      cloud.put(...deployed);
      world.resourcesChanged();
      pass(0);
    },
    change: (...changes) => {
      foreign.push(...changes);
      world.resourcesChanged();
      pass(0);
    },
  };
}

export interface SmallWorldOptions {
  /** Carries commands out. @default - nothing does */
  readonly runtime?: (parts: { clock: VirtualClock; observe: (...reports: Observation[]) => void }) => CommandHandlers;
  readonly parameters?: Partial<Parameters>;
  readonly seed?: number;
  /** What ran before. @default - nothing */
  readonly running?: RunningState;
}

/** Stands for the controllers that a test leaves out. */
function foreignChanges(changes: RunningChange[]): Controller {
  return { name: "foreign", watches: ["resource"], hears: [], reconcile: () => ({ changes: changes.splice(0) }) };
}
