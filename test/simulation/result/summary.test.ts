import { DEFAULT_MODEL } from "../../../simulation/model/service-model";
import type { Sample } from "../../../simulation/result/recorder";
import { type SummaryArgs, summaryOf } from "../../../simulation/result/summary";
import { verdictsOf } from "../../../simulation/result/verdict";

const MINUTE = 60_000;
const SAMPLE: Sample = {
  ...{ service: "web", at: 0, requests: 600, failed: 0, answered: 600, work: 60, p95: 0.3, tasks: 2, desired: 2 },
  ...{ cpuUsed: 600, cpuHad: 2048, memory: 0.2, queued: 0 },
};

function minutes(...each: readonly Partial<Sample>[]): Sample[] {
  return each.map((sample, index) => ({ ...SAMPLE, at: index * MINUTE, ...sample }));
}

function summary(args: Partial<SummaryArgs>) {
  const none = { steps: [], held: [], reactions: [], samples: minutes({}) };
  return summaryOf({
    service: "web",
    model: { ...DEFAULT_MODEL, idleCpu: 0 },
    cpu: 1024,
    leastTasks: 2,
    ...none,
    ...args,
  });
}

function met(args: Partial<SummaryArgs>): Record<string, boolean | undefined> {
  return Object.fromEntries(verdictsOf(summary(args)).map(({ target, isMet }) => [target, isMet]));
}

describe("summaryOf", () => {
  it("sizes a fixed fleet for the busiest minute at 65 % of its CPU", () => {
    // 390 CPU seconds in a minute are 6.5 vCPUs: ten tasks of one vCPU at 65 %.
    expect(summary({ samples: minutes({}, { work: 390 }, {}) }).fixedFleet).toBe(10);
    expect(summary({ samples: minutes({}, { work: 391 }) }).fixedFleet).toBe(11);
    expect(summary({ samples: minutes({ work: 0 }), leastTasks: 3 }).fixedFleet).toBe(3);
  });

  it("takes utilisation over the minutes with more than the least tasks", () => {
    const samples = minutes({ cpuUsed: 100 }, { tasks: 4, cpuHad: 4096, cpuUsed: 2662.4 }, { tasks: 1, cpuHad: 1024 });
    expect(summary({ samples }).scaledUtilisation).toBeCloseTo(65);
    expect(summary({}).scaledUtilisation).toBeUndefined();
  });

  it("takes availability from the condition until all is in service, and while a task drains", () => {
    const samples = minutes({}, { failed: 6 }, {}, {}, { failed: 60 });
    const reactions = [{ from: MINUTE, inServiceAt: 3 * MINUTE }];
    expect(summary({ samples, reactions }).scalingAvailability).toBeCloseTo(99.5);
    const steps = [{ at: 4 * MINUTE, from: 3, to: 2 }];
    expect(summary({ samples, steps }).scalingAvailability).toBeCloseTo(90);
    expect(summary({ samples }).scalingAvailability).toBeUndefined();
  });
});

describe("verdictsOf", () => {
  const peak = minutes({ tasks: 4, cpuHad: 4096, cpuUsed: 2662.4, work: 390 });

  it.each<[string, Partial<SummaryArgs>, Record<string, boolean | undefined>]>([
    [
      "all of SC-12",
      { samples: peak, reactions: [{ from: 0, inServiceAt: 119_000 }] },
      { reaction: true, utilisation: true, cost: true, availability: true },
    ],
    ["a reaction of 2 minutes", { reactions: [{ from: 0, inServiceAt: 120_000 }] }, { reaction: false }],
    ["a condition without an answer", { reactions: [{ from: 0 }] }, { reaction: false }],
    [
      "utilisation below the band",
      { samples: minutes({ tasks: 4, cpuHad: 4096, cpuUsed: 2416 }) },
      { utilisation: false },
    ],
    [
      "utilisation above the band",
      { samples: minutes({ tasks: 4, cpuHad: 4096, cpuUsed: 2909 }) },
      { utilisation: false },
    ],
    [
      "a fleet that saves 29 %",
      { samples: minutes(...Array.from({ length: 10 }, (_, index) => ({ work: 390, tasks: index === 0 ? 8 : 7 }))) },
      { cost: false },
    ],
    ["a fleet that saves 30 %", { samples: minutes({ work: 390, tasks: 7 }) }, { cost: true }],
    [
      "a failed request in a thousand and one more",
      { samples: minutes({ requests: 10_000, failed: 11 }) },
      { availability: false },
    ],
    ["nothing to scale", {}, { reaction: undefined, utilisation: undefined, cost: undefined, availability: true }],
  ])("judges %s", (_, args, expected) => {
    expect(met(args)).toMatchObject(expected);
  });

  it("says nothing of the availability of a service without requests", () => {
    expect(Object.keys(met({ samples: minutes({ requests: 0 }) }))).toEqual(["reaction", "utilisation", "cost"]);
  });
});
