import { RealClock } from "../../../../localcloud/behaviour/clock/real-clock";
import type { Observation } from "../../../../localcloud/behaviour/model/observation";
import type { ContainerEngine } from "../../../../localcloud/runtimes/container-engine";
import type { ContainerRun } from "../../../../localcloud/runtimes/tasks/container-run";
import { Processors } from "../../../../localcloud/runtimes/tasks/processors";
import { UsageSampler } from "../../../../localcloud/runtimes/tasks/usage-sampler";
import { runningTask } from "../support/sample-tasks";

describe("the usage of a task", () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  /** CPU units that a task of one vCPU reports in half a minute, of which it uses a half of a processor. */
  async function reported(speed: number): Promise<number[]> {
    const units: number[] = [];
    const began = performance.now();
    const usage = (): Promise<object> =>
      Promise.resolve({ cpuSeconds: (performance.now() - began) / 2000, memory: 100 });
    const sampler = new UsageSampler({
      ...{ task: runningTask("one"), speed, clock: new RealClock(0, speed) },
      containers: [{ usage } as unknown as ContainerRun],
      engine: { limitsMemory: true } as ContainerEngine,
      processors: new Processors(4, () => (performance.now() * 4) / 1000),
      observe: (...observations: readonly Observation[]) => {
        units.push(...observations.flatMap((each) => (each.kind === "task-usage" ? [Math.round(each.cpu)] : [])));
      },
    });
    sampler.start();
    await jest.advanceTimersByTimeAsync(30_000);
    sampler.stop();
    return units;
  }

  it("is told each ten seconds, of its own vCPU where the machine has enough of them", async () => {
    const units = await reported(1);

    expect(units).toEqual([512, 512, 512]);
  });

  it("counts a start on a fast clock as the part of a minute that it is on AWS", async () => {
    const units = await reported(10); // a value each second

    expect(units.slice(0, 9)).toEqual(Array.from({ length: 9 }, () => 51));
    expect(units.slice(10, 20)).toEqual(Array.from({ length: 10 }, () => 512));
  });
});
