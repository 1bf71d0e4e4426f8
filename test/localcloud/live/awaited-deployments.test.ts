import { VirtualClock } from "../../../localcloud/behaviour/clock/virtual-clock";
import type { ServiceDeployment } from "../../../localcloud/behaviour/model/service";
import { RunningState } from "../../../localcloud/behaviour/world/running-state";
import { AwaitedDeployments } from "../../../localcloud/live/awaited-deployments";
import { service, SERVICE_ARN } from "../behaviour/ecs/tasks/cluster";
import { resource, START } from "../behaviour/support/deployed";

const WAITING = service({ waitForSteadyState: true });
const ROLLED_BACK = "Service deployment rolled back because the circuit breaker threshold was exceeded.";

function deployment(id: string, other: Partial<ServiceDeployment> = {}): ServiceDeployment {
  return {
    arn: `arn:aws:ecs:eu-west-1:123456789012:service-deployment/shop/web/${id}`,
    id,
    serviceArn: SERVICE_ARN,
    targetRevisionArn: "revision",
    strategy: "ROLLING",
    status: "IN_PROGRESS",
    failedTasks: 0,
    createdAt: START,
    ...other,
  };
}

/** What is waited for, with what the world does as soon as it sees the change. */
function awaited({ begins = true, isDeployed = true } = {}) {
  const running = new RunningState();
  const clock = new VirtualClock(START);
  const put = (value: ServiceDeployment): void => {
    running.apply([{ kind: "serviceDeployment", id: value.arn, value }]);
  };
  put(deployment("before", { status: "SUCCESSFUL", createdAt: START - 1 }));
  const actNow = (): void => {
    if (begins) put(deployment("now"));
  };
  const deployments = new AwaitedDeployments(running, clock, actNow, () => isDeployed);
  const change = (other: Partial<ServiceDeployment>): void => {
    put(deployment("now", other));
    deployments.changed();
  };
  return { deployments, clock, change };
}

/** Whether a promise is settled by now. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  const open = Symbol("open");
  return (await Promise.race([promise, Promise.resolve(open)])) !== open;
}

describe("what a provider waits for", () => {
  it("is the deployment that a change begins, not the one of before", async () => {
    const { deployments, change } = awaited();
    const reason = deployments.reasonOf(WAITING, "update");
    change({ lifecycleStage: "SCALE_UP" });
    expect(await isSettled(reason)).toBe(false);
    change({ status: "SUCCESSFUL" });

    expect(await reason).toBeUndefined();
  });

  it("is over at once where a change begins no deployment, as one of the desired count", async () => {
    const { deployments } = awaited({ begins: false });

    expect(await deployments.reasonOf(WAITING, "update")).toBeUndefined();
  });

  it.each(["ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED", "STOPPED"] as const)(
    "fails with the reason of %s",
    async (status) => {
      const { deployments, change } = awaited();
      const reason = deployments.reasonOf(WAITING, "create");
      change({ status, statusReason: ROLLED_BACK });

      expect(await reason).toBe(`waiting for ECS Service (${SERVICE_ARN}) create: ${ROLLED_BACK}`);
    },
  );

  it("waits through a rollback that is under way", async () => {
    const { deployments, change } = awaited();
    const reason = deployments.reasonOf(WAITING, "update");
    change({ status: "ROLLBACK_IN_PROGRESS" });

    expect(await isSettled(reason)).toBe(false);
  });

  it.each([
    [undefined, 20 * 60, "20m0s"],
    [90, 90, "1m30s"],
    [2 * 60 * 60, 2 * 60 * 60, "2h0m0s"],
  ])("times out, with customTimeouts of %p seconds after %d on the world's clock", async (given, seconds, told) => {
    const { deployments, clock } = awaited();
    const reason = deployments.reasonOf(WAITING, "update", given);
    clock.runUntil(START + seconds * 1_000 - 1);
    expect(await isSettled(reason)).toBe(false);
    clock.runUntil(START + seconds * 1_000);

    expect(await reason).toBe(
      `waiting for ECS Service (${SERVICE_ARN}) update: timeout while waiting for state to become 'tfSTABLE' ` +
        `(last state: 'tfPENDING', timeout: ${told})`,
    );
  });

  it.each([
    ["a service that isn't waited for", service(), true],
    ["a service that says so", service({ waitForSteadyState: false }), true],
    ["a service that nothing here can run", WAITING, false],
    ["any other resource", resource("aws:sqs/queue:Queue", "queue", { waitForSteadyState: true }), true],
  ])("is nothing of %s", async (_what, asked, isDeployed) => {
    expect(await awaited({ isDeployed }).deployments.reasonOf(asked, "create")).toBeUndefined();
  });
});
