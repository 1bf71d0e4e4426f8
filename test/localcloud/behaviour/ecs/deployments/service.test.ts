import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deploymentOutcome } from "../../../../../localcloud/behaviour/ecs/deployments/deployment-outcome";
import { rolloutsOf } from "../../../../../localcloud/behaviour/ecs/deployments/rollouts";
import { boundsOf, failureThreshold } from "../../../../../localcloud/behaviour/ecs/deployments/settings";
import type { RunningChange } from "../../../../../localcloud/behaviour/model/running";
import { RunningState } from "../../../../../localcloud/behaviour/world/running-state";
import { Journal } from "../../../../../localcloud/state/journal";
import type { SmallWorld } from "../../support/small-world";
import {
  balancedService,
  deployingWorld,
  deploymentsOf,
  GREEN,
  listenerRules,
  messages,
  newest,
  PRODUCTION_RULE,
  service,
  SERVICE_ARN,
  shiftedService,
  taskDefinition,
  wanted,
  weights,
} from "./samples";

const SECOND_DEFINITION = { taskDefinition: taskDefinition(2).id };

/** An instance of the cluster. */
function instance(name: string, status: "ACTIVE" | "DRAINING" = "ACTIVE"): RunningChange {
  const value = {
    id: name,
    region: "eu-west-1",
    autoScalingGroupName: "instances",
    lifecycleState: "InService",
    healthStatus: "Healthy",
    protectedFromScaleIn: false,
    availabilityZone: "eu-west-1a",
    subnetId: "subnet-1",
    privateAddress: "10.0.0.4",
    instanceType: "m7g.large",
    imageId: "ami-1",
    launchTemplateVersion: "1",
    launchedAt: 0,
    containerInstance: {
      arn: `arn:aws:ecs:eu-west-1:123456789012:container-instance/main/${name}`,
      clusterArn: "arn:aws:ecs:eu-west-1:123456789012:cluster/main",
      status,
      agentConnected: true,
      registeredCpu: 2048,
      registeredMemory: 7680,
      taskNetworkInterfaces: 2,
      registeredAt: 0,
    },
  } as const;
  return { kind: "instance", id: name, value };
}

function removeService(world: SmallWorld): void {
  world.cloud.remove("aws:ecs/service:Service", SERVICE_ARN);
  world.world.resourcesChanged();
  world.pass(0);
}

describe("a service that was deployed before the world began", () => {
  it("has its tasks started by a deployment that nothing monitors", () => {
    const alarms = { alarms: { alarmNames: ["errors"], enable: true, rollback: true } };
    const world = deployingWorld({}, [balancedService(alarms)]);
    expect(newest(world)).toMatchObject({ strategy: "ROLLING", circuitBreaker: "DISABLED", alarms: "DISABLED" });
    expect(wanted(world)).toEqual({ "web:1": 4 });
    world.pass(30);
    expect(newest(world).status).toBe("SUCCESSFUL");
  });

  it("keeps its traffic where it is", () => {
    const [production] = listenerRules();
    if (production === undefined) throw new Error("no rule");
    const forward = { targetGroups: [{ arn: GREEN, weight: 100 }] };
    const shifted = { ...production, inputs: { actions: [{ type: "forward", forward }] } };
    const world = deployingWorld({}, [shifted, shiftedService({})]);
    world.pass(30);
    expect(newest(world).status).toBe("SUCCESSFUL");
    expect(world.running.all("serviceRevision")[0]?.targetGroups[0]?.targetGroupArn).toBe(GREEN);
    expect(weights(world, PRODUCTION_RULE)).toEqual([0, 100]);
  });

  it("goes on trying where its tasks fail", () => {
    const world = deployingWorld({ "web:1": "fails to start" }, [service()]);
    world.pass(300);
    expect(newest(world).status).toBe("IN_PROGRESS");
    expect(wanted(world)).toEqual({ "web:1": 4 });
  });
});

