import { randomInt } from "node:crypto";
import { join } from "node:path";
import type { ApiContext, ApiEffect } from "../api/operation";
import { apiListener } from "../api/server";
import { RealClock } from "../behaviour/clock/real-clock";
import { recordedTasks } from "../behaviour/ecs/tasks/recorded-tasks";
import { MemoryLogs } from "../behaviour/logs/memory-logs";
import { MemoryMetrics } from "../behaviour/metrics/memory-metrics";
import type { Controller } from "../behaviour/model/controller";
import type { RunningChange } from "../behaviour/model/running";
import type { RunningTask } from "../behaviour/model/task";
import { DEFAULT_PARAMETERS } from "../behaviour/parameters";
import { seededDraw } from "../behaviour/world/draw";
import { RunningState } from "../behaviour/world/running-state";
import { type TimedEvent, World } from "../behaviour/world/world";
import type { Cloud } from "../cloud/cloud";
import { AwsError } from "../model/aws-error";
import { text } from "../model/values";
import { outbox } from "../runtimes/outbox";
import { lineOfRecord } from "../runtimes/record-engine";
import { logOf } from "../runtimes/tasks/log-destination";
import { containersOf } from "../services/ecs/container-definition";
import { TASK_DEFINITION } from "../services/ecs/task-definition-lookup";
import { namedContents } from "../services/s3/object-version";
import { Contents } from "../state/contents";
import { carryOut } from "./live-apis";
import { Recent } from "./recent";

const NOTHING_RUNS = "nothing runs in this local cloud (--no-run, LOCALCLOUD_RUN=no)";

/** Reports that change something although nothing runs. */
const HEARD: readonly string[] = ["metric-data", "stop-requested", "deployment-requested"];

/** Keeps the metrics that somebody publishes. */
const reportedMetrics: Controller = {
  name: "reported-metrics",
  watches: [],
  hears: ["metric-data"],
  reconcile: ({ observations }) => ({
    data: observations.flatMap((report) => (report.kind === "metric-data" ? report.data : [])),
  }),
};

/**
 * AWS's APIs on what is deployed where nothing runs: resources can be looked at and changed, a task of RunTask ends at
 * once with exit code 0, which its log tells, and what would need something that runs is refused.
 */
export class KeptCloud {
  /** Answers AWS's APIs. */
  readonly apis = apiListener({
    context: () => this.context(),
    carryOut: (effects, region) => {
      this.carryOut(effects, region);
    },
  });
  private readonly clock = new RealClock();
  private readonly running = new RunningState();
  private readonly metrics = new MemoryMetrics();
  private readonly logs = new MemoryLogs();
  private readonly events = new Recent<TimedEvent>();
  private readonly draw = seededDraw(randomInt(2 ** 32));
  /** Contents of objects in buckets. */
  private readonly objects: Contents;
  private readonly world: World;

  /** @param directory folder of the local cloud */
  constructor(
    private readonly cloud: Cloud,
    directory: string,
  ) {
    const { clock, running, metrics, draw, events } = this;
    const now = (): number => clock.now();
    this.objects = Contents.open(join(directory, "objects"), namedContents(cloud.state));
    this.world = new World({
      ...{ clock, running, metrics, draw, cloud: cloud.state, parameters: DEFAULT_PARAMETERS },
      controllers: [recordedTasks, reportedMetrics],
      runtimes: [outbox({ cloud: cloud.state, now, directory: join(directory, "outbox") })],
      onEvent: (event) => {
        events.add(event);
      },
      onChange: (changes) => {
        this.tell(changes);
      },
    });
  }

  close(): void {
    this.world.close();
  }

  private context(): ApiContext {
    const { running, metrics, logs, draw, clock, cloud } = this;
    return {
      ...{ running, metrics, logs, draw, queues: undefined, parameters: DEFAULT_PARAMETERS, runsNothing: true },
      objects: this.objects,
      now: clock.now(),
      cloud: cloud.state,
      events: () => this.events.since().things,
    };
  }

  private carryOut(effects: readonly ApiEffect[], region: string): void {
    for (const effect of effects) this.requirePossible(effect);
    carryOut(effects, region, this.cloud, this.world);
  }

  private requirePossible(effect: ApiEffect): void {
    if (effect.kind !== "observe" || HEARD.includes(effect.observation.kind)) return;
    throw new AwsError("UnsupportedOperation", `${NOTHING_RUNS}: npm run up`);
  }

  /** Writes into the logs of tasks that nothing of them ran. */
  private tell(changes: readonly RunningChange[]): void {
    for (const { kind, value } of changes) {
      if (kind !== "task" || value?.stopCode !== "EssentialContainerExited") continue;
      this.tellOf(value);
    }
  }

  private tellOf(task: RunningTask): void {
    const definition = this.cloud.state.find(TASK_DEFINITION, task.taskDefinitionArn)?.inputs ?? {};
    const { clock, logs } = this;
    for (const container of containersOf(definition)) {
      const write = logOf(container, task, { clock, log: (event) => logs.add([event]) });
      write(lineOfRecord(text(container, "image") ?? "", NOTHING_RUNS));
    }
  }
}
