import { mapped, type MathValue, type Point, pointsOf, type Series } from "./math-value";
import { MathError } from "./syntax";

/** How FILL treats a series without any point in the range; AWS doesn't document it. */
export type EmptySeries = "filled" | "left empty";

/**
 * Makes the points that a series lacks, the newest period's too (Amazon CloudWatch User Guide, "Using metric math",
 * functions supported: FILL).
 */
export function filled(value: MathValue | undefined, filler: MathValue | undefined, empty: EmptySeries): MathValue {
  return mapped(value, "FILL", (points) => {
    if (empty === "left empty" && points.every((point) => point === undefined)) return points;
    return filledSeries(points, filler);
  });
}

function filledSeries(points: Series, filler: MathValue | undefined): Series {
  if (filler?.kind === "scalar") return points.map((point) => point ?? filler.value);
  if (filler?.kind === "word") return filledBy(filler.text, points);
  const others = pointsOf(filler, "FILL");
  return points.map((point, index) => point ?? others[index]);
}

function filledBy(word: string, points: Series): Series {
  if (word === "REPEAT") return repeated(points);
  if (word === "LINEAR") return interpolated(points);
  throw new MathError(`FILL knows no ${word}`);
}

function repeated(points: Series): Series {
  let last: Point;
  return points.map((point) => (last = point ?? last));
}

/** Fills a gap by a straight line between its ends; a gap with one end stays. */
function interpolated(points: Series): Series {
  return points.map((point, index) => {
    if (point !== undefined) return point;
    const before = points.findLastIndex((other, position) => position < index && other !== undefined);
    const after = points.findIndex((other, position) => position > index && other !== undefined);
    const [first, last] = [points[before], points[after]];
    if (first === undefined || last === undefined) return undefined;
    return first + ((last - first) * (index - before)) / (after - before);
  });
}

/** One of the two, or none, for each period by a condition (the same, "Using IF expressions"). */
export function chosen([condition, yes, no]: readonly (MathValue | undefined)[], length: number): MathValue {
  if (condition === undefined || yes === undefined) throw new MathError("IF needs a condition and a value");
  if (condition.kind === "scalar") return byScalar(condition.value, yes, no, length);
  const conditions = pointsOf(condition, "IF");
  return {
    kind: "series",
    points: conditions.map((holds, index) => {
      if (holds === undefined) return undefined;
      // Where it holds, a value that is missing counts as 0.
      return holds === 0 ? at(no, index) : (at(yes, index) ?? 0);
    }),
  };
}

function byScalar(holds: Point, yes: MathValue, no: MathValue | undefined, length: number): MathValue {
  const value = holds === undefined || holds === 0 ? no : yes;
  if (value === undefined) return { kind: "series", points: Array<Point>(length).fill(undefined) };
  return { kind: "series", points: pointsOf(value, "IF") };
}

function at(value: MathValue | undefined, index: number): Point {
  if (value === undefined) return undefined;
  return value.kind === "scalar" ? value.value : pointsOf(value, "IF")[index];
}
