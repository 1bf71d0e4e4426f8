import fc from "fast-check";
import { isFargateSize } from "../../../../localcloud/services/ecs/fargate-rules";
import { cpuUnits, memoryMebibytes } from "../../../../localcloud/services/ecs/task-size";

describe("sizes", () => {
  it.each([
    ["256", 256],
    ["1 vCPU", 1024],
    [".5vcpu", 512],
    ["0", undefined],
    ["1.5", undefined],
    ["one", undefined],
    [undefined, undefined],
  ])("reads %s as %s CPU units", (cpu, units) => {
    expect(cpuUnits({ cpu })).toBe(units);
  });

  it.each([
    ["512", 512],
    ["2 GB", 2048],
    ["0.5GB", 512],
    ["2Gi", undefined],
  ])("reads %s as %s MiB", (memory, mebibytes) => {
    expect(memoryMebibytes({ memory })).toBe(mebibytes);
  });

  it.each([
    [256, 512, true],
    [256, 1536, false],
    [512, 512, false],
    [512, 4096, true],
    [4096, 30_720, true],
    [4096, 31_744, false],
    [8192, 20_480, true],
    [8192, 17_408, false],
    [16_384, 122_880, true],
    [32_768, 122_880, false],
  ])("%i CPU units and %i MiB: %s", (cpu, memory, exists) => {
    expect(isFargateSize(cpu, memory)).toBe(exists);
  });

  it("have steps of a gigabyte, and half of one", () => {
    const size = fc.tuple(
      fc.constantFrom(256, 512, 1024, 2048, 4096, 8192, 16_384),
      fc.integer({ max: 130_000, min: 1 }),
    );
    fc.assert(
      fc.property(size, ([cpu, memory]) => !isFargateSize(cpu, memory) || memory === 512 || memory % 1024 === 0),
    );
  });
});
