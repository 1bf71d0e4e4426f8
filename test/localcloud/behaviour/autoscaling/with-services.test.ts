import { CONTROLLERS } from "../../../../localcloud/behaviour/controllers";
import type { RunningTask } from "../../../../localcloud/behaviour/model/task";
import type { CloudResource } from "../../../../localcloud/model/resource";
import type { Properties } from "../../../../localcloud/model/values";
import { GROUP_ARN, LISTENER, loadBalancer, OK, rule, targetGroup } from "../elasticloadbalancing/support";
import { resource } from "../support/deployed";
import type { SmallWorld, SmallWorldOptions } from "../support/small-world";
import {
  capacityProvider,
  CLUSTER_ARN,
  group,
  groupWorld,
  inService,
  instances,
  launchTemplate,
  PROVIDER,
} from "./support";

const TASK_DEFINITION = "arn:aws:ecs:eu-west-1:123456789012:task-definition/web:1";
const SERVICE = "arn:aws:ecs:eu-west-1:123456789012:service/main/web";

/** A task of half an instance, with a network interface of its own: two of them fill an instance. */
const DEFINITION = resource("aws:ecs/taskDefinition:TaskDefinition", TASK_DEFINITION, {
  family: "web",
  ...{ cpu: "1024", memory: "2048", networkMode: "awsvpc" },
  containerDefinitions: JSON.stringify([
    { name: "application", essential: true, portMappings: [{ containerPort: 8080 }], stopTimeout: 30 },
  ]),
});

function service(desiredCount: number): CloudResource {
  const inputs: Properties = {
    ...{ name: "web", cluster: CLUSTER_ARN, taskDefinition: TASK_DEFINITION, desiredCount },
    ...{ deploymentMaximumPercent: 200, deploymentMinimumHealthyPercent: 100, schedulingStrategy: "REPLICA" },
    capacityProviderStrategies: [{ capacityProvider: PROVIDER, weight: 1 }],
    orderedPlacementStrategies: [
      { type: "spread", field: "attribute:ecs.availability-zone" },
      { type: "binpack", field: "memory" },
    ],
    networkConfiguration: { subnets: ["subnet-a", "subnet-b"], securityGroups: ["sg-1"] },
    loadBalancers: [{ targetGroupArn: GROUP_ARN, containerName: "application", containerPort: 8080 }],
  };
  return resource("aws:ecs/service:Service", SERVICE, inputs, { name: "web", arn: SERVICE });
}

/** Tasks start within two seconds, stop within one, and answer their health checks. */
const runtime: SmallWorldOptions["runtime"] = ({ clock, observe }) => ({
  "start-task": ({ task }) => {
    const address = { container: "application", containerPort: 8080, host: "127.0.0.1", port: 1 };
    clock.at(clock.now() + 2_000, () => {
      observe({ kind: "task-started", taskArn: task.arn, addresses: [address] });
    });
  },
  "stop-task": ({ taskArn }) => {
    clock.at(clock.now() + 1_000, () => {
      observe({ kind: "task-ended", taskArn });
    });
  },
  "check-target": ({ target }) => {
    observe({ kind: "target-checked", target, answer: OK });
  },
});

function deployed(...resources: readonly CloudResource[]): SmallWorld {
  const vpcZoneIdentifiers = ["subnet-a", "subnet-b"]; // the zones of the load balancer
  return groupWorld(
    [
      group({ minSize: 1, vpcZoneIdentifiers }),
      DEFINITION,
      targetGroup(),
      loadBalancer(),
      LISTENER,
      rule(100),
      ...resources,
    ],
    { controllers: CONTROLLERS, runtime },
  );
}

function runningTasks({ running }: SmallWorld): RunningTask[] {
  return running.all("task").filter(({ lastStatus }) => lastStatus === "RUNNING");
}

function healthyTargets({ running }: SmallWorld): number {
  return running.all("target").filter(({ state }) => state === "healthy").length;
}

describe("a service on the instances of a group", () => {
  it("gets the instances that its tasks need, and loses them when it needs them no more", () => {
    const world = deployed(service(2));
    world.pass(300);
    expect([runningTasks(world).length, healthyTargets(world), inService(world).length]).toEqual([2, 2, 1]);
    world.deploy(service(8));
    world.pass(600);
    expect([runningTasks(world).length, healthyTargets(world), inService(world).length]).toEqual([8, 8, 4]);
    world.deploy(service(2));
    world.pass(3_600);
    expect([runningTasks(world).length, healthyTargets(world)]).toEqual([2, 2]);
    expect(inService(world).length).toBeLessThanOrEqual(2); // tasks in two zones may be on two instances
  });

  it("has its tasks replaced when an instance fails, and the instance too", () => {
    const world = deployed(service(4));
    world.pass(600);
    const failed = runningTasks(world)[0]?.instanceId ?? "";
    world.world.observe({ kind: "instance-failed", instanceId: failed, reason: "killed" });
    world.pass(600);
    expect([runningTasks(world).length, healthyTargets(world)]).toEqual([4, 4]);
    expect(instances(world).map(({ id }) => id)).not.toContain(failed);
    expect(runningTasks(world).map(({ instanceId }) => instanceId)).not.toContain(failed);
  });

  it("keeps as many healthy targets while all instances are refreshed", () => {
    const preferences = { minHealthyPercentage: 100, maxHealthyPercentage: 150, instanceWarmup: "120" };
    const settings = {
      ...{ minSize: 4, vpcZoneIdentifiers: ["subnet-a", "subnet-b"] },
      instanceRefresh: { strategy: "Rolling", preferences },
    };
    const world = deployed(service(4), group(settings), capacityProvider({}, { status: "DISABLED" }));
    world.pass(600);
    expect(healthyTargets(world)).toBe(4);
    const before = new Set(instances(world).map(({ id }) => id));
    world.deploy(launchTemplate(2), group(settings, 4, "2"));
    const healthy = Array.from({ length: 1_800 }, () => {
      world.pass(1);
      return healthyTargets(world);
    });
    expect(Math.min(...healthy)).toBeGreaterThanOrEqual(4);
    expect(world.running.all("instanceRefresh").map(({ status }) => status)).toEqual(["Successful"]);
    expect(instances(world).some(({ id }) => before.has(id))).toBe(false);
    expect(runningTasks(world)).toHaveLength(4);
  });

  it("goes on in the other zone when one is lost", () => {
    const world = deployed(service(4));
    world.pass(600);
    world.world.observe({ kind: "capacity-lost", region: "eu-west-1", availabilityZone: "eu-west-1a", isOutage: true });
    world.pass(900);
    expect(healthyTargets(world)).toBe(4);
    expect(new Set(runningTasks(world).map(({ availabilityZone }) => availabilityZone))).toEqual(
      new Set(["eu-west-1b"]),
    );
  });
});
