import fc from "fast-check";
import type { Controller } from "../../../../../localcloud/behaviour/model/controller";
import { SECOND } from "../../../../../localcloud/behaviour/model/instant";
import type { RunningInstance } from "../../../../../localcloud/behaviour/model/instance";
import type { RunningReader } from "../../../../../localcloud/behaviour/model/running";
import type { TargetState } from "../../../../../localcloud/behaviour/model/target";
import type { RunningTask } from "../../../../../localcloud/behaviour/model/task";
import type { CloudReader } from "../../../../../localcloud/model/resource";
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
import { type Conduct, type SmallWorld, worldOf } from "./small-world";

const MOST = 4;
const TARGETS = [{ targetGroupArn: TARGET_GROUP_ARN, container: "application", containerPort: 3000 }];
const HOUR = 3_600;

/** What happens to a task or an instance. */
type Aimed<Kind extends string> = Kind extends string ? { readonly kind: Kind; readonly which: number } : never;

/** What happens to a service, one after the other. */
type Happening =
  | { readonly kind: "want"; readonly count: number }
  | Aimed<"exit" | "stop" | "hang" | "drain" | "fail" | "end">
  | { readonly kind: "health"; readonly state: TargetState }
  | { readonly kind: "restart" }
  | { readonly kind: "wait"; readonly seconds: number };

const which = fc.nat({ max: 5 });
const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ kind: fc.constant("want" as const), count: fc.nat({ max: MOST }) }),
  fc.record({ kind: fc.constantFrom("exit" as const, "stop" as const, "hang" as const), which }),
  fc.record({ kind: fc.constantFrom("drain" as const, "fail" as const, "end" as const), which }),
  fc.record({ kind: fc.constant("health" as const), state: fc.constantFrom("healthy" as const, "unhealthy" as const) }),
  fc.constant({ kind: "restart" as const }),
  fc.record({ kind: fc.constant("wait" as const), seconds: fc.integer({ min: 1, max: 120 }) }),
);

const conduct: fc.Arbitrary<Conduct> = fc.oneof(
  fc.constant({}),
  fc.record({ startSeconds: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ failure: fc.constant("CannotPullContainerError: not found") }),
  fc.record({ exitSeconds: fc.integer({ min: 1, max: 90 }) }),
  fc.record({ ignoresStop: fc.constant(true) }),
);

const scenario = fc.record({
  isOnInstances: fc.boolean(),
  hasTargets: fc.boolean(),
  hasHealthCheck: fc.boolean(),
  maximumPercent: fc.constantFrom(100, 150, 200),
  minimumHealthyPercent: fc.constantFrom(0, 50, 100),
  rebalancing: fc.constantFrom("ENABLED", "DISABLED"),
  conducts: fc.array(conduct, { minLength: 1, maxLength: 6 }),
  happenings: fc.array(happening, { maxLength: 14 }),
});

/** Notes what is wrong at any moment, and what became of every task. */
class Watch {
  readonly problems: string[] = [];
  readonly seen = new Map<string, RunningTask>();

  readonly controller: Controller = {
    name: "watch",
    watches: ["task"],
    hears: [],
    reconcile: ({ running, cloud }) => {
      for (const task of running.all("task")) this.seen.set(task.arn, task);
      this.problems.push(...overcommitted(running), ...sharedAddresses(running), ...tooMany(running, cloud));
      return {};
    },
  };
}

function overcommitted(running: RunningReader): string[] {
  return running.all("instance").flatMap(({ id, containerInstance: registered }) => {
    const tasks = running.all("task").filter((task) => task.instanceId === id && task.lastStatus !== "STOPPED");
    const cpu = tasks.reduce((sum, task) => sum + task.cpu, 0);
    const memory = tasks.reduce((sum, task) => sum + task.memory, 0);
    if (registered === undefined) return [];
    const isOver =
      cpu > registered.registeredCpu ||
      memory > registered.registeredMemory ||
      tasks.length > registered.taskNetworkInterfaces;
    return isOver ? [`${id} has ${tasks.length} tasks`] : [];
  });
}

