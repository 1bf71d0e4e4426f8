import type { ScalingTrigger } from "../../../components/scaling";
import { all } from "../../support/deploy";
import { deployed, LEAST, partsOf, refusalsOf, TYPE } from "./support";

/** Names of the alarms that add tasks, without the service's. */
async function scaledBy(scaling: NonNullable<(typeof LEAST)["scaling"]>): Promise<string[]> {
  const names = all(await deployed({ ...LEAST, scaling }), TYPE.alarm).map(({ name }) => name);
  return names.flatMap((name) => /^shop-scale-up-(.*)$/.exec(name)?.[1] ?? []).sort();
}

const SESSIONS: ScalingTrigger = {
  name: "sessions",
  unit: "sessions",
  measure: () => ({
    metrics: { open: { namespace: "Shop", metricName: "Sessions", statistic: "Average" } },
  }),
  above: 500,
  aboveFor: "2m",
  below: 100,
  belowFor: "10m",
};

describe("the scaling of a web service", () => {
  it("has other thresholds where they are given", async () => {
    const resources = await deployed({ ...LEAST, scaling: { cpu: { above: 55, below: 20 } } });
    const alarm = all(resources, TYPE.alarm).find(({ name }) => name === "shop-scale-up-cpu");

    expect(alarm?.inputs.threshold).toBe(55);
  });

  it("leaves triggers out, and has a queue and triggers of one's own", async () => {
    expect(
      await scaledBy({ memory: false, responseTime: false, queue: { sqsQueueName: "jobs" }, triggers: [SESSIONS] }),
    ).toEqual(["cpu", "queue-depth", "sessions"]);
  });

  it("tells people of items that wait too long", async () => {
    const resources = await deployed({ ...LEAST, scaling: { queue: { sqsQueueName: "jobs", maxItemAge: "5m" } } });

    expect(all(resources, TYPE.alarm).find(({ name }) => name === "shop-item-age")?.inputs.threshold).toBe(300);
  });

  it("changes bounds at times", async () => {
    const resources = await deployed({
      ...LEAST,
      scaling: {
        schedules: [
          { name: "day", at: "07:00", days: ["monday"], minInstances: 4 },
          { name: "night", at: "20:00", days: ["monday"], minInstances: 2 },
        ],
      },
    });

    expect(all(resources, TYPE.action)).toHaveLength(2);
  });

  it.each([
    ["it is left to people", { scaling: false }],
    ["the bounds are equal", { minInstances: 2, maxInstances: 2 }],
  ] as const)("isn't there where %s, and people are told of load all the same", async (_, settings) => {
    const parts = partsOf(await deployed({ ...LEAST, ...settings }));

    expect(parts).not.toContain("ServiceScaling");
    expect(parts).toContain("LoadAlarms");
  });

  it("is refused by the names of the arguments", async () => {
    expect(
      await refusalsOf({
        ...LEAST,
        scaling: {
          cpu: { above: 20 },
          queue: { sqsQueueName: "jobs", maxItemAge: "30s" },
          triggers: [{ ...SESSIONS, name: "Sessions" }],
          speed: { addedInstances: 0 },
        },
      }),
    ).toEqual([
      expect.stringMatching(/^scaling\.cpu\.below: must be less than above \(20\)/),
      expect.stringMatching(/^scaling\.triggers\[0\]\.name: must be at most 64 lower-case letters/),
      expect.stringMatching(/^scaling\.queue\.maxItemAge: must be 1 minute to 14 days/),
      expect.stringMatching(/^scaling\.speed\.addedInstances: /),
    ]);
  });

  it("is refused without any trigger", async () => {
    expect(await refusalsOf({ ...LEAST, scaling: { cpu: false, memory: false, responseTime: false } })).toEqual([
      "scaling: must leave one trigger at least, got none; set scaling to false where people scale",
    ]);
  });
});
