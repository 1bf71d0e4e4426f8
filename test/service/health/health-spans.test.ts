import { HealthSpans } from "../../../service/health/health-spans";
import { openDatabase } from "../../../service/store/open";

const HOUR = { from: at(0), to: at(3600) };

function at(second: number): Date {
  return new Date(Date.UTC(2026, 10, 30, 12) + second * 1000);
}

async function spansOf(...looks: readonly (readonly [second: number, ...problems: string[]])[]) {
  const database = await openDatabase(":memory:");
  const spans = new HealthSpans(database);
  for (const [second, ...problems] of looks) await spans.note("staging", at(second), problems);
  const found = await spans.list("staging", HOUR.from, HOUR.to);
  await database.close();
  return found.map(({ from, to, problems }) => [seconds(from), seconds(to), ...problems]);
}

function seconds(time: string): number {
  return (Date.parse(time) - at(0).getTime()) / 1000;
}

describe("how an environment was seen", () => {
  it("goes on while nothing changes", async () => {
    expect(await spansOf([0], [15], [30])).toEqual([[0, 30]]);
  });

  it("lasted until it was seen otherwise", async () => {
    expect(await spansOf([0], [15], [30, "down"], [45, "down"], [60])).toEqual([
      [0, 30],
      [30, 60, "down"],
      [60, 60],
    ]);
  });

  it("is unknown where nobody looked for long", async () => {
    expect(await spansOf([0], [15], [300], [315])).toEqual([
      [0, 15],
      [300, 315],
    ]);
  });
});