describe("a service without a deployment under way", () => {
  it("follows its desired count, and tells when it is steady again", () => {
    const world = deployingWorld();
    world.deploy(balancedService());
    world.pass(60);
    const before = world.events.length;
    world.deploy(balancedService({ desiredCount: 6 }));
    expect(wanted(world)).toEqual({ "web:1": 6 });
    world.pass(30);
    world.deploy(balancedService({ desiredCount: 2 }));
    expect(wanted(world)).toEqual({ "web:1": 2 });
    world.pass(29);
    expect(messages(world, before)).toEqual(["(service web) has reached a steady state."]);
    world.pass(1);
    expect(messages(world, before)).toHaveLength(2);
    expect(deploymentsOf(world)).toHaveLength(1);
  });

  it("is deployed anew by force, whatever else changes", () => {
    const world = deployingWorld();
    const forced = { forceNewDeployment: true };
    world.deploy(balancedService(forced));
    world.pass(60);
    world.deploy(balancedService({ ...forced, desiredCount: 5 })); // as Application Auto Scaling changes it
    world.pass(60);
    expect(deploymentsOf(world)).toHaveLength(1);
    world.deploy(balancedService({ ...forced, desiredCount: 5, propagateTags: "SERVICE" }));
    expect(deploymentsOf(world)).toHaveLength(2);
    expect(newest(world).sourceRevisionArn).toBe(deploymentsOf(world)[0]?.targetRevisionArn);
  });
});

describe("scaling out during a rolling deployment", () => {
  it("adds tasks of both revisions, within the maximum", () => {
    const world = deployingWorld({ "web:2": "never ready" });
    world.deploy(balancedService());
    world.pass(60);
    world.deploy(balancedService(SECOND_DEFINITION));
    expect(wanted(world)).toEqual({ "web:1": 4, "web:2": 4 });
    world.deploy(balancedService({ ...SECOND_DEFINITION, desiredCount: 6 }));
    expect(wanted(world)).toEqual({ "web:1": 6, "web:2": 6 });
  });
});

describe("a deleted service", () => {
  it("wants no tasks, and is forgotten once they have stopped", () => {
    const world = deployingWorld();
    world.deploy(balancedService());
    world.pass(60);
    removeService(world);
    expect(wanted(world)).toEqual({});
    expect(world.running.find("service", SERVICE_ARN)).toBeDefined();
    world.pass(30);
    expect(world.running.find("service", SERVICE_ARN)).toBeUndefined();
    expect(deploymentsOf(world)).toEqual([]);
    expect(world.running.all("serviceRevision")).toEqual([]);
  });

  it("stops the deployment that is under way", () => {
    const world = deployingWorld();
    world.deploy(balancedService());
    world.pass(60);
    world.deploy(balancedService(SECOND_DEFINITION));
    removeService(world);
    expect(newest(world)).toMatchObject({
      status: "STOPPED",
      statusReason: "Service deployment stopped because the service was deleted.",
    });
  });

  it("that is created again before its tasks have stopped is a new one", () => {
    const world = deployingWorld();
    world.deploy(balancedService());
    world.pass(60);
    removeService(world);
    world.deploy(balancedService());
    expect(newest(world)).toMatchObject({ status: "IN_PROGRESS" });
    expect(newest(world).sourceRevisionArn).toBeUndefined();
    world.pass(90);
    expect(newest(world).status).toBe("SUCCESSFUL");
    expect(wanted(world)).toEqual({ "web:1": 4 });
  });
});

describe("a daemon", () => {
  const daemon = { schedulingStrategy: "DAEMON", desiredCount: 0 };

  it("wants a task on each active instance of its cluster", () => {
    const world = deployingWorld();
    world.change(instance("i-1"), instance("i-2"));
    world.deploy(service(daemon));
    expect(wanted(world)).toEqual({ "web:1": 2 });
    world.pass(60);
    expect(newest(world).status).toBe("SUCCESSFUL");
    world.change(instance("i-3"), instance("i-1", "DRAINING"), instance("i-4"));
    expect(wanted(world)).toEqual({ "web:1": 3 });
  });

  it("has its tasks stopped first by a rolling deployment, since an instance has room for one", () => {
    const world = deployingWorld();
    world.change(instance("i-1"), instance("i-2"));
    world.deploy(service(daemon));
    world.pass(60);
    world.deploy(service({ ...daemon, ...SECOND_DEFINITION }));
    expect(wanted(world)).toEqual({ "web:2": 2 });
  });

  it("keeps the minimum that it asks for", () => {
    expect(boundsOf({ ...daemon, deploymentMinimumHealthyPercent: 50 }, 3)).toEqual({ minimum: 2, maximum: 3 });
    expect(boundsOf({ ...daemon, deploymentMinimumHealthyPercent: 100 }, 3)).toEqual({ minimum: 0, maximum: 3 });
  });
});

describe("the circuit breaker's threshold", () => {
  it.each([
    [1, 3],
    [25, 13],
    [400, 200],
    [800, 200],
  ])("of %i tasks is %i, as the guide's table says", (desired, threshold) => {
    expect(failureThreshold(desired)).toBe(threshold);
  });
});

