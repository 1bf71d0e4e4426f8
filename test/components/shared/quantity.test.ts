import fc from "fast-check";
import {
  cpuUnits,
  durationSeconds,
  durationText,
  memoryMebibytes,
  QuantityError,
  storageGibibytes,
} from "../../../components/shared/quantity";

describe("quantities", () => {
  it.each([
    ["1000m", 1024],
    ["250m", 256],
    ["1", 1024],
    ["0.5", 512],
    ["16", 16_384],
  ])("reads %s of CPU as %i ECS units", (text, units) => {
    expect(cpuUnits(text)).toBe(units);
  });

  it.each([
    ["2Gi", 2048],
    ["512Mi", 512],
    ["0.5Gi", 512],
  ])("reads %s of memory as %i MiB", (text, mebibytes) => {
    expect(memoryMebibytes(text)).toBe(mebibytes);
  });

  it.each([
    ["10Gi", 10],
    ["1.5Gi", 2],
    ["512Mi", 1],
  ])("reads %s of storage as %i GiB, rounded up", (text, gibibytes) => {
    expect(storageGibibytes(text)).toBe(gibibytes);
  });

  it.each([
    ["500ms", 0.5],
    ["30s", 30],
    ["5m", 300],
    ["1h", 3600],
    ["7d", 604_800],
  ])("reads %s as %d seconds", (text, seconds) => {
    expect(durationSeconds(text)).toBe(seconds);
  });

  it.each([
    [cpuUnits, "1000 m"],
    [cpuUnits, "0m"],
    [cpuUnits, "-1"],
    [memoryMebibytes, "2GB"],
    [memoryMebibytes, "2"],
    [storageGibibytes, "10G"],
    [durationSeconds, "30"],
    [durationSeconds, "30 s"],
    [durationSeconds, ""],
  ])("refuses what is not in the notation, naming the value (%p, %p)", (read, text) => {
    expect(() => read(text)).toThrow(QuantityError);
    expect(() => read(text)).toThrow(`got ${JSON.stringify(text)}`);
  });

  it.each([
    [604_800, "7d"],
    [5400, "90m"],
    [17, "17s"],
    [17.5, "17500ms"],
    [0.1, "100ms"],
  ])("writes %d seconds as %s", (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });

  it("reads any number of millicores and mebibytes back", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (amount) => {
        expect(cpuUnits(`${amount}m`)).toBe(Math.round(amount * 1.024));
        expect(memoryMebibytes(`${amount}Mi`)).toBe(amount);
        expect(durationSeconds(`${amount}s`)).toBe(amount);
      }),
    );
  });
});
