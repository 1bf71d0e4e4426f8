import type { Conduct } from "./small-world";
import { planReplacements, type Counts } from "../../../../../localcloud/behaviour/ecs/tasks/replacement";
import type { TargetState } from "../../../../../localcloud/behaviour/model/target";
import type { RunningTask } from "../../../../../localcloud/behaviour/model/task";
import type { Properties } from "../../../../../localcloud/model/values";
import {
  APPLICATION,
  instance,
  PROVIDER,
  SERVICE_ARN,
  service,
  steady,
  TARGET_GROUP_ARN,
  taskDefinition,
} from "./cluster";
import { worldOf } from "./small-world";

const TARGETS = [{ targetGroupArn: TARGET_GROUP_ARN, container: "application", containerPort: 3000 }];
const CHECKED = { ...APPLICATION, healthCheck: { command: ["CMD", "true"] } };

const NONE: Counts = {
  wanted: 2,
  healthy: 0,
  starting: 0,
  leaving: 0,
  unhealthy: 0,
  room: 2,
  most: 4,
  minimumHealthy: 2,
};
const NOTHING = { start: 0, healthy: 0, starting: 0, leaving: 0, unhealthy: 0, isBlocked: false };

describe("planReplacements", () => {
  it.each<[string, Partial<Counts>, Partial<ReturnType<typeof planReplacements>>]>([
    ["starts what is missing", {}, { start: 2 }],
    ["leaves what is wanted", { healthy: 2 }, {}],
    [
      "stops what isn't wanted, first what doesn't run yet",
      { healthy: 2, starting: 1, wanted: 1 },
      { starting: 1, healthy: 1 },
    ],
    ["starts a replacement first", { healthy: 1, unhealthy: 1, room: 2 }, { start: 1 }],
    ["waits for the replacement", { healthy: 1, unhealthy: 1, starting: 1, room: 1 }, {}],
    ["stops the unhealthy one then", { healthy: 2, unhealthy: 1, room: 1 }, { unhealthy: 1 }],
    [
      "stops one of two where the replacement is unhealthy too",
      { healthy: 1, unhealthy: 2, room: 1 },
      { start: 1, unhealthy: 1 },
    ],
    ["starts as many as there is room for", { unhealthy: 2, room: 1, most: 3 }, { start: 1 }],
    ["stops an unhealthy one where there is no room", { unhealthy: 2, room: 0, most: 2 }, { unhealthy: 1 }],
    ["and starts its replacement then", { unhealthy: 1, room: 1, most: 2 }, { start: 1 }],
    ["replaces one after the other then", { unhealthy: 1, starting: 1, room: 0, most: 2 }, {}],
    ["keeps a healthy one of a drained instance until its replacement runs", { healthy: 1, leaving: 1 }, { start: 1 }],
    [
      "stops as many of a drained instance as the minimum allows",
      { leaving: 2, minimumHealthy: 1 },
      { start: 2, leaving: 1 },
    ],
    ["is blocked where neither is allowed", { leaving: 2, room: 0, most: 2 }, { isBlocked: true }],
    [
      "stops what maximumPercent no longer allows",
      { wanted: 1, unhealthy: 2, starting: 1, room: 0, most: 2, minimumHealthy: 1 },
      { unhealthy: 1 },
    ],
  ])("%s", (_name, counts, plan) => {
    expect(planReplacements({ ...NONE, ...counts })).toEqual({ ...NOTHING, ...plan });
  });
});

/** A service of one task, which becomes unhealthy in its target group. */
function failing(inputs: Properties = {}) {
  let state: TargetState = "healthy";
  let first = "";
  const world = worldOf(service({ desiredCount: 1, ...inputs }), taskDefinition(), {
    targetGroups: TARGETS,
    health: ({ taskArn }) => (taskArn === first ? state : "healthy"),
  });
  world.after(120);
  first = world.tasks()[0]?.arn ?? "";
  state = "unhealthy";
  return { world, first };
}

