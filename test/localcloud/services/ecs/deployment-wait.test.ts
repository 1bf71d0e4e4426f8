import { UnsettledError } from "../../../../localcloud/cloud/errors";
import type { Properties } from "../../../../localcloud/model/values";
import { inLocalCloud, REGION, type TestCloud } from "../../support";
import { shifting } from "./shifting";
import { SERVICE } from "./tasks";

const URN = "urn:pulumi:test::test::aws:ecs/service:Service::web";
const HOUR = 3600;

/** A service that is waited for, and how the provider fails to create it; undefined where it doesn't. */
function creation(deploymentConfiguration: Properties, more: Properties = {}, timeoutSeconds?: number) {
  const cloud = inLocalCloud();
  const inputs = { ...shifting(cloud).inputs, waitForSteadyState: true, deploymentConfiguration, ...more };
  return failureOf(() => cloud.cloud.create({ type: SERVICE, urn: URN, region: REGION, inputs, timeoutSeconds }));
}

function failureOf(action: () => unknown): UnsettledError | undefined {
  try {
    action();
  } catch (error) {
    if (error instanceof UnsettledError) return error;
    throw error;
  }
  return undefined;
}

function blueGreen(bakeTimeInMinutes: string, more: Properties = {}): Properties {
  return { strategy: "BLUE_GREEN", bakeTimeInMinutes, ...more };
}

function pause(lifecycleStages: readonly string[], timeoutConfiguration?: Properties): Properties {
  return { lifecycleHooks: [{ targetType: "PAUSE", lifecycleStages, timeoutConfiguration }] };
}

/** terraform-provider-aws, `ResourceService` (Timeouts) and `waitServiceStable`. */
describe("waiting for a deployment", () => {
  it.each<[string, Properties, Properties, string]>([
    ["bake time", blueGreen("20"), blueGreen("19"), "takes 20 min by its own durations (bake time 20 min)"],
    [
      "a canary",
      { strategy: "CANARY", bakeTimeInMinutes: "3", canaryConfiguration: { canaryBakeTimeInMinutes: "17" } },
      { strategy: "CANARY", bakeTimeInMinutes: "3", canaryConfiguration: { canaryBakeTimeInMinutes: "16" } },
      "(bake time 3 min, canary 17 min)",
    ],
    [
      "steps",
      { strategy: "LINEAR", linearConfiguration: { stepPercent: 10, stepBakeTimeInMinutes: "3" } },
      { strategy: "LINEAR", linearConfiguration: { stepPercent: 10, stepBakeTimeInMinutes: "2" } },
      "(steps 27 min)",
    ],
    [
      "steps of 10 % and 6 minutes, AWS's defaults",
      { strategy: "LINEAR" },
      { strategy: "LINEAR", linearConfiguration: { stepPercent: 34 } },
      "(steps 54 min)",
    ],
    [
      "a canary of 10 minutes, AWS's default",
      { strategy: "CANARY", bakeTimeInMinutes: "10" },
      { strategy: "CANARY", bakeTimeInMinutes: "9" },
      "(bake time 10 min, canary 10 min)",
    ],
    [
      "a pause",
      blueGreen("0", pause(["PRE_SCALE_UP"], { timeoutInMinutes: "60", action: "ROLLBACK" })),
      blueGreen("0", pause(["PRE_SCALE_UP"], { timeoutInMinutes: "19", action: "ROLLBACK" })),
      "(pause at PRE_SCALE_UP 60 min)",
    ],
    [
      "a pause without time of its own",
      blueGreen("0", pause(["PRE_SCALE_UP", "POST_SCALE_UP"])),
      blueGreen("0"),
      "takes 2880 min",
    ],
  ])("fails after twenty minutes for %s", (_, long, short, words) => {
    const failure = creation(long);

    expect(failure?.message).toMatch(
      /^waiting for ECS Service \(arn:aws:ecs:.*\) create: timeout while waiting for state to become 'tfSTABLE'/,
    );
    expect(failure?.message).toContain("timeout: 20m0s");
    expect(failure?.message).toContain(words);
    expect(creation(short)).toBeUndefined();
  });

  it("fails after the program's own timeout, shorter or longer", () => {
    expect(creation(blueGreen("20"), {}, HOUR)).toBeUndefined();
    expect(creation(blueGreen("60"), {}, HOUR)?.message).toContain("timeout: 1h0m0s");
    expect(creation(blueGreen("3"), {}, 120)?.message).toContain("timeout: 2m0s");
  });

  it("doesn't fail where the provider doesn't wait", () => {
    expect(creation(blueGreen("120"), { waitForSteadyState: false })).toBeUndefined();
  });

  function running(): { cloud: TestCloud; change: (changed: Properties) => UnsettledError | undefined } {
    const cloud = inLocalCloud();
    const inputs = { ...shifting(cloud).inputs, waitForSteadyState: true, deploymentConfiguration: blueGreen("60") };
    cloud.cloud.create({ type: SERVICE, urn: URN, region: REGION, inputs, timeoutSeconds: 2 * HOUR });
    const [service] = cloud.cloud.state.ofType(SERVICE);
    if (service === undefined) throw new Error("there is no service");
    return { cloud, change: (changed) => failureOf(() => cloud.update(service, changed)) };
  }

  it("fails for an update that deploys, and for no other", () => {
    expect(running().change({ forceNewDeployment: true })?.message).toContain("update: timeout while waiting");
    expect(running().change({ tags: { Team: "shop" } })).toBeUndefined();
  });

  it("leaves the update in the cloud, since ECS continues the deployment", () => {
    const { cloud, change } = running();
    change({ forceNewDeployment: true });

    expect(cloud.cloud.state.ofType(SERVICE)).toMatchObject([{ inputs: { forceNewDeployment: true } }]);
  });
});

