import type { RunningChange } from "../../../../../localcloud/behaviour/model/running";
import type { RunningInstance } from "../../../../../localcloud/behaviour/model/instance";
import type { Properties } from "../../../../../localcloud/model/values";
import { APPLICATION, instance, PROVIDER, SERVICE_ARN, service, steady, taskDefinition } from "./cluster";
import { worldOf } from "./small-world";

const ON_INSTANCES = { capacityProviderStrategies: [{ capacityProvider: PROVIDER, weight: 1 }] };
const PACKED = { orderedPlacementStrategies: [{ type: "binpack", field: "memory" }] };

function having(...instances: readonly RunningInstance[]): RunningChange[] {
  return instances.map((value) => ({ kind: "instance", id: value.id, value }));
}

/** Names of the instances on which tasks of a service are placed, in order. */
function placed(inputs: Properties, instances: readonly RunningInstance[], definition = taskDefinition()): string[] {
  const world = worldOf(service({ ...ON_INSTANCES, ...inputs }), definition, { changes: having(...instances) });
  return world
    .after(1)
    .tasks()
    .map(({ instanceId = "waits" }) => instanceId);
}

describe("Placement on instances", () => {
  const registered = instance("a1", "a").containerInstance;
  const three = [instance("a1", "a"), instance("a2", "a"), instance("b1", "b")];

  it("spreads across zones, then across instances, where the service has no strategy", () => {
    expect(placed({ desiredCount: 4 }, three)).toEqual(["i-a1", "i-b1", "i-a2", "i-b1"]);
  });

  it("fills the instance that has the least left by binpack", () => {
    const [large, middle, small] = [9_000, 8_000, 7_000].map((registeredMemory, index) =>
      instance(`m${index}`, "a", { containerInstance: registered && { ...registered, registeredMemory } }),
    );
    if (large === undefined || middle === undefined || small === undefined) throw new Error("no instances");
    expect(placed({ desiredCount: 4, ...PACKED }, [large, small, middle])).toEqual(["i-m2", "i-m2", "i-m1", "i-m1"]);
  });

  it("spreads across zones first and packs inside them, as both strategies say", () => {
    const both = [{ type: "spread", field: "attribute:ecs.availability-zone" }, ...PACKED.orderedPlacementStrategies];
    expect(placed({ desiredCount: 4, orderedPlacementStrategies: both }, three)).toEqual([
      "i-a1",
      "i-b1",
      "i-a1",
      "i-b1",
    ]);
  });

  it("takes an instance's own subnet, in its zone", () => {
    const world = worldOf(service({ ...ON_INSTANCES, desiredCount: 1 }), taskDefinition(), {
      changes: having(instance("b1", "b")),
    });
    expect(world.after(1).tasks()).toMatchObject([{ subnetId: "subnet-b", availabilityZone: "eu-west-1b" }]);
  });

  it.each([
    ["distinctInstance", [{ type: "distinctInstance" }], ["i-a1", "i-b1", "i-a2", "waits"]],
    ["memberOf", [{ type: "memberOf", expression: "attribute:ecs.instance-type =~ m6.*" }], ["waits"]],
    [
      "memberOf of a zone",
      [{ type: "memberOf", expression: "attribute:ecs.availability-zone in [eu-west-1b]" }],
      ["i-b1"],
    ],
  ])("obeys the constraint %s", (_name, placementConstraints, expected) => {
    expect(placed({ desiredCount: expected.length, placementConstraints }, three)).toEqual(expected);
  });

  it.each<[string, Partial<RunningInstance>]>([
    ["is drained", { containerInstance: registered && { ...registered, status: "DRAINING" } }],
    ["has a disconnected agent", { containerInstance: registered && { ...registered, agentConnected: false } }],
    ["is unhealthy", { healthStatus: "Unhealthy" }],
    ["terminates", { lifecycleState: "Terminating" }],
    ["belongs to another cluster", { containerInstance: registered && { ...registered, clusterArn: "other" } }],
    ["belongs to no capacity provider", { containerInstance: registered && { ...registered, capacityProvider: "x" } }],
  ])("leaves out an instance that %s", (_state, other) => {
    expect(placed({ desiredCount: 1 }, [instance("a1", "a", other)])).toEqual(["waits"]);
  });

  it("tells which instance comes closest, and what it lacks", () => {
    const definition = taskDefinition([APPLICATION], { cpu: "1024" });
    const world = worldOf(service({ ...ON_INSTANCES, desiredCount: 3 }), definition, {
      changes: having(
        instance("a1", "a", { containerInstance: registered && { ...registered, taskNetworkInterfaces: 9 } }),
      ),
    }).after(1);
    expect(world.messages()).toEqual([
      "(service web) was unable to place a task because no container instance met all of its requirements. " +
        "The closest matching (container-instance a1) has insufficient CPU units available.",
      "(service web) has started 3 tasks: (task) (task) (task).",
    ]);
  });

  it.each([
    ["memory", { memory: "4096" }, { registeredCpu: 9999 }, "has insufficient memory available"],
    ["network interfaces", {}, { taskNetworkInterfaces: 1 }, 'encountered error "RESOURCE:ENI"'],
  ])("names lacking %s", (_name, size, room, words) => {
    const definition = taskDefinition([APPLICATION], size);
    const small = instance("a1", "a", { containerInstance: registered && { ...registered, ...room } });
    const world = worldOf(service({ ...ON_INSTANCES, desiredCount: 2 }), definition, { changes: having(small) }).after(
      1,
    );
    expect(world.messages()[0]).toContain(`The closest matching (container-instance a1) ${words}.`);
  });
});