describe("A task that fails its checks", () => {
  it("is stopped once its replacement is healthy, with the target group as the reason", () => {
    const { world, first } = failing();
    world.after(11);
    expect(world.tasks().map(({ lastStatus }) => lastStatus)).toEqual(["RUNNING", "PROVISIONING"]);
    expect(world.after(40).running.find("task", first)).toMatchObject({
      lastStatus: "DEACTIVATING",
      stopCode: "ServiceSchedulerInitiated",
      stoppedReason: `Task failed ELB health checks in (target-group ${TARGET_GROUP_ARN})`,
    });
    expect(world.messages()).toContain(
      `(service web) (task) (port 3000) is unhealthy in (target-group ${TARGET_GROUP_ARN}) due to (reason Health checks failed)`,
    );
    expect(world.after(60).tasks("RUNNING")).toHaveLength(1);
  });

  it("is stopped first where maximumPercent leaves no room", () => {
    const { world, first } = failing({ deploymentMaximumPercent: 100 });
    world.after(11);
    expect(world.running.find("task", first)).toMatchObject({ desiredStatus: "STOPPED" });
    expect(world.tasks("PROVISIONING")).toHaveLength(1);
  });

  it("is left alone during the grace period", () => {
    const { world, first } = failing({ healthCheckGracePeriodSeconds: 600 });
    world.after(400);
    expect(world.tasks()).toHaveLength(1);
    expect(world.after(200).running.find("task", first)).toMatchObject({ desiredStatus: "STOPPED" });
  });

  it("is replaced for its container's check, which is that of an essential container with one", () => {
    const world = worldOf(service({ desiredCount: 1 }), taskDefinition([CHECKED])).after(60);
    const [task] = world.tasks();
    const check = { kind: "container-health", taskArn: task?.arn ?? "", container: "application" } as const;
    world.observe({ ...check, status: "HEALTHY" }).after(1);
    expect(world.tasks()).toMatchObject([{ healthStatus: "HEALTHY" }]);
    world.observe({ ...check, status: "UNHEALTHY" }).after(60);
    const [, second] = world.tasks();
    world.observe({ ...check, taskArn: second?.arn ?? "", status: "HEALTHY" }).after(10);
    expect(world.running.find("task", task?.arn ?? "")).toMatchObject({
      stopCode: "ServiceSchedulerInitiated",
      stoppedReason: "Task failed container health checks",
    });
    expect(world.messages()).toContain("(service web) (task) failed container health checks.");
  });

  it("stays where only its image has a check, which ECS doesn't look at", () => {
    const world = worldOf(service({ desiredCount: 1 }), taskDefinition()).after(60);
    const [task] = world.tasks();
    const check = { kind: "container-health", taskArn: task?.arn ?? "", container: "application" } as const;
    world.observe({ ...check, status: "UNHEALTHY" }).after(60);
    expect(world.tasks()).toMatchObject([{ lastStatus: "RUNNING", healthStatus: "UNKNOWN" }]);
  });
});

