import { driftResource, showResource } from "../../localcloud/control-client";
import { type PlannedStep, Rehearsal } from "../support/rehearsal";

const STACK = "staging";
const SERVICE = "aws:ecs/service:Service";
const LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const RULE = "aws:lb/listenerRule:ListenerRule";
const GROUP = "aws:autoscaling/group:Group";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

/** Tasks that someone, or scaling by load, asks for meanwhile: more than the configuration began with. */
const SCALED = 4;

/** What must outlive every change that is made while people use the product. */
const LASTING = [SERVICE, LOAD_BALANCER, RULE, GROUP, ALARM, "aws:lb/targetGroup:TargetGroup"];

/**
 * Scaling and rollout with the real engine, in the order in which it happens to people: each test starts from the deployed
 * environment and leaves it deployed.
 */
describe("an environment that scales", () => {
  let rehearsal: Rehearsal;

  beforeAll(async () => {
    rehearsal = await Rehearsal.begin();
    await rehearsal.succeed("stack", "init", STACK);
    rehearsal.withoutStoresAndMonitoring(STACK);
    await rehearsal.deploy(STACK);
  });

  afterAll(() => rehearsal.end());

  /** Ids of what the environment holds but for the worker's, of which other tests tell. */
  async function idsOf(...types: readonly string[]): Promise<string[]> {
    const held = await rehearsal.held(STACK);
    return held
      .filter(({ type, urn }) => types.includes(type) && !urn.includes("proofpix-staging-worker"))
      .map(({ id }) => id)
      .sort();
  }

  async function only(type: string): Promise<Record<string, unknown>> {
    const { controlUrl } = await rehearsal.cloud();
    const [id, ...others] = await idsOf(type);
    if (id === undefined || others.length > 0) throw new Error(`expected one ${type}`);
    return showResource(controlUrl, id);
  }

  /** Share of the requests that each group gets, by the rule's name. */
  async function weights(): Promise<Record<string, number[]>> {
    const { controlUrl } = await rehearsal.cloud();
    const rules = (await rehearsal.held(STACK)).filter(({ type }) => type === RULE);
    const shown = await Promise.all(
      rules.map(async ({ id, urn }) => {
        const { actions } = (await showResource(controlUrl, id)) as {
          actions: { forward: { targetGroups: { weight: number }[] } }[];
        };
        const shares = actions[0]?.forward.targetGroups.map(({ weight }) => weight) ?? [];
        return [urn.split("::").at(-1)?.replace("proofpix-staging-enterprise-", "") ?? "", shares] as const;
      }),
    );
    return Object.fromEntries(shown);
  }

  /** Deploys changes and expects everything lasting to be what it was. */
  async function deployInPlace(...changes: readonly [path: (string | number)[], value: unknown][]): Promise<void> {
    const before = await idsOf(...LASTING);
    for (const [path, value] of changes) rehearsal.configure(STACK, path, value);
    await rehearsal.deploy(STACK);
    expect(await idsOf(...LASTING)).toEqual(before);
    await rehearsal.expectNothingLostOrDoubled(STACK);
  }

  it("shifts traffic between the groups with each deployment, and leaves the rules to ECS", async () => {
    const before = await weights();
    await deployInPlace([["proofpix:image"], "registry.proofpix.com/proofpix/enterprise:1.0.1"]);
    const after = await weights();

    expect(Object.keys(after).sort()).toEqual(["production", "test"]);
    expect(after).toEqual(Object.fromEntries(Object.entries(before).map(([rule, [a, b]]) => [rule, [b, a]])));
  });

  it("takes neither the shift nor a scaling, by hand or by load, for a change to undo", async () => {
    const { controlUrl } = await rehearsal.cloud();
    const before = await weights();
    const [service = ""] = await idsOf(SERVICE);
    await driftResource(controlUrl, service, "desiredCount", SCALED);

    await rehearsal.succeed("refresh", "--yes", "--skip-preview", "--stack", STACK);
    await rehearsal.deploy(STACK);

    expect(await weights()).toEqual(before);
    expect(Object.keys(await rehearsal.changes(STACK))).toEqual(["same"]);
    expect(await only(SERVICE)).toMatchObject({ desiredCount: SCALED });
  });

  it("keeps every alarm on both groups, whichever is live", async () => {
    const { controlUrl } = await rehearsal.cloud();
    const groups = await idsOf("aws:lb/targetGroup:TargetGroup");
    const alarms = await Promise.all((await idsOf(ALARM)).map((id) => showResource(controlUrl, `${ALARM}::${id}`)));
    const onGroups = alarms
      .map((alarm) => JSON.stringify(alarm))
      .filter((alarm) => alarm.includes('"TargetGroup":"targetgroup/'));

    expect(groups).toHaveLength(2);
    expect(onGroups.length).toBeGreaterThanOrEqual(5);
    for (const alarm of onGroups) {
      for (const group of groups) expect(alarm).toContain(group.split(":").at(-1));
    }
  });

  it("changes strategy, bounds, port and instance types in place, and stays scaled as it was", async () => {
    await deployInPlace(
      [["proofpix:deploymentStrategy"], "rolling"],
      [["proofpix:maxInstances"], 4],
      [["proofpix:services", 0, "environment"], { LOG_LEVEL: "debug" }],
    );
    expect(await only(SERVICE)).toMatchObject({
      deploymentConfiguration: { strategy: "ROLLING" },
      desiredCount: SCALED,
    });

    await deployInPlace(
      [["proofpix:deploymentStrategy"], "linear"],
      [["proofpix:instances"], { types: ["m5.xlarge"] }],
    );
    expect(await only(SERVICE)).toMatchObject({ deploymentConfiguration: { strategy: "LINEAR" } });
    expect(await only(GROUP)).toMatchObject({ launchTemplate: { version: "2" } });
  });

  it("moves to Fargate and back by one word, and empties the instances behind it", async () => {
    await deployInPlace(
      [["proofpix:capacity"], "fargate"],
      [["proofpix:deploymentStrategy"], "canary"],
      [["proofpix:services", 0, "port"], 4000],
    );
    expect(await only(SERVICE)).toMatchObject({
      capacityProviderStrategies: [{ capacityProvider: "FARGATE" }],
      deploymentConfiguration: { strategy: "CANARY" },
    });
    expect(await only(GROUP)).toMatchObject({ minSize: 0 });

    await deployInPlace(
      [["proofpix:capacity"], "ec2"],
      [["proofpix:deploymentStrategy"], "blue-green"],
      [["proofpix:minInstances"], 3],
    );
    expect(await only(SERVICE)).toMatchObject({
      capacityProviderStrategies: [{ capacityProvider: expect.stringContaining("staging-instances") as unknown }],
      deploymentConfiguration: { strategy: "BLUE_GREEN" },
    });
  });

  it("takes further services, each in its own way, and lets them go", async () => {
    const before = rehearsal.configuration(STACK);
    rehearsal.configure(STACK, ["proofpix:services", 2], {
      name: "api",
      routing: { paths: ["/api/*"] },
      deployment: { strategy: "canary" },
    });
    rehearsal.configure(STACK, ["proofpix:services", 3], {
      name: "jobs",
      worker: true,
      scaling: { queueName: "jobs" },
    });
    const added = await rehearsal.steps(STACK);
    rehearsal.restore(STACK, before);
    const removed = await rehearsal.steps(STACK);

    expect(added.map(({ op }) => op)).toContain("create");
    expect(operations(added, "enterprise")).toEqual([]);
    expect(operations(removed, "enterprise")).toEqual([]);
    expect(removed.map(({ op }) => op)).toContain("delete");
    expect(removed.map(({ op }) => op)).not.toContain("replace");
    await rehearsal.expectNothingLostOrDoubled(STACK);
  });

  it("leaves nothing behind when it is destroyed, capacity provider included", async () => {
    await rehearsal.succeed("destroy", "--yes", "--skip-preview", "--stack", STACK);

    expect(await rehearsal.held(STACK)).toEqual([]);
    expect(rehearsal.recorded(STACK)).toEqual([]);
  });
});

/** What was done to what belongs to a service. */
function operations(steps: readonly PlannedStep[], service: string): PlannedStep[] {
  return steps.filter(({ urn }) => urn.split("::").at(-1)?.startsWith(`proofpix-staging-${service}`));
}
