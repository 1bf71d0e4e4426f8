import type { CloudResource } from "../../../../../localcloud/model/resource";
import type { Properties } from "../../../../../localcloud/model/values";
import { deploymentOutcome } from "../../../../../localcloud/behaviour/ecs/deployments/deployment-outcome";
import type { SmallWorld } from "../../support/small-world";
import type { Fate } from "./fake-scheduler";
import {
  alarm,
  BLUE,
  deployingWorld,
  deploymentsOf,
  GREEN,
  messages,
  newest,
  PRODUCTION_RULE,
  ringing,
  SERVICE_ARN,
  shiftedService,
  taskDefinition,
  TEST_RULE,
  wanted,
  weights,
} from "./samples";

const SECOND_DEFINITION = { taskDefinition: taskDefinition(2).id };

/** A world whose service has had its first deployment. */
function deployedWorld(
  configuration: Properties = {},
  { fates = {}, inputs = {}, resources = [] }: DeployedWorldOptions = {},
): SmallWorld {
  const world = deployingWorld(fates, resources);
  world.deploy(shiftedService({ ...configuration, lifecycleHooks: [] }, inputs));
  world.pass(600);
  expect(newest(world).status).toBe("SUCCESSFUL");
  return world;
}

interface DeployedWorldOptions {
  readonly fates?: Readonly<Record<string, Fate>>;
  readonly inputs?: Properties;
  readonly resources?: readonly CloudResource[];
}

describe("the first blue/green deployment", () => {
  it("starts its tasks in the target group that serves no requests, and shifts traffic to it", () => {
    const world = deployingWorld();
    world.deploy(shiftedService({}));
    expect(newest(world)).toMatchObject({ strategy: "BLUE_GREEN", lifecycleStage: "SCALE_UP" });
    expect(world.running.all("serviceRevision")[0]?.targetGroups).toEqual([
      { targetGroupArn: GREEN, container: "web", containerPort: 3000 },
    ]);
    expect(weights(world, PRODUCTION_RULE)).toEqual([1, 0]);
    world.pass(30);
    expect(newest(world)).toMatchObject({ lifecycleStage: "BAKE_TIME", productionTrafficPercent: 100 });
    expect(weights(world, PRODUCTION_RULE)).toEqual([0, 100]);
    expect(weights(world, TEST_RULE)).toEqual([0, 100]);
    world.pass(180);
    expect(newest(world).status).toBe("SUCCESSFUL");
    expect(messages(world)).toEqual([
      `(service web) (deployment ${newest(world).id}) deployment completed.`,
      "(service web) has reached a steady state.",
    ]);
  });

  it("has no rollback candidate: its traffic stays where it was", () => {
    const world = deployingWorld({ "web:1": "fails to start" });
    world.deploy(shiftedService({}));
    world.pass(60);
    expect(newest(world)).toMatchObject({
      status: "ROLLBACK_FAILED",
      statusReason: "No rollback candidate was found to run the rollback.",
    });
    expect(weights(world, PRODUCTION_RULE)).toEqual([1, 0]);
    expect(wanted(world)).toEqual({});
    expect(messages(world)).toEqual([
      `(service web) (deployment ${newest(world).id}) deployment failed: Service deployment rolled back because ` +
        "the circuit breaker threshold was exceeded.",
    ]);
  });
});

