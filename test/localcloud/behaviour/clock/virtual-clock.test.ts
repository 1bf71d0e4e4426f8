import * as fc from "fast-check";
import { VirtualClock } from "../../../../localcloud/behaviour/clock/virtual-clock";

describe("VirtualClock", () => {
  it("lets things happen in order of time, and those of one instant in the order in which they were arranged", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 50 }), (instants) => {
        const clock = new VirtualClock(0);
        const happened: [number, number][] = [];
        instants.forEach((at, index) => clock.at(at, () => happened.push([clock.now(), index])));
        clock.runUntil(20);
        const expected = instants.map((at, index) => [at, index] as [number, number]);
        expect(happened).toEqual(expected.sort(([one, first], [other, second]) => one - other || first - second));
      }),
    );
  });

  it("stands at the end of a run, and leaves what comes later for the next one", () => {
    const clock = new VirtualClock(1_000);
    const happened: number[] = [];
    clock.at(1_500, () => happened.push(clock.now()));
    clock.runUntil(1_400);
    expect([clock.now(), happened]).toEqual([1_400, []]);
    clock.runUntil(2_000);
    expect([clock.now(), happened]).toEqual([2_000, [1_500]]);
  });

  it("lets what was arranged for the past happen at once, but never turns back", () => {
    const clock = new VirtualClock(1_000);
    const happened: number[] = [];
    clock.at(10, () => happened.push(clock.now()));
    clock.runUntil(1_000);
    expect(happened).toEqual([1_000]);
  });

  it("leaves out what was cancelled", () => {
    const clock = new VirtualClock(0);
    const happened: number[] = [];
    clock.at(5, () => happened.push(5))();
    clock.runUntil(10);
    expect(happened).toEqual([]);
  });
});
