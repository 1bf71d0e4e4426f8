import fc from "fast-check";
import { instancesRun, targetCapacityPercent } from "../../../components/capacity-sizing/headroom";

const sizes = fc
  .record({
    floor: fc.integer({ min: 1, max: 50 }),
    more: fc.integer({ min: 0, max: 200 }),
    step: fc.integer({ min: 1, max: 10 }),
    idle: fc.integer({ min: 0, max: 10 }),
  })
  .map(({ floor, more, step, idle }) => ({ floor, ceiling: floor + more, step, minSize: floor + idle }));

describe("targetCapacityPercent", () => {
  it.each([
    [{ floor: 2, ceiling: 10, step: 1, minSize: 3 }, 99],
    [{ floor: 2, ceiling: 10, step: 2, minSize: 4 }, 74],
    [{ floor: 1, ceiling: 1, step: 0, minSize: 1 }, 100],
    [{ floor: 1, ceiling: 2, step: 2, minSize: 3 }, 100],
    [{ floor: 1, ceiling: 3, step: 3, minSize: 2 }, 49],
  ])("of %j is %i", (request, percent) => {
    expect(targetCapacityPercent(request)).toBe(percent);
  });

  it("keeps a step's instances running up to the ceiling, and no target above it does", () => {
    fc.assert(
      fc.property(sizes, (request) => {
        const percent = targetCapacityPercent(request);
        const keeps = (target: number): boolean => {
          for (let needed = request.floor; needed < request.ceiling; needed += 1) {
            const wanted = Math.min(needed + request.step, request.ceiling);
            if (instancesRun(needed, target, request.minSize) < wanted) return false;
          }
          return true;
        };
        expect(percent).toBeGreaterThanOrEqual(1);
        expect(keeps(percent) || percent === 1).toBe(true);
        if (percent < 100) expect(keeps(percent + 1)).toBe(false);
      }),
    );
  });

  it("keeps nothing where nothing scales", () => {
    expect(targetCapacityPercent({ floor: 3, ceiling: 50, step: 0, minSize: 3 })).toBe(100);
  });
});