describe("a blue/green deployment", () => {
  it("keeps blue until the bake time is over, and shifts test traffic and production traffic to green", () => {
    const world = deployedWorld();
    expect(weights(world, PRODUCTION_RULE)).toEqual([0, 100]);
    world.deploy(shiftedService({}, SECOND_DEFINITION));
    expect(newest(world).lifecycleStage).toBe("SCALE_UP");
    expect(wanted(world)).toEqual({ "web:1": 4, "web:2": 4 });
    expect(world.running.find("serviceRevision", newest(world).targetRevisionArn)?.targetGroups).toMatchObject([
      { targetGroupArn: BLUE },
    ]);
    world.pass(29);
    expect(weights(world, TEST_RULE)).toEqual([0, 100]);
    world.pass(1);
    expect(newest(world).lifecycleStage).toBe("BAKE_TIME");
    expect(weights(world, TEST_RULE)).toEqual([100, 0]);
    expect(weights(world, PRODUCTION_RULE)).toEqual([100, 0]);
    world.pass(179);
    expect(wanted(world)).toEqual({ "web:1": 4, "web:2": 4 });
    world.pass(1);
    expect(newest(world)).toMatchObject({ status: "IN_PROGRESS", lifecycleStage: "CLEAN_UP" });
    expect(wanted(world)).toEqual({ "web:2": 4 });
    world.pass(30);
    expect(newest(world).status).toBe("SUCCESSFUL");
    expect(deploymentOutcome(world.running, SERVICE_ARN)).toEqual({ succeeded: true });
  });

  it("is rolled back by the circuit breaker before any traffic is shifted", () => {
    const world = deployedWorld({}, { fates: { "web:2": "unhealthy" } });
    const first = newest(world);
    const before = world.events.length;
    world.deploy(shiftedService({}, SECOND_DEFINITION));
    world.pass(120);
    expect(newest(world).status).toBe("ROLLBACK_SUCCESSFUL");
    expect(weights(world, PRODUCTION_RULE)).toEqual([0, 100]);
    expect(weights(world, TEST_RULE)).toEqual([0, 100]);
    expect(wanted(world)).toEqual({ "web:1": 4 });
    expect(messages(world, before)).toEqual([
      `(service web) (deployment ${newest(world).id}) deployment failed: Service deployment rolled back because ` +
        "the circuit breaker threshold was exceeded.",
      `(service web) rolling back to deployment ${first.id}.`,
      `(service web) (deployment ${first.id}) deployment completed.`,
      "(service web) has reached a steady state.",
    ]);
  });

  it("is rolled back by an alarm during the bake time: traffic returns at once, green tasks end", () => {
    const inputs = { alarms: { alarmNames: ["errors"], enable: true, rollback: true } };
    const world = deployedWorld({}, { inputs, resources: [alarm("errors")] });
    world.deploy(shiftedService({}, { ...inputs, ...SECOND_DEFINITION }));
    world.pass(90);
    expect(weights(world, PRODUCTION_RULE)).toEqual([100, 0]);
    world.change(ringing("errors"));
    expect(weights(world, PRODUCTION_RULE)).toEqual([0, 100]);
    expect(weights(world, TEST_RULE)).toEqual([0, 100]);
    expect(wanted(world)).toEqual({ "web:1": 4 });
    expect(newest(world)).toMatchObject({
      status: "ROLLBACK_IN_PROGRESS",
      statusReason: "Service deployment rolled back because of one or more active alarms.",
    });
    world.pass(30);
    expect(newest(world).status).toBe("ROLLBACK_SUCCESSFUL");
    expect(world.cloud.find("aws:ecs/service:Service", SERVICE_ARN)?.inputs.taskDefinition).toBe(taskDefinition(1).id);
  });

  it("stops where no rollback is asked for: traffic stays with the revision that has all of it", () => {
    const inputs = { alarms: { alarmNames: ["errors"], enable: true, rollback: false } };
    const world = deployedWorld({}, { inputs, resources: [alarm("errors")] });
    world.deploy(shiftedService({}, { ...inputs, ...SECOND_DEFINITION }));
    world.pass(90);
    world.change(ringing("errors"));
    expect(newest(world).status).toBe("STOPPED");
    expect(weights(world, PRODUCTION_RULE)).toEqual([100, 0]);
    world.pass(600);
    expect(wanted(world)).toEqual({ "web:1": 4, "web:2": 4 });
  });

  it("that replaces another one reconciles the service first", () => {
    const world = deployedWorld();
    const first = newest(world);
    world.deploy(shiftedService({}, SECOND_DEFINITION));
    world.pass(60); // all traffic is on the second revision, which bakes
    world.deploy(shiftedService({}, { taskDefinition: taskDefinition(3).id }));
    expect(deploymentsOf(world).map(({ status }) => status)).toEqual(["SUCCESSFUL", "STOPPED", "IN_PROGRESS"]);
    expect(newest(world)).toMatchObject({
      lifecycleStage: "RECONCILE_SERVICE",
      sourceRevisionArn: first.targetRevisionArn,
    });
    expect(wanted(world)).toEqual({ "web:1": 4 });
    expect(weights(world, PRODUCTION_RULE)).toEqual([0, 100]);
    world.pass(30);
    expect(newest(world).lifecycleStage).toBe("SCALE_UP");
    expect(wanted(world)).toEqual({ "web:1": 4, "web:3": 4 });
    world.pass(300);
    expect(newest(world).status).toBe("SUCCESSFUL");
    expect(weights(world, PRODUCTION_RULE)).toEqual([100, 0]);
    expect(wanted(world)).toEqual({ "web:3": 4 });
  });

  it("that is replaced in its clean up has succeeded: the tasks that it replaced are being stopped", () => {
    const world = deployedWorld();
    world.deploy(shiftedService({}, SECOND_DEFINITION));
    world.pass(210);
    const second = newest(world);
    expect(second.lifecycleStage).toBe("CLEAN_UP");
    world.deploy(shiftedService({}, { taskDefinition: taskDefinition(3).id }));
    expect(deploymentsOf(world).map(({ status }) => status)).toEqual(["SUCCESSFUL", "SUCCESSFUL", "IN_PROGRESS"]);
    expect(newest(world).sourceRevisionArn).toBe(second.targetRevisionArn);
    expect(weights(world, PRODUCTION_RULE)).toEqual([100, 0]);
    expect(wanted(world)).toEqual({ "web:2": 4 });
  });

  it("that replaces another one during its rollback can be rolled back too", () => {
    const world = deployedWorld({}, { fates: { "web:2": "unhealthy", "web:3": "fails to start" } });
    world.deploy(shiftedService({}, SECOND_DEFINITION));
    world.pass(30);
    expect(newest(world).status).toBe("ROLLBACK_IN_PROGRESS");
    world.deploy(shiftedService({}, { taskDefinition: taskDefinition(3).id }));
    world.pass(120);
    expect(newest(world).status).toBe("ROLLBACK_SUCCESSFUL");
    expect(wanted(world)).toEqual({ "web:1": 4 });
  });

  it("is rolled back on request, though not in its clean up", () => {
    const inputs = { deploymentCircuitBreaker: { enable: false, rollback: false } };
    const world = deployedWorld({}, { inputs });
    world.deploy(shiftedService({}, { ...inputs, ...SECOND_DEFINITION }));
    world.pass(90);
    const request = (): void => {
      world.world.observe({ kind: "rollback-requested", deploymentArn: newest(world).arn });
      world.pass(0);
    };
    request();
    expect(newest(world)).toMatchObject({
      status: "ROLLBACK_IN_PROGRESS",
      statusReason: "Service deployment rolled back because a rollback was requested.",
    });
    expect(weights(world, PRODUCTION_RULE)).toEqual([0, 100]);
    world.pass(60);
    world.deploy(shiftedService({}, { ...inputs, ...SECOND_DEFINITION }));
    world.pass(210);
    request();
    expect(newest(world)).toMatchObject({ status: "IN_PROGRESS", lifecycleStage: "CLEAN_UP" });
  });

  it("isn't rolled back by an alarm once the bake time is over", () => {
    const inputs = { alarms: { alarmNames: ["errors"], enable: true, rollback: true } };
    const world = deployedWorld({}, { inputs, resources: [alarm("errors")] });
    world.deploy(shiftedService({}, { ...inputs, ...SECOND_DEFINITION }));
    world.pass(210);
    world.change(ringing("errors"));
    expect(newest(world)).toMatchObject({ lifecycleStage: "CLEAN_UP", alarms: "MONITORING_COMPLETE" });
    world.pass(30);
    expect(newest(world).status).toBe("SUCCESSFUL");
  });

  it("fails after a day in which its tasks didn't get healthy", () => {
    const inputs = { deploymentCircuitBreaker: { enable: false, rollback: false } };
    const world = deployedWorld({}, { inputs, fates: { "web:2": "never ready" } });
    world.deploy(shiftedService({}, { ...inputs, ...SECOND_DEFINITION }));
    world.pass(24 * 3_600 - 1);
    expect(newest(world).status).toBe("IN_PROGRESS");
    world.pass(1);
    expect(newest(world)).toMatchObject({
      status: "ROLLBACK_IN_PROGRESS",
      statusReason: "Service deployment rolled back because the stage SCALE_UP lasted 24 hours.",
    });
  });

  it("follows the desired count with both revisions", () => {
    const world = deployedWorld();
    world.deploy(shiftedService({}, SECOND_DEFINITION));
    world.pass(60);
    world.deploy(shiftedService({}, { ...SECOND_DEFINITION, desiredCount: 6 }));
    expect(deploymentsOf(world)).toHaveLength(2);
    expect(wanted(world)).toEqual({ "web:1": 6, "web:2": 6 });
  });
});

