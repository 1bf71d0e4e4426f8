import { deploymentOutcome } from "../../../../../localcloud/behaviour/ecs/deployments/deployment-outcome";
import { targetKey } from "../../../../../localcloud/behaviour/model/target";
import type { Fate } from "./fake-scheduler";
import {
  alarm,
  balancedService,
  deployingWorld,
  deploymentsOf,
  messages,
  newest,
  ringing,
  service,
  SERVICE_ARN,
  taskDefinition,
  wanted,
} from "./samples";

const SECOND_DEFINITION = { taskDefinition: taskDefinition(2).id };

describe("the first deployment", () => {
  it("starts the desired tasks, and is completed once they are healthy in their target group", () => {
    const world = deployingWorld();
    world.deploy(balancedService());
    expect(wanted(world)).toEqual({ "web:1": 4 });
    expect(newest(world)).toMatchObject({ strategy: "ROLLING", status: "IN_PROGRESS", failedTasks: 0 });
    expect(newest(world).sourceRevisionArn).toBeUndefined();
    world.pass(29);
    expect(newest(world).status).toBe("IN_PROGRESS");
    world.pass(1);
    expect(newest(world).status).toBe("SUCCESSFUL");
    expect(messages(world)).toEqual([
      `(service web) (deployment ${newest(world).id}) deployment completed.`,
      "(service web) has reached a steady state.",
    ]);
  });

  it("waits 40 seconds for a task that nothing checks the health of", () => {
    const world = deployingWorld();
    world.deploy(service());
    world.pass(49);
    expect(newest(world).status).toBe("IN_PROGRESS");
    world.pass(1);
    expect(newest(world).status).toBe("SUCCESSFUL");
  });

  it("is numbered as ECS does", () => {
    const world = deployingWorld();
    world.deploy(service());
    const { arn, id, targetRevisionArn } = newest(world);
    expect(arn).toMatch(/^arn:aws:ecs:eu-west-1:123456789012:service-deployment\/main\/web\/\w{21}$/);
    expect(targetRevisionArn).toMatch(/^arn:aws:ecs:eu-west-1:123456789012:service-revision\/main\/web\/\d{19}$/);
    expect(id).toBe(`ecs-svc/${targetRevisionArn.split("/").at(-1) ?? ""}`);
  });

  it("is completed at once by a service that wants no tasks", () => {
    const world = deployingWorld();
    world.deploy(service({ desiredCount: 0 }));
    expect(newest(world).status).toBe("SUCCESSFUL");
  });

  it("stalls without a rollback candidate after three tasks that failed to start", () => {
    const world = deployingWorld({ "web:1": "fails to start" });
    world.deploy(service({ desiredCount: 1 }));
    world.pass(30);
    expect(newest(world)).toMatchObject({
      status: "ROLLBACK_FAILED",
      statusReason: "No rollback candidate was found to run the rollback.",
      failedTasks: 3,
      circuitBreaker: "TRIGGERED",
    });
    expect(messages(world)).toEqual([
      `(service web) (deployment ${newest(world).id}) deployment failed: tasks failed to start.`,
    ]);
    const started = world.running.all("task").length;
    world.pass(600);
    expect(world.running.all("task")).toHaveLength(started);
    expect(deploymentOutcome(world.running, SERVICE_ARN)).toEqual({
      succeeded: false,
      reason: "No rollback candidate was found to run the rollback.",
    });
  });
});

