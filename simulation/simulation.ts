import { CONTROLLERS } from "../localcloud/behaviour/controllers";
import { VirtualClock } from "../localcloud/behaviour/clock/virtual-clock";
import { DEFAULT_PARAMETERS, type Parameters } from "../localcloud/behaviour/parameters";
import { type Instant, MINUTE, SECOND } from "../localcloud/behaviour/model/instant";
import { seededDraw } from "../localcloud/behaviour/world/draw";
import { RunningState } from "../localcloud/behaviour/world/running-state";
import { type TimedEvent, World } from "../localcloud/behaviour/world/world";
import { MemoryMetrics } from "../localcloud/behaviour/metrics/memory-metrics";
import type { MetricReader } from "../localcloud/behaviour/model/metric";
import type { RunningReader } from "../localcloud/behaviour/model/running";
import type { CloudReader, CloudResource } from "../localcloud/model/resource";
import { Chronicle } from "./result/chronicle";
import { CloudState } from "../localcloud/state/cloud-state";
import { Happenings } from "./happenings/happenings";
import { Load } from "./model/load";
import { ModelRuntime } from "./model/model-runtime";
import { DEFAULT_MODEL, type ServiceModel } from "./model/service-model";
import { behavingResources } from "./resources";
import { Recorder, type Sample } from "./result/recorder";
import type { Trace } from "./traces/trace";

/** What a simulation is made of. */
export interface SimulationArgs {
  /** What is deployed. */
  readonly resources: readonly CloudResource[];
  readonly trace: Trace;
  /** How services behave under load. @default {@link DEFAULT_MODEL} */
  readonly model?: Partial<ServiceModel>;
  /** @default {@link DEFAULT_PARAMETERS} */
  readonly parameters?: Partial<Parameters>;
  /** When the trace begins. @default a Monday, 00:00 UTC */
  readonly start?: Instant;
  /** Of the ids that are drawn. @default 1 */
  readonly seed?: number;
}

/** What came of a simulation. */
export interface Simulated {
  readonly trace: Trace;
  readonly start: Instant;
  /** What services did, minute by minute. */
  readonly samples: readonly Sample[];
  readonly events: readonly TimedEvent[];
  readonly chronicle: Chronicle;
  readonly metrics: MetricReader;
  /** What was deployed, and what ran, at the end. */
  readonly cloud: CloudReader;
  readonly running: RunningReader;
  readonly model: ServiceModel;
  readonly parameters: Parameters;
}

/** Monday, 7 December 2026. */
const MONDAY = Date.UTC(2026, 11, 7);

/** Time before the trace in which the services come up under its first load. */
const WARM_UP = 90 * MINUTE;

/** How often load is parted among targets: several times in each minute of the metrics. */
const TICK_SECONDS = 30;

/** Runs a trace against what is deployed, on a clock that doesn't wait. */
export function simulate(args: SimulationArgs): Simulated {
  const { trace, start = MONDAY } = args;
  const model = { ...DEFAULT_MODEL, ...args.model };
  const parameters = { ...DEFAULT_PARAMETERS, ...args.parameters };
  const clock = new VirtualClock(start - WARM_UP);
  const cloud = CloudState.inMemory(behavingResources(args.resources));
  const running = new RunningState();
  const metrics = new MemoryMetrics();
  const events: TimedEvent[] = [];
  const chronicle = new Chronicle();
  const happenings = new Happenings(model);
  const observe: World["observe"] = (...observations) => {
    world.observe(...observations);
  };
  const modelOf = (): ServiceModel => happenings.modelOf();
  const runtime = new ModelRuntime({ clock, running, observe, modelOf, crashOf: (task) => happenings.crashOf(task) });
  const world = new World({
    clock,
    cloud,
    running,
    metrics,
    controllers: CONTROLLERS,
    runtimes: [runtime.handlers],
    parameters,
    draw: seededDraw(args.seed ?? 1),
    onEvent: (event) => events.push(event),
    onChange: (changes, at) => {
      chronicle.record(changes, at);
    },
  });
  const recorder = new Recorder(cloud, running, start);
  const load = new Load({ cloud, running, runtime, clock, observe, recorder, modelOf });
  const tick = (): void => {
    load.advance(trace, (clock.now() - start) / SECOND, TICK_SECONDS);
    clock.at(clock.now() + TICK_SECONDS * SECOND, tick);
  };
  clock.at(clock.now() + TICK_SECONDS * SECOND, tick);
  for (const event of trace.events) {
    clock.at(start + event.seconds * SECOND, () => {
      happenings.happen(event.words, { cloud, running, runtime, world, events, now: clock.now() });
    });
  }
  world.start();
  clock.runUntil(start + trace.durationSeconds * SECOND);
  world.close();
  return { trace, start, samples: recorder.samples, events, chronicle, metrics, cloud, running, model, parameters };
}