describe("a network load balancer", () => {
  const LISTENER =
    "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/net/main/0123456789abcdef/0123456789abcdef";
  const listener: CloudResource = {
    type: "aws:lb/listener:Listener",
    id: LISTENER,
    region: "eu-west-1",
    urn: "urn:pulumi:test::test::aws:lb/listener:Listener::main",
    inputs: { defaultActions: [{ type: "forward", targetGroupArn: BLUE }] },
    computed: {},
  };
  const behindIt = (inputs: Properties = {}): CloudResource => {
    const service = shiftedService({}, inputs);
    const [loadBalancer] = service.inputs.loadBalancers as Properties[];
    const advancedConfiguration = {
      alternateTargetGroupArn: GREEN,
      productionListenerRule: LISTENER,
      roleArn: "arn:aws:iam::123456789012:role/traffic-shift",
    };
    return { ...service, inputs: { ...service.inputs, loadBalancers: [{ ...loadBalancer, advancedConfiguration }] } };
  };
  const groups = (world: SmallWorld): unknown =>
    (world.cloud.find("aws:lb/listener:Listener", LISTENER)?.inputs.defaultActions as Properties[])[0]?.forward;

  it("has both target groups in its listener before green tasks start, so that their health is checked", () => {
    const world = deployingWorld({}, [listener]);
    world.deploy(behindIt());
    expect(newest(world).lifecycleStage).toBe("SCALE_UP");
    expect(groups(world)).toEqual({
      targetGroups: [
        { arn: BLUE, weight: 100 },
        { arn: GREEN, weight: 0 },
      ],
    });
    world.pass(30);
    expect(groups(world)).toEqual({
      targetGroups: [
        { arn: BLUE, weight: 0 },
        { arn: GREEN, weight: 100 },
      ],
    });
  });
});

