import { autoScalingGroups } from "../../../../localcloud/behaviour/autoscaling/auto-scaling-groups";
import { managedScaling } from "../../../../localcloud/behaviour/autoscaling/managed-scaling";
import { deployments } from "../../../../localcloud/behaviour/ecs/deployments/controller";
import { tasks } from "../../../../localcloud/behaviour/ecs/tasks/tasks";
import type { CloudResource } from "../../../../localcloud/model/resource";
import { CLUSTER_ARN, group, groupWorld, inService, instances, PROVIDER } from "../autoscaling/support";
import type { SmallWorld } from "../support/small-world";
import { service as anyService, taskDefinition } from "./tasks/cluster";

const SUBNETS = { subnets: ["subnet-a", "subnet-b", "subnet-c"], securityGroups: ["sg-1"] };

function service(desiredCount: number): CloudResource {
  const made = anyService({
    ...{ desiredCount, cluster: CLUSTER_ARN, networkConfiguration: SUBNETS },
    capacityProviderStrategies: [{ capacityProvider: PROVIDER, weight: 1 }],
    deploymentConfiguration: { strategy: "ROLLING" },
    orderedPlacementStrategies: [
      { type: "spread", field: "attribute:ecs.availability-zone" },
      { type: "binpack", field: "memory" },
    ],
  });
  return { ...made, id: CLUSTER_ARN.replace(":cluster/", ":service/") + "/web" };
}

/** A service on a group whose capacity ECS manages; tasks start and stop in a second or two. */
function begin(desiredCount: number): SmallWorld {
  const resources = [taskDefinition(), group({ maxSize: 10 }), service(desiredCount)];
  return groupWorld(resources, {
    controllers: [deployments, autoScalingGroups, managedScaling, tasks],
    runtime: ({ clock, observe }) => ({
      "start-task": ({ task: { arn: taskArn } }) => {
        clock.at(clock.now() + 2_000, () => {
          observe({ kind: "task-started", taskArn, addresses: [] });
        });
      },
      "stop-task": ({ taskArn }) => {
        clock.at(clock.now() + 1_000, () => {
          observe({ kind: "task-ended", taskArn });
        });
      },
    }),
  });
}

function runningTasks({ running }: SmallWorld) {
  return running.all("task").filter(({ lastStatus }) => lastStatus === "RUNNING");
}

describe("A service on instances that ECS manages", () => {
  it("waits in PROVISIONING until instances are launched for it, and then runs", () => {
    const world = begin(6);
    world.pass(30);
    expect(world.running.all("task").map(({ lastStatus }) => lastStatus)).toEqual(Array(6).fill("PROVISIONING"));
    world.pass(900);
    expect(runningTasks(world)).toHaveLength(6);
    expect(world.running.all("serviceDeployment").map(({ status }) => status)).toEqual(["SUCCESSFUL"]);
    expect(new Set(runningTasks(world).map(({ availabilityZone }) => availabilityZone)).size).toBe(3);
  });

  it("gets more instances as it grows, and gives them back as it shrinks", () => {
    const world = begin(2);
    world.pass(900);
    const before = inService(world).length;
    world.deploy(service(8));
    world.pass(1_200);
    expect(runningTasks(world)).toHaveLength(8);
    expect(inService(world).length).toBeGreaterThan(before);
    world.deploy(service(2));
    world.pass(7_200);
    expect(runningTasks(world)).toHaveLength(2);
    expect(instances(world).length).toBeLessThan(4);
  });

  it("gets its tasks back after an instance failed", () => {
    const world = begin(4);
    world.pass(900);
    const [first] = inService(world);
    world.world.observe({ kind: "instance-failed", instanceId: first?.id ?? "", reason: "impaired" });
    world.pass(1);
    expect(runningTasks(world).length).toBeLessThan(4);
    world.pass(1_800);
    expect(runningTasks(world)).toHaveLength(4);
    expect(runningTasks(world).filter(({ instanceId }) => instanceId === first?.id)).toEqual([]);
  });

  it("keeps its tasks while an instance is terminated with managed draining", () => {
    const world = begin(4);
    world.pass(900);
    const [first] = inService(world);
    const instanceId = first?.id ?? "";
    world.world.observe({ kind: "termination-requested", instanceId, decrementsCapacity: false });
    let fewest = 4;
    for (let second = 0; second < 900; second++) {
      world.pass(1);
      fewest = Math.min(fewest, runningTasks(world).length);
    }
    expect(fewest).toBe(4);
    expect(world.running.find("instance", instanceId)).toBeUndefined();
    expect(runningTasks(world).filter((task) => task.instanceId === instanceId)).toEqual([]);
  });
});
