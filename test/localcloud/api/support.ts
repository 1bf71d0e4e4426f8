import { API_MODELS } from "../../../localcloud/api/model";
import type { ApiCloud } from "../../../localcloud/api/dispatch";
import type { ApiContext } from "../../../localcloud/api/operation";
import { API_OPERATIONS, type ServiceName } from "../../../localcloud/api/operations";
import { mapped, scalarOfOutput, unknownMembers } from "../../../localcloud/api/protocols/values";
import { requireMembers } from "../../../localcloud/api/required-members";
import { VirtualClock } from "../../../localcloud/behaviour/clock/virtual-clock";
import { CONTROLLERS } from "../../../localcloud/behaviour/controllers";
import { MemoryLogs } from "../../../localcloud/behaviour/logs/memory-logs";
import { MemoryMetrics } from "../../../localcloud/behaviour/metrics/memory-metrics";
import type { Command, CommandHandlers } from "../../../localcloud/behaviour/model/command";
import { DEFAULT_PARAMETERS } from "../../../localcloud/behaviour/parameters";
import { seededDraw } from "../../../localcloud/behaviour/world/draw";
import { RunningState } from "../../../localcloud/behaviour/world/running-state";
import { type TimedEvent, World } from "../../../localcloud/behaviour/world/world";
import { carryOut } from "../../../localcloud/live/live-apis";
import type { Properties } from "../../../localcloud/model/values";
import { Queues } from "../../../localcloud/runtimes/data/aws/queues";
import { Contents } from "../../../localcloud/state/contents";
import { temporaryDirectory } from "../../support/temporary-directory";
import { inLocalCloud, REGION, type TestCloud } from "../support";

/** A noon, so that times of a test are easily read. */
export const NOON = Date.parse("2026-11-30T12:00:00Z");

/** What is deployed in a test, the world in which it runs, and AWS's APIs on both. */
export interface ApiRehearsal {
  readonly test: TestCloud;
  readonly apis: ApiCloud;
  readonly running: RunningState;
  readonly metrics: MemoryMetrics;
  readonly logs: MemoryLogs;
  readonly published: Command[];
  readonly now: () => number;
  /** Lets time pass. */
  readonly pass: (seconds: number) => void;
  /** What an operation answers; fails where that has members that AWS's model doesn't know. */
  readonly call: (service: ServiceName, operation: string, input?: Properties, region?: string) => Promise<Properties>;
}

/** A rehearsal in which every task starts within a second and answers its health checks. */
export function apiRehearsal(): ApiRehearsal {
  const test = inLocalCloud();
  const clock = new VirtualClock(NOON);
  const [running, metrics, logs] = [new RunningState(), new MemoryMetrics(), new MemoryLogs()];
  const events: TimedEvent[] = [];
  const published: Command[] = [];
  const { state } = test.cloud;
  const later = (act: () => void): void => void clock.at(clock.now() + 1000, act);
  const runtime: CommandHandlers = {
    "start-task": ({ task: { arn: taskArn } }) => {
      later(() => {
        world.observe({ kind: "task-started", taskArn, addresses: [] });
      });
    },
    "stop-task": ({ taskArn }) => {
      later(() => {
        world.observe({ kind: "task-ended", taskArn });
      });
    },
    "check-target": ({ target }) => {
      world.observe({ kind: "target-checked", target, answer: { kind: "response", status: 200 } });
    },
    publish: (command) => published.push(command),
  };
  const draw = seededDraw(1);
  const world: World = new World({
    ...{ clock, running, metrics, cloud: state, parameters: DEFAULT_PARAMETERS, draw },
    controllers: CONTROLLERS,
    runtimes: [runtime],
    onEvent: (event) => events.push(event),
  });
  test.cloud.isLeftToWorld = () => true;
  state.onChange(() => {
    world.resourcesChanged();
  });
  world.start();
  const objects = Contents.open(temporaryDirectory(), new Set());
  const queues = Queues.open(state, temporaryDirectory(), () => clock.now());
  opened.push(queues);
  const context = (): ApiContext => ({
    ...{ running, metrics, logs, draw, queues, objects, parameters: DEFAULT_PARAMETERS, runsNothing: false },
    ...{ now: clock.now(), cloud: state, events: () => events },
  });
  const apis: ApiCloud = {
    context,
    carryOut: (effects, region) => {
      carryOut(effects, region, test.cloud, world);
    },
  };
  return {
    ...{ test, apis, running, metrics, logs, published },
    now: () => clock.now(),
    pass: (seconds) => {
      clock.runUntil(clock.now() + seconds * 1000);
    },
    call: (service, operation, input = {}, region = REGION) => called(apis, service, operation, input, region),
  };
}

const opened: Queues[] = [];

afterEach(() => {
  for (const queues of opened.splice(0)) queues.close();
});

async function called(
  apis: ApiCloud,
  service: ServiceName,
  name: string,
  input: Properties,
  region: string,
): Promise<Properties> {
  const { operation, model, shape } = known(service, name);
  requireMembers(service, name, input);
  const { effects = [], output } = await operation(
    { input, region, signal: new AbortController().signal },
    apis.context(),
  );
  if (effects.length > 0) apis.carryOut(effects, region);
  const answer = output();
  if (shape === undefined) return answer;
  const unknown = unknownMembers(model, shape, answer);
  if (unknown.length > 0) throw new Error(`${service} ${name} has no ${unknown.join(", ")}`);
  return mapped({ model, scalar: scalarOfOutput }, shape, answer) as Properties;
}

function known(service: ServiceName, name: string) {
  const operation = API_OPERATIONS[service][name];
  const model = API_MODELS.services[service];
  if (operation === undefined || model === undefined) throw new Error(`${service} ${name} isn't answered`);
  return { operation, model, shape: model.operations[name]?.output };
}