function sharedAddresses(running: RunningReader): string[] {
  const live = running.all("task").filter(({ lastStatus, subnetId }) => lastStatus !== "STOPPED" && subnetId !== "");
  const addresses = live.map(({ privateAddress }) => privateAddress);
  return new Set(addresses).size === addresses.length ? [] : [`addresses are shared: ${addresses.join(" ")}`];
}

/** No more tasks are to run than are wanted, or than maximumPercent allows while some are replaced. */
function tooMany(running: RunningReader, cloud: CloudReader): string[] {
  const { inputs } = cloud.find("aws:ecs/service:Service", SERVICE_ARN) ?? service();
  const most = Math.floor((Number(inputs.desiredCount) * Number(inputs.deploymentMaximumPercent)) / 100);
  const active = running.all("task").filter(({ desiredStatus }) => desiredStatus === "RUNNING");
  return active.length > most ? [`${active.length} tasks are to run, ${most} may`] : [];
}

function begin(given: typeof scenario extends fc.Arbitrary<infer Value> ? Value : never) {
  const { conducts } = given;
  let health: TargetState = "healthy";
  let started = 0;
  const watch = new Watch();
  const strategy = [{ capacityProvider: given.isOnInstances ? PROVIDER : "FARGATE", weight: 1 }];
  const placement = { orderedPlacementStrategies: [{ type: "binpack", field: "memory" }] };
  const plain = service({
    desiredCount: MOST,
    deploymentMaximumPercent: given.maximumPercent,
    deploymentMinimumHealthyPercent: given.minimumHealthyPercent,
    capacityProviderStrategies: strategy,
    ...(given.isOnInstances && given.rebalancing === "DISABLED" ? placement : {}),
  });
  const web = { ...plain, computed: { ...plain.computed, availabilityZoneRebalancing: given.rebalancing } };
  const checked = { ...APPLICATION, healthCheck: { command: ["CMD", "true"] } };
  const world = worldOf(web, taskDefinition([given.hasHealthCheck ? checked : APPLICATION]), {
    controllers: [watch.controller],
    conduct: () => conducts[started++ % conducts.length] ?? {},
    health: () => health,
    ...(given.hasTargets ? { targetGroups: TARGETS } : {}),
    changes: ["a", "b", "c"].map((zone) => ({ kind: "instance", id: `i-${zone}`, value: instance(zone, zone) })),
  });
  const set = (state: TargetState): void => {
    health = state;
  };
  return { world, watch, web, set };
}

type Scene = ReturnType<typeof begin>;
type Happenings = {
  readonly [Kind in Happening["kind"]]: (scene: Scene, it: Extract<Happening, { kind: Kind }>) => void;
};

const HAPPENINGS: Happenings = {
  want: ({ world, web }, { count }) => {
    world.cloud.put({ ...web, inputs: { ...web.inputs, desiredCount: count } });
    world.apply({ kind: "service", id: SERVICE_ARN, value: steady(web, count).running });
  },
  exit: (scene, it) => {
    const task = taskOf(scene, it.which, "RUNNING", "ACTIVATING", "PENDING");
    if (task === undefined) return;
    scene.world.observe({ kind: "container-exited", taskArn: task.arn, container: "application", exitCode: 137 });
  },
  stop: (scene, it) => {
    const task = taskOf(scene, it.which, "RUNNING", "ACTIVATING", "PENDING", "PROVISIONING", "STOPPING");
    if (task !== undefined) scene.world.observe({ kind: "stop-requested", taskArn: task.arn, reason: "" });
  },
  hang: (scene, it) => {
    const task = taskOf(scene, it.which, "RUNNING");
    if (task === undefined) return;
    const check = { kind: "container-health", taskArn: task.arn, container: "application" } as const;
    scene.world.observe({ ...check, status: "UNHEALTHY" });
  },
  drain: (scene, it) => {
    const host = hostOf(scene, it.which);
    if (host?.containerInstance === undefined) return;
    const containerInstance = { ...host.containerInstance, status: "DRAINING" as const };
    scene.world.apply({ kind: "instance", id: host.id, value: { ...host, containerInstance } });
  },
  fail: (scene, it) => {
    const host = hostOf(scene, it.which);
    if (host === undefined) return;
    scene.world.apply({ kind: "instance", id: host.id, value: { ...host, healthStatus: "Unhealthy" } });
    scene.world.observe({ kind: "instance-failed", instanceId: host.id, reason: "impaired" });
  },
  end: (scene, it) => {
    const host = hostOf(scene, it.which);
    if (host !== undefined) scene.world.apply({ kind: "instance", id: host.id });
  },
  health: ({ set }, { state }) => {
    set(state);
  },
  restart: ({ world }) => {
    world.observe({ kind: "world-started" });
  },
  wait: ({ world }, { seconds }) => {
    world.after(seconds);
  },
};

