import fc from "fast-check";
import { overloadedAlarm } from "../../../components/scaling/load-alarm-definitions";
import { durationSeconds } from "../../../components/shared/quantity";
import { stateAfter } from "../../support/alarm-world";
import { created } from "./support/alarms";
import { type Level, type Scenario, scenarios, soundsFrom } from "./support/scenario";
import { SERVICE } from "./support/triggers";

/**
 * What alarms do with metrics that come up to three minutes late, by AWS's rules for missing data. Minutes are counted
 * from 0; what is said of "after n minutes" is said of the first evaluation when n minutes are over.
 */

const HOUR = 60;

/** Whether a trigger has to have data before anything is taken away. */
function needsData({ triggers }: Scenario, index: number): boolean {
  const { below, whenMissing } = triggers[index] ?? { below: 0 };
  return whenMissing === undefined || whenMissing >= below;
}

function indexes({ triggers }: Scenario): number[] {
  return triggers.map((_, index) => index);
}

function minutesOf(duration: string): number {
  return durationSeconds(duration) / 60;
}

/** A value that is quiet for a trigger, or above its threshold. */
function quiet({ triggers }: Scenario, index: number): number {
  return (triggers[index]?.below ?? 0) - 1;
}

function busy({ triggers }: Scenario, index: number): number {
  return (triggers[index]?.above ?? 0) + 1;
}

/** Values by the minute for any trigger: quiet, between, busy or missing for spells of some minutes. */
const weathers = fc
  .array(
    fc.array(
      fc.record({
        kind: fc.constantFrom("quiet" as const, "quiet" as const, "between" as const, "busy" as const, "none" as const),
        length: fc.integer({ min: 1, max: 20 }),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    { minLength: 4, maxLength: 4 },
  )
  .map((all) => all.map((spells) => spells.flatMap(({ kind, length }) => Array<typeof kind>(length).fill(kind))));

function leveled(scenario: Scenario, weather: readonly (readonly string[])[], last: number): Level {
  return (index, minute) => {
    const trigger = scenario.triggers[index];
    switch (weather[index]?.at(minute - last - 1)) {
      case "quiet":
        return quiet(scenario, index);
      case "between":
        return trigger?.below;
      case "busy":
        return busy(scenario, index);
      default:
        return undefined;
    }
  };
}

describe("an hour of quiet", () => {
  it("scales down when the quiet window is over, and as late as the metrics are", () => {
    fc.assert(
      fc.property(scenarios({ min: 0, max: 10 }), fc.nat(), (scenario, chosen) => {
        const before = chosen % scenario.triggers.length;
        const level: Level = (index, minute) =>
          minute < 0 && index === before ? busy(scenario, index) : quiet(scenario, index);
        const world = scenario.world(level);
        const longest = Math.max(4, ...scenario.triggers.map(({ belowFor }) => minutesOf(belowFor)));
        const delays = indexes(scenario)
          .filter((index) => needsData(scenario, index))
          .map(scenario.delayOf);
        const waits = Math.min(Math.max(0, ...delays), world.further);

        expect(soundsFrom(scenario.down, world, HOUR)).toBe(longest - 1 + waits);
      }),
      { numRuns: 120 },
    );
  });

  it("scales nothing down that has had no data for more than three minutes", () => {
    let checked = 0;
    fc.assert(
      fc.property(scenarios({ min: 1, max: 10 }), fc.nat(), (scenario, chosen) => {
        const needing = indexes(scenario).filter((index) => needsData(scenario, index));
        const silent = needing[chosen % needing.length];
        if (silent === undefined) return;
        checked += 1;
        const world = scenario.world((index, minute) =>
          index === silent && minute >= 0 ? undefined : quiet(scenario, index),
        );

        expect(stateAfter(-1, scenario.down, world)).toBe("ALARM");
        for (let minute = 3; minute < HOUR; minute += 1) {
          expect(stateAfter(minute, scenario.down, world)).not.toBe("ALARM");
        }
      }),
      { numRuns: 60 },
    );
    expect(checked).toBeGreaterThan(10);
  });
});

describe("load", () => {
  it("scales up when a trigger's window is over, and as late as its metrics are", () => {
    fc.assert(
      fc.property(scenarios({ min: 3, max: 10 }), fc.nat(), (scenario, chosen) => {
        const index = chosen % scenario.triggers.length;
        const world = scenario.world((each, minute) =>
          minute >= 0 && each === index ? busy(scenario, each) : quiet(scenario, each),
        );
        const window = minutesOf(scenario.triggers[index]?.aboveFor ?? "");
        const alarm = scenario.up[index];
        if (alarm === undefined) throw new Error("the alarm is missing");

        expect(soundsFrom(alarm, world, HOUR)).toBe(window - 1 + scenario.delayOf(index));
        expect(stateAfter(scenario.delayOf(index), scenario.down, world)).not.toBe("ALARM");
      }),
      { numRuns: 150 },
    );
  });
});

describe("load that stays", () => {
  it("is told after 15 minutes, as late as its metrics are", () => {
    fc.assert(
      fc.property(scenarios({ min: 1, max: 10 }), fc.nat(), (scenario, chosen) => {
        const index = chosen % scenario.triggers.length;
        const world = scenario.world((each, minute) =>
          minute >= 0 && each === index ? busy(scenario, each) : quiet(scenario, each),
        );
        const alarm = created(overloadedAlarm("web", SERVICE, scenario.triggers));

        expect(soundsFrom(alarm, world, HOUR)).toBe(14 + scenario.delayOf(index));
      }),
      { numRuns: 60 },
    );
  });
});

describe("whatever metrics do and however late they are", () => {
  it("nothing scales up and down at once", () => {
    let [up, down] = [0, 0];
    fc.assert(
      fc.property(scenarios({ min: 1, max: 10 }), weathers, (scenario, weather) => {
        const world = scenario.world(leveled(scenario, weather, 0));
        // As far as AWS looks back, a metric that has stopped may keep an alarm up.
        fc.pre(world.further < scenario.down.evaluationPeriods);
        const goesUp = scenario.up.some((alarm) => stateAfter(0, alarm, world) === "ALARM");
        const goesDown = stateAfter(0, scenario.down, world) === "ALARM";
        up += Number(goesUp);
        down += Number(goesDown);
        expect(goesUp && goesDown).toBe(false);
      }),
      { numRuns: 700 },
    );
    expect(Math.min(up, down)).toBeGreaterThan(10); // both happen, so that the above says something
  });

  it("nothing is taken away after a minute of the window that is known not to have been quiet", () => {
    let down = 0;
    fc.assert(
      fc.property(scenarios({ min: 3, max: 10 }), weathers, (scenario, weather) => {
        const level = leveled(scenario, weather, 0);
        if (stateAfter(0, scenario.down, scenario.world(level)) !== "ALARM") return;
        down += 1;
        const window = scenario.down.evaluationPeriods;
        for (const index of indexes(scenario)) {
          const knownUntil = -scenario.delayOf(index);
          const values = Array.from({ length: window }, (_, ago) =>
            -ago > knownUntil ? undefined : level(index, -ago),
          );
          const quietest = scenario.triggers[index]?.below ?? 0;
          expect(values.filter((value) => value !== undefined && value >= quietest)).toEqual([]);
          if (needsData(scenario, index)) expect(values.slice(0, 4)).toContainEqual(expect.any(Number));
        }
      }),
      { numRuns: 600 },
    );
    expect(down).toBeGreaterThan(10);
  });
});