describe("a rolling deployment", () => {
  it("starts new tasks up to the maximum, and stops an old one for each that gets healthy", () => {
    const world = deployingWorld();
    world.deploy(balancedService());
    world.pass(60);
    world.deploy(balancedService(SECOND_DEFINITION));
    expect(wanted(world)).toEqual({ "web:1": 4, "web:2": 4 });
    world.pass(30);
    expect(wanted(world)).toEqual({ "web:2": 4 });
    expect(newest(world).status).toBe("IN_PROGRESS"); // the old tasks drain
    world.pass(30);
    expect(newest(world).status).toBe("SUCCESSFUL");
    expect(messages(world, 2)).toEqual([
      `(service web) (deployment ${newest(world).id}) deployment completed.`,
      "(service web) has reached a steady state.",
    ]);
  });

  it("stops half of the tasks first where the maximum leaves no room and the minimum is 50 %", () => {
    const bounds = { deploymentMinimumHealthyPercent: 50, deploymentMaximumPercent: 100 };
    const world = deployingWorld();
    world.deploy(balancedService(bounds));
    world.pass(60);
    world.deploy(balancedService({ ...bounds, ...SECOND_DEFINITION }));
    expect(wanted(world)).toEqual({ "web:1": 2, "web:2": 2 });
    world.pass(29);
    expect(wanted(world)).toEqual({ "web:1": 2, "web:2": 2 });
    world.pass(1);
    expect(wanted(world)).toEqual({ "web:2": 4 });
    world.pass(60);
    expect(newest(world).status).toBe("SUCCESSFUL");
  });

  it("tells once that the bounds let it neither start nor stop a task", () => {
    const bounds = { desiredCount: 3, deploymentMinimumHealthyPercent: 75, deploymentMaximumPercent: 125 };
    const world = deployingWorld();
    world.deploy(balancedService(bounds));
    world.pass(60);
    world.deploy(balancedService({ ...bounds, ...SECOND_DEFINITION }));
    world.pass(600);
    expect(messages(world, 2)).toEqual([
      "(service web) was unable to stop or start tasks during a deployment because of the service deployment " +
        "configuration. Update the minimumHealthyPercent or maximumPercent value and try again.",
    ]);
    expect(wanted(world)).toEqual({ "web:1": 3 });
    expect(newest(world).status).toBe("IN_PROGRESS");
  });

  it("is rolled back by the circuit breaker: the service has its old revision and its new settings", () => {
    const world = deployingWorld({ "web:2": "fails to start" });
    world.deploy(balancedService());
    world.pass(60);
    const first = newest(world);
    world.deploy(balancedService({ ...SECOND_DEFINITION, healthCheckGracePeriodSeconds: 60 }));
    world.pass(60);
    const reason = "Service deployment rolled back because the circuit breaker threshold was exceeded.";
    expect(newest(world)).toMatchObject({
      status: "ROLLBACK_SUCCESSFUL",
      statusReason: reason,
      rollback: { reason, revisionArn: first.targetRevisionArn },
    });
    expect(wanted(world)).toEqual({ "web:1": 4 });
    expect(world.cloud.find("aws:ecs/service:Service", SERVICE_ARN)?.inputs).toMatchObject({
      taskDefinition: taskDefinition(1).id,
      healthCheckGracePeriodSeconds: 60,
    });
    expect(messages(world, 2)).toEqual([
      `(service web) (deployment ${newest(world).id}) deployment failed: tasks failed to start.`,
      `(service web) rolling back to deployment ${first.id}.`,
      `(service web) (deployment ${first.id}) deployment completed.`,
      "(service web) has reached a steady state.",
    ]);
    expect(deploymentOutcome(world.running, SERVICE_ARN)).toEqual({ succeeded: false, reason });
    world.pass(600);
    expect(deploymentsOf(world)).toHaveLength(2); // the restored revision is no change of the program
  });

  it.each(["exits", "unhealthy"] as const)("fails by tasks with the fate: %s", (fate) => {
    const world = deployingWorld({ "web:2": fate });
    world.deploy(balancedService());
    world.pass(60);
    world.deploy(balancedService(SECOND_DEFINITION));
    world.pass(300);
    expect(newest(world)).toMatchObject({ status: "ROLLBACK_SUCCESSFUL", circuitBreaker: "TRIGGERED" });
    expect(wanted(world)).toEqual({ "web:1": 4 });
  });

  it("whose rollback fails too ends so, and what served before is tried on", () => {
    const bounds = { deploymentMinimumHealthyPercent: 0, deploymentMaximumPercent: 100 };
    const fates: Record<string, Fate> = { "web:2": "fails to start" };
    const world = deployingWorld(fates);
    world.deploy(balancedService(bounds));
    world.pass(60);
    fates["web:1"] = "fails to start";
    world.deploy(balancedService({ ...bounds, ...SECOND_DEFINITION }));
    world.pass(60);
    expect(newest(world)).toMatchObject({
      status: "ROLLBACK_FAILED",
      statusReason: "Service deployment rollback failed: tasks failed to start.",
      rollback: { failedTasks: 4 },
    });
    expect(wanted(world)).toEqual({ "web:1": 4 });
    expect(deploymentOutcome(world.running, SERVICE_ARN)).toMatchObject({ succeeded: false });
  });

  it("doesn't count a task that a health check fails within its grace period", () => {
    const grace = { healthCheckGracePeriodSeconds: 100 };
    const world = deployingWorld({ "web:2": "never ready" });
    world.deploy(balancedService(grace));
    world.pass(60);
    world.deploy(balancedService({ ...grace, ...SECOND_DEFINITION }));
    world.pass(10); // its tasks have started
    const targets = world.running.all("target").filter(({ state }) => state === "initial");
    world.change(
      ...targets.map(
        (target) => ({ kind: "target", id: targetKey(target), value: { ...target, state: "unhealthy" } }) as const,
      ),
    );
    world.pass(99);
    expect(newest(world)).toMatchObject({ status: "IN_PROGRESS", failedTasks: 0 });
    world.pass(1);
    expect(newest(world)).toMatchObject({ status: "ROLLBACK_IN_PROGRESS", failedTasks: 4 });
  });

  it("stops without a rollback where none is asked for, and starts no more tasks", () => {
    const breaker = { deploymentCircuitBreaker: { enable: true, rollback: false } };
    const world = deployingWorld({ "web:2": "fails to start" });
    world.deploy(balancedService(breaker));
    world.pass(60);
    world.deploy(balancedService({ ...breaker, ...SECOND_DEFINITION }));
    world.pass(60);
    expect(newest(world).status).toBe("STOPPED");
    expect(wanted(world)).toEqual({ "web:1": 4 });
    expect(world.cloud.find("aws:ecs/service:Service", SERVICE_ARN)?.inputs).toMatchObject(SECOND_DEFINITION);
  });

  it("goes on without end where nothing detects failures", () => {
    const breaker = { deploymentCircuitBreaker: { enable: false, rollback: false } };
    const world = deployingWorld({ "web:2": "fails to start" });
    world.deploy(balancedService(breaker));
    world.pass(60);
    world.deploy(balancedService({ ...breaker, ...SECOND_DEFINITION }));
    world.pass(900);
    expect(newest(world)).toMatchObject({ status: "IN_PROGRESS", circuitBreaker: "DISABLED" });
    expect(deploymentOutcome(world.running, SERVICE_ARN)).toBeUndefined();
  });

  it("replaces one that is under way, and rolls back to the revision that served before both", () => {
    const world = deployingWorld({ "web:2": "never ready", "web:3": "fails to start" });
    world.deploy(balancedService());
    world.pass(60);
    const first = newest(world);
    world.deploy(balancedService(SECOND_DEFINITION));
    world.pass(60);
    const second = newest(world);
    world.deploy(balancedService({ taskDefinition: taskDefinition(3).id }));
    expect(deploymentsOf(world)[1]).toMatchObject({
      arn: second.arn,
      status: "STOPPED",
      statusReason: "Service deployment stopped because a newer service deployment replaced it.",
    });
    expect(newest(world)).toMatchObject({ sourceRevisionArn: first.targetRevisionArn, status: "IN_PROGRESS" });
    world.pass(300);
    expect(newest(world).status).toBe("ROLLBACK_SUCCESSFUL");
    expect(wanted(world)).toEqual({ "web:1": 4 });
  });

  it("has no rollback candidate where it began during a rollback", () => {
    const world = deployingWorld({ "web:2": "unhealthy", "web:3": "fails to start" });
    world.deploy(balancedService());
    world.pass(60);
    world.deploy(balancedService(SECOND_DEFINITION));
    world.pass(40);
    expect(newest(world).status).toBe("ROLLBACK_IN_PROGRESS");
    world.deploy(balancedService({ taskDefinition: taskDefinition(3).id }));
    world.pass(60);
    expect(newest(world)).toMatchObject({ status: "ROLLBACK_FAILED" });
    expect(wanted(world)).toEqual({ "web:1": 4 });
  });
});