describe("a change of strategy", () => {
  it("goes on from the target group that serves", () => {
    const world = deployedWorld(); // green serves
    world.deploy(shiftedService({ strategy: "ROLLING", bakeTimeInMinutes: undefined }, SECOND_DEFINITION));
    world.pass(60);
    expect(newest(world)).toMatchObject({ strategy: "ROLLING", status: "SUCCESSFUL" });
    expect(world.running.find("serviceRevision", newest(world).targetRevisionArn)?.targetGroups).toMatchObject([
      { targetGroupArn: GREEN },
    ]);
    expect(weights(world, PRODUCTION_RULE)).toEqual([0, 100]);
    world.deploy(shiftedService({}, { taskDefinition: taskDefinition(3).id }));
    world.pass(300);
    expect(newest(world)).toMatchObject({ strategy: "BLUE_GREEN", status: "SUCCESSFUL" });
    expect(weights(world, PRODUCTION_RULE)).toEqual([100, 0]);
  });
});

describe("canary and linear deployments", () => {
  it("shift a canary, wait for its bake time, and shift the rest", () => {
    const canary = {
      strategy: "CANARY",
      canaryConfiguration: { canaryPercent: 10, canaryBakeTimeInMinutes: "5" },
    };
    const world = deployedWorld(canary);
    world.deploy(shiftedService(canary, SECOND_DEFINITION));
    world.pass(30);
    expect(newest(world)).toMatchObject({ lifecycleStage: "PRODUCTION_TRAFFIC_SHIFT", productionTrafficPercent: 10 });
    expect(weights(world, PRODUCTION_RULE)).toEqual([10, 90]);
    expect(weights(world, TEST_RULE)).toEqual([100, 0]);
    world.pass(299);
    expect(weights(world, PRODUCTION_RULE)).toEqual([10, 90]);
    world.pass(1);
    expect(weights(world, PRODUCTION_RULE)).toEqual([100, 0]);
    expect(newest(world).lifecycleStage).toBe("BAKE_TIME");
  });

  it("take the documented percentages and times where the service names none", () => {
    const world = deployedWorld({ strategy: "CANARY" });
    world.deploy(shiftedService({ strategy: "CANARY" }, SECOND_DEFINITION));
    world.pass(30 + 599);
    expect(weights(world, PRODUCTION_RULE)).toEqual([5, 95]);
    world.pass(1);
    expect(weights(world, PRODUCTION_RULE)).toEqual([100, 0]);
  });

  it("shift in equal steps, without a wait after the last", () => {
    const linear = {
      strategy: "LINEAR",
      linearConfiguration: { stepPercent: 40, stepBakeTimeInMinutes: "2" },
      bakeTimeInMinutes: "1",
    };
    const world = deployedWorld(linear);
    world.deploy(shiftedService(linear, SECOND_DEFINITION));
    world.pass(30);
    const seen = [0, 1, 2].map((step) => {
      if (step > 0) world.pass(120);
      return weights(world, PRODUCTION_RULE);
    });
    expect(seen).toEqual([
      [40, 60],
      [80, 20],
      [100, 0],
    ]);
    expect(newest(world).lifecycleStage).toBe("BAKE_TIME");
    world.pass(60);
    expect(newest(world).lifecycleStage).toBe("CLEAN_UP");
  });

  it("never shift by less than a weight of 1", () => {
    const canary = { strategy: "CANARY", canaryConfiguration: { canaryPercent: 0.1, canaryBakeTimeInMinutes: "5" } };
    const world = deployedWorld(canary);
    world.deploy(shiftedService(canary, SECOND_DEFINITION));
    world.pass(30);
    expect(weights(world, PRODUCTION_RULE)).toEqual([1, 99]);
  });

  it("return a part of the traffic where they stop without a rollback", () => {
    const inputs = { alarms: { alarmNames: ["errors"], enable: true, rollback: false } };
    const world = deployedWorld({ strategy: "LINEAR" }, { inputs, resources: [alarm("errors")] });
    world.deploy(shiftedService({ strategy: "LINEAR" }, { ...inputs, ...SECOND_DEFINITION }));
    world.pass(60);
    expect(weights(world, PRODUCTION_RULE)).toEqual([10, 90]);
    world.change(ringing("errors"));
    expect(weights(world, PRODUCTION_RULE)).toEqual([0, 100]);
    expect(newest(world).status).toBe("STOPPED");
  });
});
