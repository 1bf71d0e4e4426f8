import { runTask } from "../../../../../localcloud/behaviour/ecs/tasks/run-task";
import type { RunTaskRequest } from "../../../../../localcloud/behaviour/ecs/tasks/run-task-request";
import type { Situation } from "../../../../../localcloud/behaviour/model/controller";
import type { Properties } from "../../../../../localcloud/model/values";
import { resource } from "../../support/deployed";
import { APPLICATION, CLUSTER_ARN, instance, PROVIDER, taskDefinition } from "./cluster";
import { SmallWorld } from "./small-world";

const NETWORK = { networkConfiguration: { awsvpcConfiguration: { subnets: ["subnet-a", "subnet-b"] } } };
const FARGATE = { launchType: "FARGATE", ...NETWORK };

function begin(...definitions: readonly ReturnType<typeof taskDefinition>[]): SmallWorld {
  const cluster = resource("aws:ecs/cluster:Cluster", CLUSTER_ARN, { name: "shop" }, { name: "shop" });
  return new SmallWorld({ resources: [cluster, taskDefinition(), ...definitions] }).after(1);
}

function run(world: SmallWorld, parameters: Properties, other: Partial<RunTaskRequest> = {}) {
  const situation: Situation = world.situation();
  const request = { region: "eu-west-1", cluster: "shop", taskDefinition: "web", parameters, ...other };
  const result = runTask(situation, request);
  world.apply(...(result.outcome.changes ?? []));
  return result;
}

describe("RunTask", () => {
  it("runs tasks that belong to no service, and that nobody replaces", () => {
    const world = begin();
    const { tasks, failures } = run(world, FARGATE, { count: 2, startedBy: "nightly" });
    expect(failures).toEqual([]);
    expect(tasks).toMatchObject([
      { group: "family:web", startedBy: "nightly", launchType: "FARGATE", lastStatus: "PROVISIONING" },
      { availabilityZone: "eu-west-1b" },
    ]);
    world.behave(() => ({ exitSeconds: 10 })).after(40);
    expect(world.tasks().map(({ lastStatus, stopCode }) => `${lastStatus} ${stopCode ?? ""}`)).toEqual([
      "STOPPED EssentialContainerExited",
      "STOPPED EssentialContainerExited",
    ]);
  });

  it("uses the cluster's default strategy where neither launch type nor strategy is given", () => {
    const { tasks } = run(begin(), NETWORK);
    expect(tasks).toMatchObject([{ capacityProvider: "FARGATE", launchType: "FARGATE" }]);
  });

  it("takes sizes of its overrides, and keeps the overrides for the runtime", () => {
    const overrides = {
      cpu: "1024",
      memory: "2048",
      containerOverrides: [{ name: "application", command: ["migrate"] }],
    };
    expect(run(begin(), { ...FARGATE, overrides }).tasks).toMatchObject([{ cpu: 1024, memory: 2048, overrides }]);
  });

  it("has a task wait for its capacity provider, and places it by what was asked for", () => {
    const world = begin();
    const [task] = run(world, {
      ...NETWORK,
      capacityProviderStrategy: [{ capacityProvider: PROVIDER, weight: 1 }],
    }).tasks;
    expect(world.after(60).running.find("task", task?.arn ?? "")).toMatchObject({ lastStatus: "PROVISIONING" });
    world.apply({ kind: "instance", id: "i-b", value: instance("b", "b") }).after(30);
    expect(world.running.find("task", task?.arn ?? "")).toMatchObject({ lastStatus: "RUNNING", subnetId: "subnet-b" });
  });

  it.each([
    ["no instance", [], [APPLICATION], "No Container Instances were found in your cluster."],
    ["too little memory", [instance("a", "a")], [{ ...APPLICATION, memory: 9_000 }], "RESOURCE:MEMORY"],
  ])("tells of %s", (_name, instances, containers, reason) => {
    const world = begin(taskDefinition(containers, { memory: undefined }, 2));
    for (const value of instances) world.apply({ kind: "instance", id: value.id, value });
    const { tasks, failures } = run(world.after(1), { launchType: "EC2", ...NETWORK });
    expect(tasks).toEqual([]);
    expect(failures).toMatchObject([{ reason }]);
  });

  it.each([
    ["an unknown cluster", { cluster: "other" }, "Cluster not found."],
    ["an unknown task definition", { taskDefinition: "other:1" }, "TaskDefinition not found."],
    ["no task", { count: 0 }, "count must be from 1 to 10, got 0"],
    ["eleven tasks", { count: 11 }, "count must be from 1 to 10, got 11"],
  ])("refuses %s", (_name, other, message) => {
    expect(() => run(begin(), FARGATE, other)).toThrow(message);
  });
});
