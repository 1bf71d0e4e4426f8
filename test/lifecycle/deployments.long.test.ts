import { injectFault, showResource } from "../../localcloud/control-client";
import { Rehearsal } from "../support/rehearsal";

const STACK = "staging";
const SERVICE = "aws:ecs/service:Service";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:proofpix/session-key-AbCdEf";

/**
 * Releases of a blue-green service with the real engine, told in order: what its running tasks need stays until the new
 * ones have taken over, and what ECS rolls back stays as it is until it is deployed again.
 */
describe("a release", () => {
  let rehearsal: Rehearsal;

  beforeAll(async () => {
    rehearsal = await Rehearsal.begin();
    await rehearsal.succeed("stack", "init", STACK);
    rehearsal.withoutStoresAndMonitoring(STACK);
    rehearsal.configure(STACK, ["proofpix:services", 0, "deployment"], { strategy: "blue-green", bakeTime: "2h" });
    await rehearsal.deploy(STACK);
  });

  afterAll(() => rehearsal.end());

  async function service(): Promise<Record<string, unknown>> {
    const [found] = (await rehearsal.held(STACK)).filter(
      ({ type, urn }) => type === SERVICE && urn.endsWith("::proofpix-staging-enterprise"),
    );
    const { controlUrl } = await rehearsal.cloud();
    return showResource(controlUrl, found?.id ?? "");
  }

  async function portsOfTasks(): Promise<unknown[]> {
    const { controlUrl } = await rehearsal.cloud();
    const rules = (await rehearsal.held(STACK)).filter(({ urn }) => urn.includes("from-load-balancer"));
    const shown = await Promise.all(rules.map(({ id }) => showResource(controlUrl, id)));
    return shown.map((rule) => rule.fromPort).sort();
  }

  it("isn't cut short by the provider's twenty minutes", async () => {
    expect(await service()).toMatchObject({ deploymentConfiguration: { bakeTimeInMinutes: "120" } });
  });

  it("lets old tasks be reached and started until new ones have taken over", async () => {
    const before = rehearsal.journal().length;
    rehearsal.configure(STACK, ["proofpix:services", 0, "port"], 4000);
    rehearsal.configure(STACK, ["proofpix:services", 0, "secrets"], { SESSION_KEY: SECRET });
    await rehearsal.deploy(STACK);

    const steps = rehearsal.journal().slice(before);
    const moved = steps.findIndex(({ key }) => key.startsWith(`${SERVICE}::`));
    const added = steps.slice(0, moved).filter(({ value }) => value !== undefined);
    const removed = steps.flatMap(({ key, value }, index) => (value === undefined ? [{ key, index }] : []));
    for (const type of [INGRESS, EGRESS, ROLE_POLICY]) {
      expect(added.filter(({ key }) => key.startsWith(`${type}::`))).toHaveLength(1);
      expect(removed.filter(({ key, index }) => key.startsWith(`${type}::`) && index > moved)).toHaveLength(1);
    }
    expect(removed.filter(({ index }) => index < moved)).toEqual([]);
    expect(await portsOfTasks()).toEqual([4000]);
    await rehearsal.expectNothingLostOrDoubled(STACK);
  });

  it("fails when ECS rolls it back, and leaves what the running tasks need", async () => {
    const { taskDefinition } = await service();
    const { controlUrl } = await rehearsal.cloud();
    await injectFault(controlUrl, { operation: "update", type: SERVICE, how: "roll-back" });
    rehearsal.configure(STACK, ["proofpix:services", 0, "port"], 5000);
    const { code, output } = await rehearsal.up(STACK);

    expect(code).not.toBe(0);
    expect(output).toContain("Service deployment rolled back because the circuit breaker threshold was exceeded.");
    expect(await service()).toMatchObject({ taskDefinition, loadBalancers: [{ containerPort: 4000 }] });
    expect(await portsOfTasks()).toEqual([4000, 5000]);
  });

  it("isn't taken for deployed by the next update, which would remove what runs", async () => {
    const { taskDefinition } = await service();
    const { code, output } = await rehearsal.up(STACK);

    expect(code).not.toBe(0);
    expect(output).toContain("run `pulumi up --refresh`");
    expect(await service()).toMatchObject({ taskDefinition });
    expect(await portsOfTasks()).toEqual([4000, 5000]);
  });

  it("is deployed again by an update that looks first", async () => {
    await rehearsal.succeed("up", "--refresh", "--yes", "--skip-preview", "--stack", STACK);

    expect(await service()).toMatchObject({ loadBalancers: [{ containerPort: 5000 }] });
    expect(await portsOfTasks()).toEqual([5000]);
    await rehearsal.expectNothingLostOrDoubled(STACK);
  });

  it("is given up by going back to the configuration before", async () => {
    const { controlUrl } = await rehearsal.cloud();
    await injectFault(controlUrl, { operation: "update", type: SERVICE, how: "roll-back" });
    rehearsal.configure(STACK, ["proofpix:services", 0, "port"], 6000);
    rehearsal.configure(STACK, ["proofpix:services", 0, "secrets"], undefined);
    expect(await rehearsal.up(STACK)).not.toMatchObject({ code: 0 });
    rehearsal.configure(STACK, ["proofpix:services", 0, "port"], 5000);
    rehearsal.configure(STACK, ["proofpix:services", 0, "secrets"], { SESSION_KEY: SECRET });
    await rehearsal.succeed("up", "--refresh", "--yes", "--skip-preview", "--stack", STACK);

    expect(await service()).toMatchObject({ loadBalancers: [{ containerPort: 5000 }] });
    expect(await portsOfTasks()).toEqual([5000]);
    await rehearsal.expectNothingLostOrDoubled(STACK);
    expect(await rehearsal.planned(STACK)).toEqual([]);
  });
});
