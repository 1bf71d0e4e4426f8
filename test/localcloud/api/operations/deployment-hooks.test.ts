import type { Properties } from "../../../../localcloud/model/values";
import { shifting } from "../../services/ecs/shifting";
import { SERVICE } from "../../services/ecs/tasks";
import { type ApiRehearsal, apiRehearsal } from "../support";

const NAMED = { cluster: "production", service: "enterprise" };

/** A blue-green deployment that waits for somebody before it shifts production traffic. */
async function paused() {
  const rehearsal = apiRehearsal();
  const pause = { targetType: "PAUSE", lifecycleStages: ["POST_TEST_TRAFFIC_SHIFT"] };
  const deploymentConfiguration = { strategy: "BLUE_GREEN", bakeTimeInMinutes: "1", lifecycleHooks: [pause] };
  rehearsal.test.create(SERVICE, { ...shifting(rehearsal.test).inputs, deploymentConfiguration });
  rehearsal.pass(3600 * 25); // the first deployment's pause is over
  await rehearsal.call("ecs", "UpdateService", { ...NAMED, forceNewDeployment: true });
  rehearsal.pass(600);
  const { serviceDeployments } = await rehearsal.call("ecs", "ListServiceDeployments", NAMED);
  const { serviceDeploymentArn } = (serviceDeployments as Properties[])[0] ?? {};
  return { ...rehearsal, serviceDeploymentArn };
}

async function deployment({ call, serviceDeploymentArn }: ApiRehearsal & { serviceDeploymentArn: unknown }) {
  const { serviceDeployments } = await call("ecs", "DescribeServiceDeployments", {
    serviceDeploymentArns: [serviceDeploymentArn],
  });
  return (serviceDeployments as Properties[])[0] ?? {};
}

describe("ContinueServiceDeployment of Amazon ECS", () => {
  it.each([
    ["goes on", { action: "CONTINUE" }, "SUCCESSFUL"],
    ["goes on by default", {}, "SUCCESSFUL"],
    ["is rolled back", { action: "ROLLBACK" }, "ROLLBACK_SUCCESSFUL"],
  ])("answers a pause: the deployment %s", async (_, action, status) => {
    const rehearsal = await paused();
    const { call, serviceDeploymentArn } = rehearsal;
    const { lifecycleHookDetails } = await deployment(rehearsal);
    const [{ hookId, status: hookStatus } = {}] = lifecycleHookDetails as Properties[];
    const answer = await call("ecs", "ContinueServiceDeployment", { serviceDeploymentArn, hookId, ...action });
    rehearsal.pass(1200);

    expect(hookStatus).toBe("AWAITING_ACTION");
    expect(answer).toEqual({ serviceDeploymentArn });
    expect(await deployment(rehearsal)).toMatchObject({ status });
  });

  it("refuses a hook that isn't there, and a deployment that isn't", async () => {
    const { call, serviceDeploymentArn } = await paused();

    await expect(
      call("ecs", "ContinueServiceDeployment", { serviceDeploymentArn, hookId: "other" }),
    ).rejects.toMatchObject({ code: "InvalidParameterException" });
    await expect(
      call("ecs", "ContinueServiceDeployment", { serviceDeploymentArn: "arn:none", hookId: "other" }),
    ).rejects.toMatchObject({ code: "ServiceDeploymentNotFoundException" });
  });
});

describe("UpdateService of Amazon ECS", () => {
  it("takes the load balancers away from a service, which deploys it", async () => {
    const rehearsal = apiRehearsal();
    const { inputs } = shifting(rehearsal.test);
    rehearsal.test.create(SERVICE, { ...inputs, deploymentConfiguration: undefined });
    rehearsal.pass(300);
    const { service } = await rehearsal.call("ecs", "UpdateService", { ...NAMED, loadBalancers: [] });

    expect(service).toMatchObject({ loadBalancers: [], deployments: [{ rolloutState: "IN_PROGRESS" }, {}] });
    rehearsal.pass(600);
    expect(rehearsal.running.all("target")).toEqual([]);
  });

  it("changes load balancers, strategy and hooks as a program does, with the same refusals", async () => {
    const rehearsal = apiRehearsal();
    rehearsal.test.create(SERVICE, shifting(rehearsal.test).inputs);
    rehearsal.pass(600);
    const lifecycleHooks = [{ targetType: "PAUSE", lifecycleStages: ["PRE_SCALE_UP"] }];
    const deploymentConfiguration = { strategy: "CANARY", bakeTimeInMinutes: 2, lifecycleHooks };
    const { service } = await rehearsal.call("ecs", "UpdateService", { ...NAMED, deploymentConfiguration });
    const { loadBalancers } = service as Properties;
    const [first = {}] = loadBalancers as Properties[];

    expect(service).toMatchObject({ deploymentConfiguration: { ...deploymentConfiguration, maximumPercent: 200 } });
    await expect(
      rehearsal.call("ecs", "UpdateService", { ...NAMED, loadBalancers: [{ ...first, targetGroupArn: "arn:none" }] }),
    ).rejects.toMatchObject({ code: "InvalidParameterException" });
    await expect(
      rehearsal.call("ecs", "UpdateService", { ...NAMED, deploymentController: { type: "EXTERNAL" } }),
    ).rejects.toThrow();
  });
});
