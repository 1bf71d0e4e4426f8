import fc from "fast-check";
import { targetKey } from "../../../../localcloud/behaviour/model/target";
import { balancedWorld, DEPLOYED, OK, registered, target, targetGroup } from "./support";

const KEY = targetKey(target());

/** What a person with a pencil makes of answers, by the guide's sentences. */
function expectedStates(answers: readonly boolean[], healthyThreshold: number, unhealthyThreshold: number): string[] {
  let state = "initial";
  return answers.map((_, index) => {
    const last = (count: number): boolean[] => answers.slice(Math.max(0, index + 1 - count), index + 1);
    const needed = state === "initial" ? 1 : healthyThreshold;
    const passed = last(needed).length === needed && last(needed).every(Boolean);
    const failed = last(unhealthyThreshold).length === unhealthyThreshold && !last(unhealthyThreshold).some(Boolean);
    state = passed ? "healthy" : failed ? "unhealthy" : state;
    return state;
  });
}

describe("the health of a target", () => {
  it("changes by the thresholds, whatever the answers", () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 2, max: 10 }),
        fc.integer({ min: 2, max: 10 }),
        (answers, healthyThreshold, unhealthyThreshold) => {
          const states: (string | undefined)[] = [];
          const world = balancedWorld(
            (check) => (answers[check - 1] === true ? OK : { kind: "timeout" }),
            [...DEPLOYED, targetGroup({ healthyThreshold, unhealthyThreshold })],
          );
          world.change(registered(target()));
          world.pass(9);
          answers.forEach(() => {
            states.push(world.running.find("target", KEY)?.state);
            world.pass(10);
          });
          expect(states).toEqual(expectedStates(answers, healthyThreshold, unhealthyThreshold));
        },
      ),
      { numRuns: 50 },
    );
  });

  it("ends exactly after the deregistration delay, whenever it is deregistered", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_600 }), fc.integer({ min: 0, max: 60_000 }), (delay, after) => {
        const world = balancedWorld(() => OK, [...DEPLOYED, targetGroup({}, { deregistrationDelay: delay })]);
        world.change(registered(target()));
        world.pass(after / 1_000);
        world.change(registered(target({ drainingSince: world.clock.now() })));
        world.pass(delay - 0.001);
        expect(world.running.find("target", KEY)?.state).toBe("draining");
        world.pass(0.001);
        expect(world.running.find("target", KEY)).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });

  it("costs little: a day of 40 targets that are checked each 10 seconds", () => {
    let checks = 0;
    const world = balancedWorld(() => {
      checks += 1;
      return OK;
    });
    world.change(
      ...Array.from({ length: 40 }, (_, index) =>
        registered(target({ targetId: `10.0.0.${index}`, taskArn: `t${index}` })),
      ),
    );
    const before = process.cpuUsage();
    world.pass(86_400);
    const { user } = process.cpuUsage(before);
    expect(checks).toBeGreaterThan(345_000);
    expect(user / 1_000_000).toBeLessThan(5); // less than a second where nothing else runs
  });
});