/** terraform-provider-aws, `TestAccECSService_BlueGreenDeployment_circuitBreakerRollback`. */
describe("a rollback by ECS", () => {
  function request(inputs: Properties) {
    return { type: SERVICE, urn: URN, region: REGION, inputs, rollsBack: true };
  }

  it("has no revision to return to in a first deployment, and leaves the service", () => {
    const cloud = inLocalCloud();
    const { inputs } = shifting(cloud);
    const failure = failureOf(() => cloud.cloud.create(request(inputs)));

    expect(failure?.message).toMatch(/create: No rollback candidate was found to run the rollback\.$/);
    expect(cloud.cloud.state.ofType(SERVICE)).toHaveLength(1);
  });

  it("returns to the last revision under the service's new settings, and leaves the traffic where it was", () => {
    const cloud = inLocalCloud();
    const given = shifting(cloud);
    const service = cloud.create(SERVICE, given.inputs);
    const production = cloud.cloud.state.find(given.production.type, given.production.id);
    const asked = { ...service.inputs, platformVersion: "1.4.0", healthCheckGracePeriodSeconds: 300 };
    const failure = failureOf(() => cloud.cloud.update(service, request(asked)));
    const [left] = cloud.cloud.state.ofType(SERVICE);

    expect(failure?.message).toContain("rolled back because the circuit breaker threshold was exceeded.");
    expect(failure?.asked.inputs).toEqual(asked);
    expect(left?.inputs).toEqual({ ...service.inputs, healthCheckGracePeriodSeconds: 300 });
    expect(cloud.cloud.state.find(given.production.type, given.production.id)).toEqual(production);
  });

  it("needs a deployment", () => {
    const cloud = inLocalCloud();
    const service = cloud.create(SERVICE, shifting(cloud).inputs);
    const asked = { ...service.inputs, tags: { Team: "shop" } };

    expect(failureOf(() => cloud.cloud.update(service, request(asked)))).toBeUndefined();
  });
});
