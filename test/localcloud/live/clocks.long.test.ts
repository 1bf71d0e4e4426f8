import type { Clock } from "../../../localcloud/behaviour/clock/clock";
import { RealClock } from "../../../localcloud/behaviour/clock/real-clock";
import { VirtualClock } from "../../../localcloud/behaviour/clock/virtual-clock";
import { CONTROLLERS } from "../../../localcloud/behaviour/controllers";
import { deploymentOutcome } from "../../../localcloud/behaviour/ecs/deployments/deployment-outcome";
import { MemoryMetrics } from "../../../localcloud/behaviour/metrics/memory-metrics";
import { SECOND } from "../../../localcloud/behaviour/model/instant";
import { DEFAULT_PARAMETERS } from "../../../localcloud/behaviour/parameters";
import { seededDraw } from "../../../localcloud/behaviour/world/draw";
import { RunningState } from "../../../localcloud/behaviour/world/running-state";
import { World } from "../../../localcloud/behaviour/world/world";
import type { CloudResource } from "../../../localcloud/model/resource";
import { CloudState } from "../../../localcloud/state/cloud-state";
import { ModelRuntime } from "../../../simulation/model/model-runtime";
import { DEFAULT_MODEL } from "../../../simulation/model/service-model";
import { eventually } from "../../examples/enterprise/servers/eventually";
import { temporaryDirectory } from "../../support/temporary-directory";
import { SERVICE_ARN } from "../behaviour/ecs/tasks/cluster";
import { START } from "../behaviour/support/deployed";
import { rollingService, shop, version } from "./support/shop";
import { StartedCloud, withoutIds } from "./support/started";

const BAD = 3;
const SPEED = 100;

/** A release of one task, so that no two race. */
function release(revision: number): readonly [definition: CloudResource, service: CloudResource] {
  return [version(revision), rollingService(revision, { desiredCount: 1 })];
}

/** A world in which tasks are figures; those of the bad version end as soon as they have started. */
class ModelledWorld {
  readonly messages: string[] = [];
  private readonly running = new RunningState();
  private readonly cloud = CloudState.inMemory(shop());
  private readonly world: World;

  constructor(clock: Clock) {
    const { running, cloud, messages } = this;
    const runtime = new ModelRuntime({
      clock,
      running,
      observe: (...observations) => {
        this.world.observe(...observations);
      },
      modelOf: () => DEFAULT_MODEL,
      crashOf: ({ taskDefinitionArn }) => (taskDefinitionArn.endsWith(`:${BAD}`) ? "it is bad" : undefined),
    });
    this.world = new World({
      ...{ clock, cloud, running, metrics: new MemoryMetrics(), controllers: CONTROLLERS },
      ...{ runtimes: [runtime.handlers], parameters: DEFAULT_PARAMETERS, draw: seededDraw(1) },
      onEvent: ({ source, message }) => {
        if (source === "ecs") messages.push(withoutIds(message));
      },
    });
    this.world.start();
  }

  deploy(revision: number): void {
    this.cloud.put(...release(revision));
    this.world.resourcesChanged();
    this.world.actNow();
  }

  /** Whether the newest deployment has ended. */
  get isDeployed(): boolean {
    return deploymentOutcome(this.running, SERVICE_ARN) !== undefined;
  }

  close(): void {
    this.world.close();
  }
}

function toldOnVirtualClock(...revisions: readonly number[]): string[] {
  const clock = new VirtualClock(START);
  const world = new ModelledWorld(clock);
  for (const revision of revisions) {
    world.deploy(revision);
    while (!world.isDeployed) clock.runUntil(clock.now() + SECOND);
  }
  return world.messages;
}

async function toldOnRealClock(...revisions: readonly number[]): Promise<string[]> {
  const world = new ModelledWorld(new RealClock(START, SPEED));
  try {
    for (const revision of revisions) {
      world.deploy(revision);
      await eventually(() => {
        expect(world.isDeployed).toBe(true);
      });
    }
    return world.messages;
  } finally {
    world.close();
  }
}

async function toldOfPrograms(...revisions: readonly number[]): Promise<string[]> {
  const cloud = await StartedCloud.start(temporaryDirectory(), ...shop());
  try {
    for (const [definition, service] of revisions.map(release)) await cloud.deploy(service, definition);
    return cloud.messages();
  } finally {
    await cloud.close();
  }
}

describe("what ECS tells of releases", () => {
  it("is the same on the virtual clock and on the machine's, a rollback included", async () => {
    const told = toldOnVirtualClock(1, 2, BAD);

    expect(told.filter((message) => message.includes("deployment completed"))).toHaveLength(3);
    expect(told.filter((message) => message.includes("rolling back"))).toHaveLength(1);
    expect(await toldOnRealClock(1, 2, BAD)).toEqual(told);
  });

  it("is the same of figures and of programs", async () => {
    expect(await toldOfPrograms(1, 2)).toEqual(toldOnVirtualClock(1, 2));
  });
});