describe("An instance that goes", () => {
  const onInstances = { capacityProviderStrategies: [{ capacityProvider: PROVIDER, weight: 1 }], desiredCount: 2 };
  const begin = (inputs: Properties = {}, conduct: (task: RunningTask) => Conduct = () => ({})) =>
    worldOf(service({ ...onInstances, ...inputs }), taskDefinition(), {
      conduct,
      changes: ["a", "b"].map((zone) => ({ kind: "instance", id: `i-${zone}`, value: instance(zone, zone) })),
    }).after(120);

  it("takes its tasks with it where it is terminated", () => {
    const world = begin();
    const lost = world.tasks().find(({ instanceId }) => instanceId === "i-a");
    world.apply({ kind: "instance", id: "i-a" }).after(1);
    expect(world.running.find("task", lost?.arn ?? "")).toMatchObject({
      desiredStatus: "STOPPED",
      stopCode: "TerminationNotice",
      stoppedReason: "Host EC2 (instance i-a) terminated.",
    });
    expect(world.commands.at(-1)).toEqual({ kind: "kill-task", taskArn: lost?.arn });
    expect(
      world
        .after(20)
        .tasks("RUNNING")
        .map(({ instanceId }) => instanceId),
    ).toEqual(["i-b", "i-b"]);
  });

  it("takes its tasks with it where it fails, and gets no new ones", () => {
    const world = begin();
    const failure = { at: 120_000, reason: "impaired" };
    const failed = { ...instance("a", "a"), failure };
    const registration = failed.containerInstance && { ...failed.containerInstance, agentConnected: false };
    world.apply({ kind: "instance", id: "i-a", value: { ...failed, containerInstance: registration } }).after(60);
    expect(world.tasks("RUNNING").map(({ instanceId }) => instanceId)).toEqual(["i-b", "i-b"]);
  });

  it("keeps its tasks while it is drained, until their replacements are healthy", () => {
    const world = begin();
    const drained = instance("a", "a");
    const registration = drained.containerInstance && { ...drained.containerInstance, status: "DRAINING" as const };
    world.apply({ kind: "instance", id: "i-a", value: { ...drained, containerInstance: registration } }).after(30);
    expect(world.tasks("RUNNING").map(({ instanceId }) => instanceId)).toEqual(["i-a", "i-b", "i-b"]);
    world.after(30); // a task without checks counts as healthy after 40 seconds
    expect(world.tasks("RUNNING").map(({ instanceId }) => instanceId)).toEqual(["i-b", "i-b"]);
  });

  it("says so where the service's settings keep its tasks there", () => {
    const world = begin({ deploymentMaximumPercent: 100 });
    const drained = instance("a", "a");
    const registration = drained.containerInstance && { ...drained.containerInstance, status: "DRAINING" as const };
    world.apply({ kind: "instance", id: "i-a", value: { ...drained, containerInstance: registration } }).after(600);
    expect(world.tasks("RUNNING")).toHaveLength(2);
    expect(world.messages().filter((message) => message.includes("deployment configuration"))).toHaveLength(1);
  });
});

describe("A zone that is lost", () => {
  const outage = (zone: string) =>
    ({
      kind: "capacityShortage",
      id: zone,
      value: { region: "eu-west-1", availabilityZone: `eu-west-1${zone}`, isOutage: true, since: 0 },
    }) as const;

  it("takes its tasks on Fargate with it, which the other zones get", () => {
    const world = worldOf(service({ desiredCount: 3 }), taskDefinition()).after(60);
    world.apply(outage("a")).after(60);
    expect(world.tasks("STOPPED")).toMatchObject([
      { availabilityZone: "eu-west-1a", stoppedReason: "The Availability Zone eu-west-1a is lost" },
    ]);
    expect(
      world
        .tasks("RUNNING")
        .map(({ availabilityZone }) => availabilityZone)
        .sort(),
    ).toEqual(["eu-west-1b", "eu-west-1b", "eu-west-1c"]);
  });

  it("leaves no capacity where every zone is lost, until one is restored", () => {
    const world = worldOf(service({ desiredCount: 1 }), taskDefinition()).after(60);
    world.apply(...["a", "b", "c"].map(outage)).after(60);
    expect(world.messages().at(-1)).toBe(
      "(service web) was unable to place a task. Reason: Capacity is unavailable at this time. " +
        "Please try again later or in a different availability zone.",
    );
    world.apply({ kind: "capacityShortage", id: "b" }).after(60);
    expect(world.tasks("RUNNING")).toMatchObject([{ availabilityZone: "eu-west-1b" }]);
  });
});

