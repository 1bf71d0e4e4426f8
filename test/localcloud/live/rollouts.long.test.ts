import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { eventually } from "../../examples/enterprise/servers/eventually";
import { processTree } from "../../support/process-tree";
import { temporaryDirectory } from "../../support/temporary-directory";
import { rollingService, ROLLOUTS, serviceRolledOut, shop, version } from "./support/shop";
import { StartedCloud } from "./support/started";

/** The fewest requests of a test, and how many are sent in each second. */
const REQUESTS = 2_000;
const RATE = 200;

/** Real programs behind a real load balancer, on a clock that runs faster. */
describe("a service that runs", () => {
  let cloud: StartedCloud;

  beforeEach(async () => {
    cloud = await StartedCloud.start(temporaryDirectory(), ...shop());
  });

  afterEach(async () => {
    const before = processTree(process.pid);
    await cloud.close();
    const after = processTree(process.pid);
    expect(after.length).toBeLessThan(before.length);
    expect(programs()).toEqual([]);
  });

  it.each(ROLLOUTS)("loses no request of a %s rollout", async (rollout) => {
    expect(await cloud.deploy(serviceRolledOut(rollout, 1), version(1))).toBeUndefined();
    const { reason, requests, failures } = await underLoad(() =>
      cloud.deploy(serviceRolledOut(rollout, 2), version(2)),
    );

    expect(reason).toBeUndefined();
    expect(requests).toBeGreaterThanOrEqual(REQUESTS);
    expect(failures).toBe(0);
    expect(await (await fetch(cloud.url)).text()).toBe("2");
    expect(cloud.service).toMatchObject({ running: 2, deployment: { status: "SUCCESSFUL" } });
  });

  it("goes back to the version before where a new one doesn't start, and loses no request", async () => {
    await cloud.deploy(rollingService(1), version(1));
    const { reason, requests, failures } = await underLoad(() =>
      cloud.deploy(rollingService(2), version(2, { isBad: true })),
    );

    expect(reason).toContain("circuit breaker");
    expect(requests).toBeGreaterThanOrEqual(REQUESTS);
    expect(failures).toBe(0);
    expect(await (await fetch(cloud.url)).text()).toBe("1");
    expect(cloud.service.stopped[0]?.reason).toContain("Essential container in task exited");
    expect(cloud.live.logs.find({ region: "eu-west-1", group: "/ecs/shop" }).map(({ message }) => message)).toContain(
      "no settings were found",
    );
  });

  it.each(["kill-task", "hang-task"])("gets another task after %s, and is reachable all the time", async (fault) => {
    await cloud.deploy(rollingService(1), version(1));
    const before = cloud.tasks();
    const [first = ""] = before;
    cloud.befall(fault, first);
    await eventually(() => {
      expect(cloud.tasks()).not.toContain(first);
      expect(cloud.tasks()).toHaveLength(2);
    });
    await cloud.steady();

    expect(cloud.tasks()).toContain(before[1]);
    expect(await cloud.load(200, 2)).toMatchObject({ failures: 0 });
  });

  it("runs the tasks again that its state wants, and no others, after the next start", async () => {
    await cloud.deploy(rollingService(1), version(1));
    const before = cloud.tasks();
    await cloud.restart();
    await cloud.steady();

    expect(cloud.tasks()).toHaveLength(2);
    expect(cloud.tasks().filter((task) => before.includes(task))).toEqual([]);
    expect(programs()).toHaveLength(2);
  });

  /** Deploys while requests come, and until there were enough of them. */
  async function underLoad(
    deploy: () => Promise<string | undefined>,
  ): Promise<{ readonly reason: string | undefined; readonly requests: number; readonly failures: number }> {
    let [isDeployed, requests, failures] = [false, 0, 0];
    const deployed = setTimeout(500)
      .then(deploy)
      .finally(() => (isDeployed = true));
    while (!isDeployed || requests < REQUESTS) {
      const report = await cloud.load(RATE, 1);
      requests += report.requests;
      failures += report.failures;
    }
    return { reason: await deployed, requests, failures };
  }

  /** Programs of tasks that run. */
  function programs(): number[] {
    return processTree(process.pid).filter((pid) => commandOf(pid).includes("process.env.VERSION"));
  }
});

/** The command line of a process; empty where it has ended. */
function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}
