import fc from "fast-check";
import { boundsOf } from "../../../../../localcloud/behaviour/ecs/deployments/settings";
import { rollingStep, type RollingTasks } from "../../../../../localcloud/behaviour/ecs/deployments/rolling";
import type { Controller, Situation } from "../../../../../localcloud/behaviour/model/controller";
import type { ServiceDeployment } from "../../../../../localcloud/behaviour/model/service";
import type { Properties } from "../../../../../localcloud/model/values";
import type { SmallWorld } from "../../support/small-world";
import type { Fate } from "./fake-scheduler";
import {
  alarm,
  balancedService,
  BLUE,
  deployingWorld,
  deploymentsOf,
  GREEN,
  newest,
  PRODUCTION_RULE,
  ringing,
  SERVICE_ARN,
  type service,
  shiftedService,
  taskDefinition,
  TEST_RULE,
  wanted,
  weights,
} from "./samples";

const FINAL = ["SUCCESSFUL", "STOPPED", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED"];
const DAY = 24 * 3_600;

const FATE = fc.constantFrom<Fate>("healthy", "healthy", "fails to start", "exits", "unhealthy", "never ready");

/** Fates of all task definitions; the first one is healthy, so that something serves. */
const FATES = fc.record({
  "web:1": fc.constant<Fate>("healthy"),
  "web:2": FATE,
  "web:3": FATE,
  "web:4": FATE,
});

/** What happens to a service, each after some seconds. */
const HAPPENINGS = fc.array(
  fc.record({
    after: fc.integer({ min: 0, max: 400 }),
    what: fc.oneof(fc.record({ deploys: fc.integer({ min: 1, max: 4 }) }), fc.record({ rings: fc.boolean() })),
  }),
  { minLength: 1, maxLength: 8 },
);

/** Looks at everything whenever something changes. */
function witness(look: (situation: Situation) => void): Controller {
  const reconcile = (situation: Situation) => {
    look(situation);
    return {};
  };
  return {
    name: "witness",
    watches: ["service", "serviceDeployment", "task", "target", "resource"],
    hears: [],
    reconcile,
  };
}

function deployedWorld(
  make: (inputs: Properties) => ReturnType<typeof service>,
  fates: Readonly<Record<string, Fate>>,
  look: (situation: Situation) => void,
): SmallWorld {
  const world = deployingWorld(fates, [alarm("errors")], {}, [witness(look)]);
  world.deploy(make({}));
  world.pass(DAY);
  expect(newest(world).status).toBe("SUCCESSFUL");
  return world;
}

function happen(
  world: SmallWorld,
  make: (inputs: Properties) => ReturnType<typeof service>,
  happenings: typeof HAPPENINGS extends fc.Arbitrary<infer T> ? T : never,
): void {
  for (const { after, what } of happenings) {
    world.pass(after);
    if ("deploys" in what) world.deploy(make({ taskDefinition: taskDefinition(what.deploys).id }));
    else world.change(ringing("errors", what.rings ? "ALARM" : "OK"));
  }
}

const ALARMS = { alarms: { alarmNames: ["errors"], enable: true, rollback: true } };

describe("any deployment", () => {
  const strategies = fc.constantFrom(
    (inputs: Properties) => balancedService({ ...ALARMS, ...inputs }),
    ...[
      { strategy: "BLUE_GREEN" },
      { strategy: "CANARY", canaryConfiguration: { canaryPercent: 25, canaryBakeTimeInMinutes: "2" } },
      { strategy: "LINEAR", linearConfiguration: { stepPercent: 30, stepBakeTimeInMinutes: "1" } },
    ].map((configuration) => (inputs: Properties) => shiftedService(configuration, { ...ALARMS, ...inputs })),
  );

  it("ends in exactly one way, and what it leaves gets steady", () => {
    fc.assert(
      fc.property(strategies, FATES, HAPPENINGS, (make, fates, happenings) => {
        const ends = new Map<string, string>();
        const note = ({ arn, status, finishedAt }: ServiceDeployment): void => {
          expect(FINAL.includes(status)).toBe(finishedAt !== undefined);
          if (ends.has(arn)) expect(status).toBe(ends.get(arn));
          if (FINAL.includes(status)) ends.set(arn, status);
        };
        const world = deployedWorld(make, fates, ({ running }) => {
          running.all("serviceDeployment").forEach(note);
          expect(
            running.all("serviceDeployment").filter(({ finishedAt }) => finishedAt === undefined).length,
          ).toBeLessThan(2);
        });
        happen(world, make, happenings);
        world.change(ringing("errors", "OK"));
        world.pass(2 * DAY);
        const last = newest(world);
        if (last.status === "IN_PROGRESS") {
          expect(last.strategy).toBe("ROLLING"); // only its own tasks end a rolling deployment
          expect(new Map(Object.entries(fates)).get(definitionOf(world, last))).toBe("never ready");
          return;
        }
        world.pass(DAY);
        const hasFailed = ["STOPPED", "ROLLBACK_FAILED"].includes(last.status); // what runs of it may stay
        expect(sum(Object.values(wanted(world)))).toBeGreaterThanOrEqual(4);
        expect(sum(Object.values(wanted(world)))).toBeLessThanOrEqual(hasFailed ? 8 : 4);
        expect(world.running.find("service", SERVICE_ARN)?.isSteady).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

function definitionOf({ running }: SmallWorld, { targetRevisionArn }: ServiceDeployment): string {
  return running.find("serviceRevision", targetRevisionArn)?.taskDefinitionArn.split("/").at(-1) ?? "";
}

describe("a rolling deployment", () => {
  it("never breaks the bounds of healthy and of running tasks", () => {
    const bounds = fc.record({
      desiredCount: fc.integer({ min: 1, max: 9 }),
      deploymentMinimumHealthyPercent: fc.integer({ min: 0, max: 100 }),
      deploymentMaximumPercent: fc.integer({ min: 100, max: 200 }),
    });
    fc.assert(
      fc.property(bounds, FATES, HAPPENINGS, (settings, fates, happenings) => {
        const { minimum, maximum } = boundsOf(settings, settings.desiredCount);
        const make = (inputs: Properties) => balancedService({ ...settings, ...ALARMS, ...inputs });
        let isDeployed = false;
        const world = deployedWorld(make, fates, ({ running }) => {
          const counts = running.find("service", SERVICE_ARN)?.wanted.map(({ count }) => count) ?? [];
          expect(counts.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(maximum);
          const kept = running.all("task").filter(({ desiredStatus }) => desiredStatus === "RUNNING");
          const healthy = kept.filter(({ arn }) =>
            running.all("target").some(({ taskArn, state }) => taskArn === arn && state === "healthy"),
          );
          if (isDeployed) expect(healthy.length).toBeGreaterThanOrEqual(minimum);
        });
        isDeployed = true;
        happen(world, make, happenings);
        world.pass(3_600);
      }),
      { numRuns: 60 },
    );
  });

  it("takes steps that keep the minimum and the maximum, whatever its tasks are", () => {
    const tasks = fc
      .record({ wanted: fc.nat(12), kept: fc.nat(12), healthy: fc.nat(12) })
      .map(({ wanted: count, kept, healthy }): RollingTasks => ({
        wanted: count,
        kept,
        healthy: Math.min(healthy, kept),
      }));
    fc.assert(
      fc.property(
        fc.nat(12),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 100, max: 200 }),
        tasks,
        fc.array(tasks, { maxLength: 3 }),
        (desired, least, most, target, replaced) => {
          const inputs = { deploymentMinimumHealthyPercent: least, deploymentMaximumPercent: most };
          const { minimum, maximum } = boundsOf(inputs, desired);
          const step = rollingStep({ desired, minimum, maximum, target, replaced });
          const healthyAfter = replaced.map((each, index) => Math.min(each.healthy, step.replaced[index] ?? 0));
          const healthyBefore = replaced.map(({ healthy, wanted: count }) => Math.min(healthy, count));
          expect(step.target).toBeLessThanOrEqual(desired);
          step.replaced.forEach((count, index) => {
            expect(count).toBeLessThanOrEqual(replaced[index]?.wanted ?? 0);
          });
          if (sum(healthyAfter) < sum(healthyBefore)) {
            expect(target.healthy + sum(healthyAfter)).toBeGreaterThanOrEqual(minimum);
          }
          if (step.target > target.wanted) {
            const running = replaced.map(({ kept }, index) => Math.max(kept, step.replaced[index] ?? 0));
            expect(step.target + sum(running)).toBeLessThanOrEqual(maximum);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe("a deployment that shifts traffic", () => {
  it("keeps weights of 100, and serves from healthy tasks only; in the end from one target group", () => {
    const configurations = fc.constantFrom(
      { strategy: "BLUE_GREEN" },
      { strategy: "CANARY", canaryConfiguration: { canaryPercent: 7.5, canaryBakeTimeInMinutes: "2" } },
      { strategy: "LINEAR", linearConfiguration: { stepPercent: 30, stepBakeTimeInMinutes: "1" } },
    );
    fc.assert(
      fc.property(configurations, fc.boolean(), FATES, HAPPENINGS, (configuration, rollback, fates, happenings) => {
        const detection = {
          alarms: { ...ALARMS.alarms, rollback },
          deploymentCircuitBreaker: { enable: true, rollback },
        };
        const make = (inputs: Properties) => shiftedService(configuration, { ...detection, ...inputs });
        let isDeployed = false;
        const world: SmallWorld = deployedWorld(make, fates, ({ running }) => {
          if (!isDeployed) return;
          for (const rule of [PRODUCTION_RULE, TEST_RULE]) expect(sum(weights(world, rule))).toBe(100);
          const serving = [BLUE, GREEN].filter((_, index) => (weights(world, PRODUCTION_RULE)[index] ?? 0) > 0);
          for (const group of serving) {
            const targets = running.all("target").filter(({ targetGroupArn }) => targetGroupArn === group);
            expect(targets.filter(({ state }) => state === "healthy").length).toBeGreaterThanOrEqual(4);
          }
          const isUnderWay = deploymentsOf(world).some(({ finishedAt }) => finishedAt === undefined);
          if (!isUnderWay) expect(serving).toHaveLength(1);
        });
        isDeployed = true;
        happen(world, make, happenings);
        world.pass(2 * DAY);
      }),
      { numRuns: 60 },
    );
  });
});

describe("a service's own settings", () => {
  it("change without a deployment", () => {
    const settings = fc.record(
      {
        desiredCount: fc.integer({ min: 0, max: 10 }),
        deploymentMinimumHealthyPercent: fc.integer({ min: 0, max: 100 }),
        deploymentMaximumPercent: fc.integer({ min: 101, max: 200 }),
        healthCheckGracePeriodSeconds: fc.integer({ min: 0, max: 300 }),
        deploymentCircuitBreaker: fc.record({ enable: fc.boolean(), rollback: fc.boolean() }),
        enableExecuteCommand: fc.boolean(),
        propagateTags: fc.constantFrom("SERVICE", "TASK_DEFINITION"),
        tags: fc.dictionary(fc.string(), fc.string()),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(settings, { maxLength: 6 }), (changes) => {
        const world = deployingWorld();
        world.deploy(balancedService());
        for (const change of changes) {
          world.pass(100);
          world.deploy(balancedService(change));
        }
        world.pass(600);
        expect(deploymentsOf(world)).toHaveLength(1);
        expect(wanted(world)["web:1"] ?? 0).toBe(changes.at(-1)?.desiredCount ?? 4);
      }),
      { numRuns: 60 },
    );
  });
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