describe("A service that is scaled in", () => {
  const onInstances = { capacityProviderStrategies: [{ capacityProvider: PROVIDER, weight: 1 }] };
  const one = instance("a", "a").containerInstance;

  it("stops a task of the fuller zone", () => {
    const web = service({ desiredCount: 3, ...onInstances });
    const small = instance("b", "b", { containerInstance: one && { ...one, taskNetworkInterfaces: 1 } });
    const world = worldOf(web, taskDefinition(), {
      changes: [small, instance("a", "a")].map((value) => ({ kind: "instance", id: value.id, value })),
    }).after(120);
    expect(world.tasks("RUNNING").map(({ instanceId }) => instanceId)).toEqual(["i-b", "i-a", "i-a"]);
    world.apply({ kind: "service", id: SERVICE_ARN, value: steady(web, 2).running }).after(20);
    expect(world.tasks("RUNNING").map(({ instanceId }) => instanceId)).toEqual(["i-b", "i-a"]);
  });

  it.each([
    ["with the most tasks", {}, ["i-a1", "i-a2"]],
    [
      "that has the most left, by binpack",
      { orderedPlacementStrategies: [{ type: "binpack", field: "cpu" }] },
      ["i-a1", "i-a1"],
    ],
  ])("stops a task of the instance %s", (_name, inputs, left) => {
    const web = service({ desiredCount: 3, ...onInstances, ...inputs });
    const world = worldOf(web, taskDefinition(), {
      changes: [instance("a1", "a"), instance("a2", "a")].map((value) => ({ kind: "instance", id: value.id, value })),
    }).after(120);
    world.apply({ kind: "service", id: SERVICE_ARN, value: steady(web, 2).running }).after(20);
    expect(
      world
        .tasks("RUNNING")
        .map(({ instanceId }) => instanceId)
        .sort(),
    ).toEqual(left);
  });

  it("keeps its zones balanced, and gives the deployment as the reason", () => {
    const web = service({ desiredCount: 4 });
    const world = worldOf(web, taskDefinition()).after(120);
    const deployment = { deploymentArn: "deployment" };
    world.apply({ kind: "service", id: SERVICE_ARN, value: { ...steady(web, 3).running, ...deployment } }).after(20);
    expect(
      world
        .tasks("RUNNING")
        .map(({ availabilityZone }) => availabilityZone.at(-1))
        .sort(),
    ).toEqual(["a", "b", "c"]);
    expect(world.tasks("STOPPED")[0]?.stoppedReason).toMatch(/^Scaling activity initiated by \(deployment .*\)$/);
    expect(world.messages()).toContain("(service web) has stopped 1 running tasks: (task).");
  });
});

describe("Tasks that can't be started", () => {
  it("are tried less and less often, at least every 27 minutes", () => {
    const failure = "CannotPullContainerError: pull image manifest: shop/web:1: not found";
    const world = worldOf(service({ desiredCount: 1 }), taskDefinition(), { conduct: () => ({ failure }) });
    world.after(24 * 3_600);
    const starts = world.events.filter(({ message }) => message.includes("has started")).map(({ at }) => at / 1_000);
    const pauses = starts.slice(1).map((at, index) => at - (starts[index] ?? 0) - 23);
    expect(pauses.slice(0, 5)).toEqual([0, 0, 10, 20, 40]);
    expect(Math.max(...pauses)).toBe(27 * 60);
    expect(world.messages().filter((message) => message.includes("unable to consistently start"))).toEqual([
      "(service web) is unable to consistently start tasks successfully.",
    ]);
  });

  it("aren't throttled where they have run", () => {
    const world = worldOf(service({ desiredCount: 1 }), taskDefinition(), { conduct: () => ({ exitSeconds: 1 }) });
    world.after(3_600);
    expect(world.messages().filter((message) => message.includes("has started")).length).toBeGreaterThan(100);
  });

  it("are started at once again after another revision was deployed", () => {
    const web = service({ desiredCount: 1 });
    const world = worldOf(web, taskDefinition(), { conduct: () => ({ failure: "no" }) }).after(3_600);
    const { running, revision } = steady(web);
    const next = { ...revision, arn: "revision-2" };
    world
      .behave(() => ({}))
      .apply(
        { kind: "serviceRevision", id: next.arn, value: next },
        { kind: "service", id: SERVICE_ARN, value: { ...running, wanted: [{ revisionArn: next.arn, count: 1 }] } },
      );
    expect(world.after(30).tasks("RUNNING")).toMatchObject([{ revisionArn: "revision-2" }]);
  });
});
