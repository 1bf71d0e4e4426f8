import fc from "fast-check";
import { leastResources, RESOURCE_NAMES, type Resources } from "../../../components/capacity-sizing/capacity";
import { surgeOf, taskOf } from "../../../components/capacity-sizing/capacity-request";
import { instancesFor, type TaskCount } from "../../../components/capacity-sizing/packing";
import { fewestThatSuffice } from "./most-instances";
import { offerOf, requests } from "./support";

const TASK: Resources = { cpuUnits: 1024, memoryMebibytes: 2048, networkInterfaces: 1 };

/** An instance with tasks on it. */
interface Packed {
  readonly zone: number;
  readonly used: Record<keyof Resources, number>;
  tasks: number;
}

/**
 * Places tasks one after another as ECS does: in the zone with the fewest, there on the instance with the least memory
 * left, and wherever there is room where that can't be had. Whether all of them found a place.
 */
function placesAll(tasks: readonly Resources[], instances: number, zones: number, offer: Resources): boolean {
  const packed = Array.from({ length: instances }, (_, index): Packed => ({
    zone: index % zones,
    used: { cpuUnits: 0, memoryMebibytes: 0, networkInterfaces: 0 },
    tasks: 0,
  }));
  return tasks.every((task) => {
    const chosen = packed
      .filter(({ used }) => RESOURCE_NAMES.every((name) => used[name] + task[name] <= offer[name]))
      .sort(
        (a, b) => inZone(packed, a.zone) - inZone(packed, b.zone) || b.used.memoryMebibytes - a.used.memoryMebibytes,
      )[0];
    if (chosen === undefined) return false;
    for (const name of RESOURCE_NAMES) chosen.used[name] += task[name];
    chosen.tasks += 1;
    return true;
  });
}

function inZone(packed: readonly Packed[], zone: number): number {
  return packed.filter((each) => each.zone === zone).reduce((sum, { tasks }) => sum + tasks, 0);
}

/** Up to seven tasks of up to three sizes on a small instance, so that every way of placing them can be tried. */
const smallCases: fc.Arbitrary<{ readonly offer: Resources; readonly counts: readonly TaskCount[] }> = fc
  .record({
    cpuUnits: fc.integer({ min: 3, max: 8 }),
    memoryMebibytes: fc.integer({ min: 3, max: 8 }),
    networkInterfaces: fc.integer({ min: 1, max: 5 }),
  })
  .chain((offer) =>
    fc.record({
      offer: fc.constant(offer),
      counts: fc.array(
        fc.record({
          task: fc.record({
            cpuUnits: fc.integer({ min: 1, max: offer.cpuUnits }),
            memoryMebibytes: fc.integer({ min: 1, max: offer.memoryMebibytes }),
            networkInterfaces: fc.constant(1),
          }),
          count: fc.integer({ min: 1, max: 3 }),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    }),
  )
  .filter(({ counts }) => countOf(counts) <= 7);

function countOf(counts: readonly TaskCount[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

describe("instancesFor", () => {
  it.each([
    [0, 0],
    [1, 1],
    [2, 1],
    [3, 2],
    [20, 10],
    [40, 20],
  ])("of %i tasks, two of which fit on one, is %i", (count, instances) => {
    expect(instancesFor([{ task: TASK, count }], offerOf("m6i.large"))).toBe(instances);
  });

  it("keeps room for a large task among small ones that were spread before it", () => {
    const offer = { cpuUnits: 4096, memoryMebibytes: 65_536, networkInterfaces: 20 };
    const large = { task: { cpuUnits: 3072, memoryMebibytes: 1024, networkInterfaces: 1 }, count: 1 };
    const small = { task: { cpuUnits: 1024, memoryMebibytes: 1024, networkInterfaces: 1 }, count: 4 };

    expect(instancesFor([large, small], offer)).toBe(3);
    expect(placesAll([...Array<Resources>(4).fill(small.task), large.task], 3, 3, offer)).toBe(true);
    expect(placesAll([...Array<Resources>(4).fill(small.task), large.task], 2, 2, offer)).toBe(false);
  });

  it("is enough for every order in which tasks come, spread over zones", () => {
    fc.assert(
      fc.property(requests, fc.array(fc.nat(), { minLength: 200, maxLength: 200 }), (request, order) => {
        const offer = leastResources(
          request.instanceTypes.map((type) => offerOf(type, request.networkInterfaceTrunking)),
        );
        const services = request.services.filter((service) =>
          RESOURCE_NAMES.every((name) => taskOf(service)[name] <= offer[name]),
        );
        const counts = services.map((service) => ({ task: taskOf(service), count: surgeOf(service) }));
        const tasks = counts.flatMap(({ task, count }) => Array<Resources>(count).fill(task));
        const shuffled = tasks
          .map((task, index) => ({ task, key: order[index % order.length] ?? 0 }))
          .sort((first, second) => first.key - second.key)
          .map(({ task }) => task);
        expect(placesAll(shuffled, instancesFor(counts, offer), request.zones, offer)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it("is exact for tasks of one size, and never less for more of them", () => {
    fc.assert(
      fc.property(
        requests,
        fc.integer({ min: 1, max: 60 }),
        ({ services: [first], instanceTypes: [type = ""] }, count) => {
          const offer = offerOf(type);
          if (first === undefined) return;
          const task = taskOf(first);
          const each = Math.min(...RESOURCE_NAMES.map((name) => Math.floor(offer[name] / task[name])));
          fc.pre(each > 0);
          expect(instancesFor([{ task, count }], offer)).toBe(Math.ceil(count / each));
        },
      ),
    );
  });

  it("is never more than there are tasks, however large they are", () => {
    fc.assert(
      fc.property(smallCases, ({ counts, offer }) => {
        expect(instancesFor(counts, offer)).toBeLessThanOrEqual(countOf(counts));
      }),
    );
  });

  it("is what the worst of all placements needs, and less than twice that where sizes are mixed", () => {
    let exact = 0;
    const numRuns = 300;
    fc.assert(
      fc.property(smallCases, ({ counts, offer }) => {
        const fewest = fewestThatSuffice(counts, offer);
        const planned = instancesFor(counts, offer);
        expect(planned).toBeGreaterThanOrEqual(fewest);
        expect(planned).toBeLessThan(2 * fewest);
        if (planned === fewest) exact += 1;
      }),
      { numRuns },
    );
    expect(exact / numRuns).toBeGreaterThan(0.9);
  });

  it("counts a task that fills more than half an instance once", () => {
    const large = { cpuUnits: 3, memoryMebibytes: 1, networkInterfaces: 1 };
    const larger = { cpuUnits: 4, memoryMebibytes: 2, networkInterfaces: 1 };
    const offer = { cpuUnits: 5, memoryMebibytes: 8, networkInterfaces: 3 };
    const counts = [
      { task: large, count: 2 },
      { task: larger, count: 3 },
    ];

    expect(instancesFor(counts, offer)).toBe(5);
    expect(fewestThatSuffice(counts, offer)).toBe(5);
  });
});