describe("alarms of a rolling deployment", () => {
  const alarms = { alarms: { alarmNames: ["errors"], enable: true, rollback: true } };
  it("are monitored for as long as they look back after the new revision is steady", () => {
    const world = deployingWorld({}, [alarm("errors", 3)]);
    world.deploy(balancedService(alarms));
    world.pass(60);
    world.deploy(balancedService({ ...alarms, ...SECOND_DEFINITION }));
    world.pass(60);
    expect(newest(world)).toMatchObject({ status: "IN_PROGRESS", lifecycleStage: "BAKE_TIME", alarms: "MONITORING" });
    expect(messages(world).at(-1)).toBe("(service web) has reached a steady state.");
    world.pass(179);
    expect(newest(world).status).toBe("IN_PROGRESS");
    world.pass(1);
    expect(newest(world)).toMatchObject({ status: "SUCCESSFUL", alarms: "MONITORING_COMPLETE" });
  });

  it("roll it back when one rings, during the bake time too", () => {
    const world = deployingWorld({}, [alarm("errors", 3)]);
    world.deploy(balancedService(alarms));
    world.pass(60);
    const first = newest(world);
    world.deploy(balancedService({ ...alarms, ...SECOND_DEFINITION }));
    world.pass(120);
    const before = world.events.length;
    world.change(ringing("errors"));
    expect(newest(world)).toMatchObject({
      status: "ROLLBACK_IN_PROGRESS",
      statusReason: "Service deployment rolled back because of one or more active alarms.",
      alarms: "TRIGGERED",
      triggeredAlarmNames: ["errors"],
    });
    world.pass(120);
    expect(messages(world, before)).toEqual([
      `(service web) (deployment ${newest(world).id}) deployment failed: alarm detected.`,
      `(service web) rolling back to deployment ${first.id}.`,
      `(service web) (deployment ${first.id}) deployment completed.`,
      "(service web) has reached a steady state.",
    ]);
    expect(newest(world).status).toBe("ROLLBACK_SUCCESSFUL");
    expect(wanted(world)).toEqual({ "web:1": 4 });
  });

  it("stop it without a rollback: what runs of it stays, and is replaced by the revision of before where it ends", () => {
    const unreturned = { alarms: { ...alarms.alarms, rollback: false } };
    const world = deployingWorld({}, [alarm("errors", 3)]);
    world.deploy(balancedService(unreturned));
    world.pass(60);
    world.deploy(balancedService({ ...unreturned, ...SECOND_DEFINITION }));
    world.pass(90); // all tasks of before have ended
    world.change(ringing("errors"));
    expect(newest(world)).toMatchObject({
      status: "STOPPED",
      statusReason: "Service deployment stopped because of one or more active alarms.",
    });
    expect(wanted(world)).toEqual({ "web:2": 4 });
    const [task] = world.running.all("task").filter(({ lastStatus }) => lastStatus === "RUNNING");
    if (task === undefined) throw new Error("nothing runs");
    world.change({ kind: "task", id: task.arn, value: { ...task, desiredStatus: "STOPPED", lastStatus: "STOPPED" } });
    expect(wanted(world)).toEqual({ "web:1": 1, "web:2": 3 });
  });

  it("aren't monitored during a deployment at whose start one rings", () => {
    const world = deployingWorld({}, [alarm("errors", 3)]);
    world.deploy(balancedService(alarms));
    world.pass(60);
    world.change(ringing("errors"));
    world.deploy(balancedService({ ...alarms, ...SECOND_DEFINITION }));
    expect(newest(world).alarms).toBe("DISABLED");
    world.pass(60);
    expect(newest(world).status).toBe("SUCCESSFUL");
  });
});
