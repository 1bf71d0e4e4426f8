import fc from "fast-check";
import { ArgumentProblems } from "../../../components/shared/validation";
import { durationSeconds } from "../../../components/shared/quantity";
import {
  departure,
  fittingStopTimeout,
  type TaskWaits,
  validateWaits,
} from "../../../components/container-service/waits";
import { behindLoadBalancer, container, deployService, refusalsOfService } from "./support";

function problems(waits: TaskWaits): string[] {
  const found = new ArgumentProblems();
  validateWaits(waits, found);
  return found.all.map((each) => `${each.propertyPath}: ${each.reason}`);
}

const SECONDS = fc.integer({ min: 1, max: 3600 });

describe("the waits of a task that goes", () => {
  it("let no container be killed before it is drained", () => {
    fc.assert(
      fc.property(SECONDS, SECONDS, fc.double({ min: 0, max: 1, noNaN: true }), (delay, stopTimeout, moment) => {
        const waits = { deregistrationDelay: delay, stopTimeout };
        fc.pre(problems(waits).length === 0);
        const requestEnds = moment * delay;
        expect(departure(waits).killed).toBeGreaterThanOrEqual(requestEnds);
        expect(departure(waits).drained).toBeGreaterThanOrEqual(requestEnds);
      }),
    );
  });

  it("are refused where a container is killed with requests in flight", () => {
    expect(problems({ deregistrationDelay: 60, stopTimeout: 59 })).toEqual([
      expect.stringMatching(/^stopTimeout: must be at least .*\(60 s\).*got "59s"/),
    ]);
    expect(problems({ deregistrationDelay: 60, stopTimeout: 60 })).toEqual([]);
  });

  it("fit by themselves, as far as ECS waits", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), (deregistrationDelay) => {
        const stopTimeout = durationSeconds(fittingStopTimeout(deregistrationDelay));
        expect(problems({ deregistrationDelay, stopTimeout })).toEqual([]);
      }),
    );
    expect(fittingStopTimeout(undefined)).toBe("30s");
    expect(fittingStopTimeout(600)).toBe("120s");
  });
});

describe("a service", () => {
  it("waits for its target by itself", async () => {
    const resources = await deployService(() => behindLoadBalancer({ deregistrationDelaySeconds: 90 }));

    expect(container(resources).stopTimeout).toBe(90);
  });

  it("refuses waits that don't fit its target", async () => {
    const refused = (delay: number, overrides: object = {}) =>
      refusalsOfService(() => ({ ...behindLoadBalancer({ deregistrationDelaySeconds: delay }), ...overrides }));

    expect(container(await deployService(() => behindLoadBalancer({ deregistrationDelaySeconds: 120 })))).toMatchObject(
      {
        stopTimeout: 120,
      },
    );
    expect(await refused(121)).toEqual([expect.stringMatching(/^stopTimeout: .*121 s.*got "120s"/)]);
    expect(await refused(60, { stopTimeout: "30s" })).toEqual([expect.stringMatching(/^stopTimeout: .*60 s/)]);
  });

  it("refuses a grace period in which no task could become healthy", async () => {
    const refused = await refusalsOfService(() => ({
      ...behindLoadBalancer({ healthySeconds: 90 }),
      healthCheckGracePeriod: "89s",
    }));

    expect(refused).toEqual([expect.stringMatching(/^healthCheckGracePeriod: .*90 s.*got "89s"/)]);
  });
});
