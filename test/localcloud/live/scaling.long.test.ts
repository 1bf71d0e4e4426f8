import { setTimeout } from "node:timers/promises";
import * as aws from "@pulumi/aws";
import { cpu, memory, ServiceScaling } from "../../../components";
import { MINUTE } from "../../../localcloud/behaviour/model/instant";
import type { TimedEvent } from "../../../localcloud/behaviour/world/world";
import type { CloudResource } from "../../../localcloud/model/resource";
import { deployLocally } from "../../support/local-deployment";
import { temporaryDirectory } from "../../support/temporary-directory";
import { busyVersion, rollingService, shop } from "./support/shop";
import { StartedCloud } from "./support/started";

/** A minute of AWS's time takes a second: alarms that wait for a quarter of an hour ring within a test's patience. */
const SPEED = 60;

/** Work of ten milliseconds each: more than two tasks of an eighth of a vCPU do within 70 % of it. */
const REQUESTS_PER_SECOND = 60;

/** How long a number of tasks is waited for, in milliseconds of the machine's time: several times what it takes. */
const PATIENCE = 240_000;

const [FEWEST, MOST] = [2, 4];

/** What the library deploys to scale a service, with its usual thresholds, windows and cooldowns. */
async function scalingOf(...existing: readonly CloudResource[]): Promise<CloudResource[]> {
  const { held, refusals } = await deployLocally(() => {
    const bounds = { minInstances: FEWEST, maxInstances: MOST };
    const provider = new aws.Provider("aws", { region: "eu-west-1" });
    const args = { clusterName: "shop", serviceName: "web", ...bounds, triggers: [cpu(), memory()] };
    new ServiceScaling("web", args, { provider });
  }, existing);
  expect(refusals).toEqual([]);
  return held.filter(({ type }) => /^aws:(?:appautoscaling|cloudwatch)\//.test(type));
}

/** Real programs under real requests, measured, and scaled by the alarms that are deployed. */
describe("a service with the library's scaling", () => {
  let cloud: StartedCloud;

  afterEach(() => cloud.close());

  it("gets more tasks under load, and has them taken away when it is quiet", async () => {
    const deployed = [...shop(), busyVersion(1), rollingService(1)];
    const scaling = await scalingOf(...deployed);
    cloud = await StartedCloud.startAt(SPEED, temporaryDirectory(), ...deployed, ...scaling);
    await cloud.steady();
    expect(cloud.tasks()).toHaveLength(FEWEST);

    expect(await loadUntil(MOST)).toBe(0);
    await quietUntil(FEWEST);

    expect(activities()).toEqual([
      "Setting desired count to 4. Cause: monitor alarm web-scale-up-cpu in state ALARM triggered policy web-scale-up",
      "Setting desired count to 3. Cause: monitor alarm web-scale-down in state ALARM triggered policy web-scale-down",
      "Setting desired count to 2. Cause: monitor alarm web-scale-down in state ALARM triggered policy web-scale-down",
    ]);
    const [, first = 0, second = 0] = scalings().map(({ at }) => at);
    expect(second - first).toBeGreaterThanOrEqual(10 * MINUTE); // the cooldown, on the environment's clock
    expect(await cloud.load(20, 1)).toMatchObject({ failures: 0 });
  });

  /** Sends requests until so many tasks run. @returns how many failed */
  async function loadUntil(tasks: number): Promise<number> {
    const end = performance.now() + PATIENCE;
    let failures = 0;
    while (isAwaited(tasks, end)) failures += (await cloud.load(REQUESTS_PER_SECOND, 1)).failures;
    return failures;
  }

  async function quietUntil(tasks: number): Promise<void> {
    const end = performance.now() + PATIENCE;
    while (isAwaited(tasks, end)) await setTimeout(100);
  }

  /** Whether another number of tasks runs yet. */
  function isAwaited(tasks: number, end: number): boolean {
    if (performance.now() > end) throw new Error(`${tasks} tasks never ran: ${JSON.stringify(cloud.live.status())}`);
    return cloud.tasks().length !== tasks;
  }

  function scalings(): readonly TimedEvent[] {
    return cloud.live.events.since().things.filter(({ source }) => source === "application-autoscaling");
  }

  /** What scaling did, and why; without what Pulumi adds to names. */
  function activities(): string[] {
    return scalings().map(({ message }) => message.replace(/-[0-9a-f]{7}$/, ""));
  }
});
