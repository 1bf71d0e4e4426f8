import fc from "fast-check";
import { FARGATE_TASK_SIZES, fargateSizeProblem } from "../../../components/container-service/fargate-sizes";

/**
 * Amazon ECS Developer Guide, "Task CPU and memory": CPU units, number of sizes, smallest and largest memory in MiB.
 */
const SIZES = [
  { cpuUnits: 256, count: 3, smallest: 512, largest: 2048 },
  { cpuUnits: 512, count: 4, smallest: 1024, largest: 4096 },
  { cpuUnits: 1024, count: 7, smallest: 2048, largest: 8192 },
  { cpuUnits: 2048, count: 13, smallest: 4096, largest: 16_384 },
  { cpuUnits: 4096, count: 23, smallest: 8192, largest: 30_720 },
  { cpuUnits: 8192, count: 12, smallest: 16_384, largest: 61_440 },
  { cpuUnits: 16_384, count: 12, smallest: 32_768, largest: 122_880 },
];

const anySize = fc.record({
  cpuUnits: fc.oneof(fc.constantFrom(...SIZES.map((size) => size.cpuUnits)), fc.integer({ min: 1, max: 20_000 })),
  memoryMebibytes: fc.oneof(
    fc.integer({ min: 1, max: 130 }).map((gibibytes) => gibibytes * 1024),
    fc.integer({ min: 1, max: 140_000 }),
  ),
});

describe("FARGATE_TASK_SIZES", () => {
  it.each(SIZES)("offers $count memories with $cpuUnits CPU units", ({ cpuUnits, count, smallest, largest }) => {
    const memories = FARGATE_TASK_SIZES.filter((size) => size.cpuUnits === cpuUnits).map(
      (size) => size.memoryMebibytes,
    );

    expect(memories).toHaveLength(count);
    expect([Math.min(...memories), Math.max(...memories)]).toEqual([smallest, largest]);
  });

  it("has no other sizes", () => {
    expect(FARGATE_TASK_SIZES).toHaveLength(SIZES.reduce((total, { count }) => total + count, 0));
  });
});

describe("fargateSizeProblem", () => {
  it("accepts exactly the sizes of the table", () => {
    fc.assert(
      fc.property(anySize, (size) => {
        const inTable = FARGATE_TASK_SIZES.some(
          (each) => each.cpuUnits === size.cpuUnits && each.memoryMebibytes === size.memoryMebibytes,
        );
        expect(fargateSizeProblem(size) === undefined).toBe(inTable);
      }),
    );
  });

  it.each([
    [1024, 1024, "memory", 'the smallest that holds it is cpu "1000m" with memory "2Gi"'],
    [1024, 9216, "memory", 'the smallest that holds it is cpu "2000m" with memory "9Gi"'],
    [256, 1536, "memory", "memory with this cpu is one of 512Mi, 1Gi, 2Gi"],
    [8192, 17_408, "memory", 'the smallest that holds it is cpu "8000m" with memory "20Gi"'],
    [307, 1024, "cpu", "cpu is one of 250m, 500m, 1000m, 2000m, 4000m, 8000m, 16000m"],
    [307, 1024, "cpu", 'the smallest that holds it is cpu "500m" with memory "1Gi"'],
    [16_384, 123_904, "memory", "more than Fargate's largest task"],
    [32_768, 65_536, "cpu", "more than Fargate's largest task"],
  ])("of %i units with %i MiB names %s and says: %s", (cpuUnits, memoryMebibytes, property, advice) => {
    const problem = fargateSizeProblem({ cpuUnits, memoryMebibytes });

    expect(problem?.property).toBe(property);
    expect(problem?.reason).toContain(advice);
  });
});
