import { VirtualClock } from "../../../../localcloud/behaviour/clock/virtual-clock";
import { MemoryMetrics } from "../../../../localcloud/behaviour/metrics/memory-metrics";
import type { CommandHandlers } from "../../../../localcloud/behaviour/model/command";
import type { Controller } from "../../../../localcloud/behaviour/model/controller";
import type { MetricDatum } from "../../../../localcloud/behaviour/model/metric";
import type { Observation } from "../../../../localcloud/behaviour/model/observation";
import type { RunningChange } from "../../../../localcloud/behaviour/model/running";
import { DEFAULT_PARAMETERS, type Parameters } from "../../../../localcloud/behaviour/parameters";
import { seededDraw } from "../../../../localcloud/behaviour/world/draw";
import { RunningState } from "../../../../localcloud/behaviour/world/running-state";
import { type TimedEvent, World } from "../../../../localcloud/behaviour/world/world";
import type { CloudResource } from "../../../../localcloud/model/resource";
import { Deployed } from "./deployed";

/** Midnight, so that minutes, hours and days of a test are easily read. */
export const MIDNIGHT = Date.UTC(2026, 10, 30);

/** Metrics in memory that remember what was added. */
export class RecordedMetrics extends MemoryMetrics {
  readonly data: MetricDatum[] = [];

  override add(data: readonly MetricDatum[]): void {
    super.add(data);
    this.data.push(...data);
  }

  /** The values of a metric in the order in which they were added. */
  valuesOf(metricName: string): number[] {
    return this.data.filter((datum) => datum.metricName === metricName).map(({ value }) => value);
  }
}

/** A world on the virtual clock, and all that a test looks at. */
export interface SmallWorld {
  readonly world: World;
  readonly clock: VirtualClock;
  readonly cloud: Deployed;
  readonly running: RunningState;
  readonly metrics: RecordedMetrics;
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
  const cloud = new Deployed();
  const metrics = new RecordedMetrics();
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