describe("A task without room", () => {
  it("waits in PROVISIONING for its capacity provider, and is placed once an instance is there", () => {
    const world = worldOf(service({ ...ON_INSTANCES, desiredCount: 1 }), taskDefinition()).after(300);
    expect(world.tasks()).toMatchObject([{ lastStatus: "PROVISIONING", subnetId: "", capacityProvider: PROVIDER }]);
    expect(world.messages()).toEqual([
      "(service web) was unable to place a task because no container instance met all of its requirements. " +
        "Reason: No Container Instances were found in your capacity provider.",
      "(service web) has started 1 tasks: (task).",
    ]);
    expect(world.apply().after(60).messages()).toHaveLength(2);
    world.apply(...having(instance("a1", "a"))).after(20);
    expect(world.tasks()).toMatchObject([{ lastStatus: "RUNNING", instanceId: "i-a1" }]);
  });

  it("isn't started where the service has the launch type EC2, and is tried again", () => {
    const onEc2 = service({ capacityProviderStrategies: undefined, launchType: "EC2", desiredCount: 1 });
    const world = worldOf(onEc2, taskDefinition()).after(300);
    expect(world.tasks()).toEqual([]);
    expect(world.messages()).toEqual([
      "(service web) was unable to place a task because no container instance met all of its requirements. " +
        "Reason: No Container Instances were found in your cluster.",
    ]);
    world.apply(...having(instance("a1", "a"))).after(30);
    expect(world.tasks("RUNNING")).toHaveLength(1);
  });

  it("is told again after six hours", () => {
    const world = worldOf(service({ launchType: "EC2", capacityProviderStrategies: undefined }), taskDefinition());
    expect(world.after(6 * 3_600 - 60).messages()).toHaveLength(1);
    expect(world.after(120).messages()).toHaveLength(2);
  });

  it("waits beside at most 499 others in its cluster", () => {
    const world = worldOf(service({ ...ON_INSTANCES, desiredCount: 510 }), taskDefinition()).after(1);
    expect(world.tasks()).toHaveLength(500);
  });

  it("ends at once where it is no longer wanted", () => {
    const web = service({ ...ON_INSTANCES, desiredCount: 1 });
    const world = worldOf(web, taskDefinition()).after(60);
    world.apply({ kind: "service", id: SERVICE_ARN, value: steady(web, 0).running }).after(1);
    expect(world.tasks()).toMatchObject([{ lastStatus: "STOPPED", stopCode: "ServiceSchedulerInitiated" }]);
    expect(world.commands).toEqual([]);
  });

  it("isn't started where its subnets have no address left", () => {
    const world = worldOf(service({ desiredCount: 760 }), taskDefinition()).after(1);
    expect(world.tasks()).toHaveLength(3 * 251); // 256 less the five that AWS keeps
    expect(world.messages()[0]).toContain("have no free IP addresses left");
  });
});

describe("A capacity provider strategy", () => {
  it.each([
    [
      "fills the base, then shares by weight",
      [
        { capacityProvider: "FARGATE", base: 2, weight: 1 },
        { capacityProvider: "FARGATE_SPOT", weight: 3 },
      ],
      { FARGATE: 3, FARGATE_SPOT: 3 },
    ],
    [
      "fills a base whose weight is 0",
      [
        { capacityProvider: "FARGATE_SPOT", weight: 1 },
        { capacityProvider: "FARGATE", base: 2, weight: 0 },
      ],
      { FARGATE: 2, FARGATE_SPOT: 4 },
    ],
    [
      "gives nothing to a weight of 0",
      [
        { capacityProvider: "FARGATE", weight: 1 },
        { capacityProvider: "FARGATE_SPOT", weight: 0 },
      ],
      { FARGATE: 6 },
    ],
    ["is the cluster's default where there is none", undefined, { FARGATE: 6 }],
  ])("%s", (_name, capacityProviderStrategies, expected) => {
    const world = worldOf(service({ desiredCount: 6, capacityProviderStrategies }), taskDefinition()).after(1);
    const counts: Record<string, number> = {};
    for (const { capacityProvider = "" } of world.tasks())
      counts[capacityProvider] = (counts[capacityProvider] ?? 0) + 1;
    expect(counts).toEqual(expected);
  });
});

describe("Tasks that share their instance's network", () => {
  const bridge = taskDefinition([APPLICATION], { networkMode: "bridge" });
  const inputs = { ...ON_INSTANCES, networkConfiguration: undefined };

  it("get a free port each, and the instance is the target", () => {
    const targetGroups = [{ targetGroupArn: "group", container: "application", containerPort: 3000 }];
    const world = worldOf(service({ ...inputs, desiredCount: 2 }), bridge, {
      changes: having(instance("a1", "a")),
      targetGroups,
    }).after(20);
    expect(world.tasks().flatMap(({ hostPorts = [] }) => hostPorts.map(({ hostPort }) => hostPort))).toEqual([
      32768, 32769,
    ]);
    expect(world.running.all("target").map(({ targetId, port }) => `${targetId}:${port}`)).toEqual([
      "i-a1:32768",
      "i-a1:32769",
    ]);
  });

  it.each(["bridge", "host"])("have one instance each where they ask for the same port, in mode %s", (networkMode) => {
    const fixed = { ...APPLICATION, portMappings: [{ containerPort: 3000, hostPort: 3000 }] };
    const definition = taskDefinition([fixed], { networkMode });
    expect(placed({ networkConfiguration: undefined }, [instance("a1", "a")], definition)).toEqual(["i-a1", "waits"]);
  });
});