describe("the bounds of a rolling deployment", () => {
  it.each([
    [4, 50, 200, 2, 8],
    [2, 75, 200, 2, 4],
    [3, 100, 125, 3, 3],
  ])("of %i tasks with %i %% and %i %% are %i and %i, as the guide says", (desired, least, most, minimum, maximum) => {
    const inputs = { deploymentMinimumHealthyPercent: least, deploymentMaximumPercent: most };
    expect(boundsOf(inputs, desired)).toEqual({ minimum, maximum });
  });
});

describe("what is kept", () => {
  it("are the last ten deployments, and the revisions that they need", () => {
    const world = deployingWorld();
    for (let count = 0; count < 14; count++) {
      world.deploy(balancedService({ taskDefinition: taskDefinition(1 + (count % 4)).id }));
      world.pass(100);
    }
    expect(deploymentsOf(world)).toHaveLength(10);
    expect(world.running.all("serviceRevision")).toHaveLength(11); // the oldest one's source too
    expect(world.running.find("service", SERVICE_ARN)?.lastRevision).toBe(14);
  });

  it("goes on after the process ended", () => {
    const directory = mkdtempSync(join(tmpdir(), "deployments-"));
    const { journal } = Journal.open(directory);
    const recorded = new RunningState(journal);
    const world = deployingWorld({}, [], { running: recorded });
    world.deploy(balancedService());
    world.pass(60);
    world.deploy(balancedService(SECOND_DEFINITION));
    world.pass(5);
    world.world.close();
    journal.close();
    const { journal: next, values } = Journal.open(directory);
    next.close();
    const resumed = deployingWorld({}, [balancedService(SECOND_DEFINITION)], {
      running: new RunningState(undefined, values),
    });
    expect(deploymentsOf(resumed)).toHaveLength(2);
    expect(newest(resumed)).toEqual(newest(world));
    resumed.pass(300); // the clock of the world begins anew
    expect(newest(resumed).status).toBe("SUCCESSFUL");
  });
});

describe("the outcome of a deployment", () => {
  it("is unknown before it begins and while it is under way", () => {
    const world = deployingWorld();
    expect(deploymentOutcome(world.running, SERVICE_ARN)).toBeUndefined();
    world.deploy(balancedService());
    expect(deploymentOutcome(world.running, SERVICE_ARN)).toBeUndefined();
    world.pass(60);
    expect(deploymentOutcome(world.running, SERVICE_ARN)).toEqual({ succeeded: true });
    expect(deploymentOutcome(world.running, SERVICE_ARN, world.clock.now())).toBeUndefined(); // that was another one
  });
});

describe("rollouts", () => {
  it("show the revisions of a deployment that is under way, and of its rollback", () => {
    const world = deployingWorld({ "web:2": "unhealthy" });
    world.deploy(balancedService());
    world.pass(60);
    const first = newest(world).id;
    const completed = { rolloutState: "COMPLETED", rolloutStateReason: `ECS deployment ${first} completed.` };
    expect(rolloutsOf(world.running, SERVICE_ARN)).toMatchObject([
      { id: first, status: "PRIMARY", desiredCount: 4, runningCount: 4, pendingCount: 0, ...completed },
    ]);
    world.deploy(balancedService(SECOND_DEFINITION));
    const second = newest(world).id;
    expect(rolloutsOf(world.running, SERVICE_ARN)).toMatchObject([
      {
        id: second,
        status: "PRIMARY",
        taskDefinitionArn: taskDefinition(2).id,
        pendingCount: 4,
        rolloutState: "IN_PROGRESS",
        rolloutStateReason: `ECS deployment ${second} in progress.`,
      },
      { id: first, status: "ACTIVE", ...completed },
    ]);
    world.pass(35);
    expect(newest(world).status).toBe("ROLLBACK_IN_PROGRESS");
    expect(rolloutsOf(world.running, SERVICE_ARN)).toMatchObject([
      {
        id: first,
        status: "PRIMARY",
        rolloutState: "IN_PROGRESS",
        rolloutStateReason: `ECS deployment circuit breaker: rolling back to deploymentId ${first}.`,
      },
      {
        id: second,
        status: "ACTIVE",
        failedTasks: 4,
        rolloutState: "FAILED",
        rolloutStateReason: "ECS deployment circuit breaker: tasks failed to start.",
      },
    ]);
  });
});
