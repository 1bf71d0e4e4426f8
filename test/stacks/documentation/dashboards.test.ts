import { seriesColour } from "../../../stacks/documentation/dashboards/draw/colours";
import { timeTicks, valueTicks } from "../../../stacks/documentation/dashboards/draw/ticks";
import { formatted } from "../../../stacks/documentation/dashboards/draw/units";

describe("values in pictures", () => {
  it.each([
    [0.25, "s", undefined, "250 ms"],
    [2, "s", undefined, "2 s"],
    [99.9634, "percent", 3, "99.963 %"],
    [1427.4, "currencyUSD", 0, "$1,427"],
    [3 * 1024 ** 3, "bytes", undefined, "3.0 GiB"],
    [9 * 60, "dtdurations", 0, "9 min"],
    [12_345, "reqps", undefined, "12.3 k/s"],
    [Number.NaN, "percent", 1, "–"],
  ] as const)("are written as people read them: %d %s", (value, unit, decimals, text) => {
    expect(formatted(value, unit, decimals)).toBe(text);
  });

  it("have round ticks", () => {
    expect(valueTicks(0, 1.3, 5, "percent")).toEqual([0, 0.5, 1]);
    expect(valueTicks(0, 60 * 1024 ** 3, 4, "bytes").map((tick) => tick / 1024 ** 3)).toEqual([0, 20, 40, 60]);
    const noon = Date.UTC(2026, 10, 26, 12) / 1000;
    expect(timeTicks(noon, noon + 3 * 3600, 4).map(({ label }) => label)).toEqual(["12:00", "13:00", "14:00", "15:00"]);
    expect(timeTicks(noon, noon + 3 * 86_400, 4).map(({ label }) => label)).toEqual(["27 Nov", "28 Nov", "29 Nov"]);
  });

  it("have colours that begin again after the last", () => {
    expect(seriesColour(8)).toBe(seriesColour(0));
  });
});
