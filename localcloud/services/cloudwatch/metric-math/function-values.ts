import { chosen, type EmptySeries, filled } from "./fill";
import { allOf, finite, known, mapped, type MathValue, type Point, scalar, type Series, series } from "./math-value";
import { MathError } from "./syntax";

/** The periods over which expressions are evaluated. */
export interface MathRange {
  /** Beginnings of the periods in seconds since 1970, the oldest first. */
  readonly timestamps: readonly number[];
  readonly periodSeconds: number;
  /** @default "filled" */
  readonly emptySeries?: EmptySeries;
}

type MathFunction = (given: readonly (MathValue | undefined)[], range: MathRange) => MathValue;

/** Functions as the Amazon CloudWatch User Guide describes them, "Using metric math", functions supported. */
const FUNCTIONS: Readonly<Record<string, MathFunction>> = {
  ABS: byPoint((value) => Math.abs(value)),
  AVG: combined((values, count) => total(values) / count),
  CEIL: byPoint((value) => Math.ceil(value)),
  DATAPOINT_COUNT: ([value]) => counted(value),
  DIFF: ([value]) => mapped(value, "DIFF", (points) => compared(points, (now, before) => now - before)),
  DIFF_TIME: ([value], { timestamps }) =>
    mapped(value, "DIFF_TIME", (points) => compared(datesOf(points, timestamps), (now, before) => now - before)),
  EPOCH: (_, { timestamps }) => series(timestamps),
  FILL: ([value, filler], { emptySeries = "filled" }) => filled(value, filler, emptySeries),
  FIRST: ([value]) => series(allOf(value, "FIRST")[0] ?? []),
  FLOOR: byPoint((value) => Math.floor(value)),
  IF: (given, { timestamps }) => chosen(given, timestamps.length),
  LAST: ([value]) => series(allOf(value, "LAST").at(-1) ?? []),
  LOG: byPoint((value) => Math.log(value)),
  LOG10: byPoint((value) => Math.log10(value)),
  MAX: combined((values) => Math.max(...values)),
  METRIC_COUNT: ([value]) => scalar(allOf(value, "METRIC_COUNT").length),
  MIN: combined((values) => Math.min(...values)),
  PERIOD: (_, { periodSeconds }) => scalar(periodSeconds),
  RATE: ([value], { timestamps }) => mapped(value, "RATE", (points) => ratesOf(points, timestamps)),
  RUNNING_SUM: ([value]) => mapped(value, "RUNNING_SUM", runningSum),
  SUM: combined(total),
  TIME_SERIES: ([value], { timestamps }) => timeSeries(value, timestamps.length),
};

/** @throws {MathError} for a function whose values aren't modelled here. */
export function called(name: string, given: readonly MathValue[], range: MathRange): MathValue {
  const call = FUNCTIONS[name];
  if (call === undefined) throw new MathError(`values of ${name} are not modelled`);
  return call(given, range);
}

function byPoint(change: (value: number) => number): MathFunction {
  return ([value]) =>
    mapped(value, "the function", (points) =>
      points.map((point) => (point === undefined ? undefined : finite(change(point)))),
    );
}

/** Gives a scalar for one series, and a series for a list, without a point where none of them has one. */
function combined(combine: (values: readonly number[], count: number) => number): MathFunction {
  const of = (points: Series, count: number): Point => {
    const values = known(points);
    return values.length === 0 ? undefined : combine(values, count);
  };
  return ([value]) => {
    if (value?.kind !== "list") {
      const [points = []] = allOf(value, "the function");
      return scalar(of(points, known(points).length));
    }
    // AVG counts a missing value of one of several series as 0; the others have nothing to add there.
    const { all } = value;
    const [first = []] = all;
    return series(
      first.map((_, index) =>
        of(
          all.map((points) => points[index]),
          all.length,
        ),
      ),
    );
  };
}

function counted(value: MathValue | undefined): MathValue {
  if (value?.kind !== "list") return scalar(known(allOf(value, "DATAPOINT_COUNT")[0] ?? []).length);
  const { all } = value;
  return series((all[0] ?? []).map((_, index) => known(all.map((points) => points[index])).length));
}

/** Each point with the one before it, however far back; the first has none. */
function compared(points: Series, compare: (now: number, before: number) => number): Series {
  let before: Point;
  return points.map((now) => {
    if (now === undefined) return undefined;
    const result = before === undefined ? undefined : compare(now, before);
    before = now;
    return result;
  });
}

function datesOf(points: Series, timestamps: readonly number[]): Series {
  return points.map((point, index) => (point === undefined ? undefined : timestamps[index]));
}

/** Change of each point since the one before it, by the seconds between them. */
function ratesOf(points: Series, timestamps: readonly number[]): Series {
  const changes = compared(points, (now, before) => now - before);
  const seconds = compared(datesOf(points, timestamps), (now, before) => now - before);
  return changes.map((change, index) => {
    const since = seconds[index];
    return change === undefined || since === undefined ? undefined : change / since;
  });
}

function runningSum(points: Series): Series {
  let sum = 0;
  return points.map((point) => (point === undefined ? undefined : (sum += point)));
}

function timeSeries(value: MathValue | undefined, length: number): MathValue {
  if (value?.kind !== "scalar") throw new MathError("TIME_SERIES needs a number");
  return series(Array<Point>(length).fill(value.value));
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