function taskOf({ world }: Scene, index: number, ...statuses: RunningTask["lastStatus"][]): RunningTask | undefined {
  const tasks = world.tasks(...statuses);
  return tasks[index % Math.max(1, tasks.length)];
}

function hostOf({ world }: Scene, index: number): RunningInstance | undefined {
  const instances = world.running.all("instance");
  return instances[index % Math.max(1, instances.length)];
}

/** Lets something happen a second later. */
function happen(scene: Scene, it: Happening): void {
  scene.world.after(1);
  (HAPPENINGS[it.kind] as (scene: Scene, it: Happening) => void)(scene, it);
}

describe("Whatever happens to a service", () => {
  it("every task is accounted for, nothing is overcommitted, and in the end as many run as are wanted", () => {
    fc.assert(
      fc.property(scenario, fc.integer({ min: 1, max: MOST }), (given, finally_) => {
        const scene = begin(given);
        const { world, watch, set } = scene;
        for (const it of given.happenings) happen(scene, it);
        // All is well from now on: there is room, and what is started runs.
        world.behave(() => ({}));
        set("healthy");
        for (const zone of ["a", "b", "c"]) {
          for (const name of ["d", "e"]) {
            const fresh = instance(`${name}${zone}`, zone, {
              privateAddress: `10.0.9.${zone.charCodeAt(0)}${name.charCodeAt(0) % 10}`,
            });
            world.apply({ kind: "instance", id: fresh.id, value: fresh });
          }
        }
        happen(scene, { kind: "want", count: finally_ });
        world.after(2 * HOUR);

        expect(watch.problems).toEqual([]);
        expect(world.tasks("RUNNING")).toHaveLength(finally_);
        expect(world.tasks().filter(({ lastStatus }) => !["RUNNING", "STOPPED"].includes(lastStatus))).toEqual([]);
        for (const task of watch.seen.values()) expectAccountedFor(world, task);
        expectOnce(world, "start-task");
        expectOnce(world, "stop-task");
        if (given.hasTargets) expect(world.running.all("target")).toHaveLength(finally_);
      }),
      { numRuns: 150 },
    );
  });

  it("containers aren't stopped before their target's deregistration delay is over, but where they have ended", () => {
    fc.assert(
      fc.property(scenario, (given) => {
        const scene = begin({ ...given, hasTargets: true });
        for (const it of given.happenings) happen(scene, it);
        scene.world.after(HOUR / 4);
        expect(scene.world.earlyStops).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

function expectAccountedFor(world: SmallWorld, { arn }: RunningTask): void {
  const task = world.running.find("task", arn);
  if (task === undefined || task.lastStatus === "RUNNING") return; // shown for its hour, or still there
  expect(task).toMatchObject({ lastStatus: "STOPPED", stopCode: expect.any(String) as string });
  expect(task.stoppedReason).not.toBe("");
  expect((task.stoppedAt ?? 0) + HOUR * SECOND).toBeGreaterThan(world.clock.now());
}

function expectOnce(world: SmallWorld, kind: "start-task" | "stop-task"): void {
  const arns = world.commands.flatMap((command) => {
    if (command.kind === "start-task" && kind === command.kind) return [command.task.arn];
    return command.kind === "stop-task" && kind === command.kind ? [command.taskArn] : [];
  });
  expect(new Set(arns).size).toBe(arns.length);
}
