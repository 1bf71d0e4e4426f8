import { number, objects, text, type Properties } from "../../model/values";

/** What is wrong with step adjustments. */
export interface StepProblem {
  readonly message: string;
  /** The input at fault, from the list of steps on. */
  readonly input: string;
}

interface Step {
  readonly lower: number;
  readonly upper: number;
  readonly input: string;
}

type StepCheck = (steps: readonly Step[], list: string) => StepProblem | undefined;

const CHECKS: readonly StepCheck[] = [wrongOrder, severalOpenEnds, overlap, gap, missingOpenEnd];

/**
 * The first thing that is wrong with a list of step adjustments; undefined where they are in order (Application Auto
 * Scaling API Reference and Amazon EC2 Auto Scaling API Reference, StepAdjustment).
 * @param list path of the list, such as `stepAdjustments`.
 */
export function stepProblem(inputs: Properties, list: string): StepProblem | undefined {
  const adjustments = objects(inputs, list);
  if (adjustments.length === 0) return { message: "At least one step adjustment must be specified", input: list };
  const unbounded = adjustments.findIndex((step) => BOUNDS.every((bound) => isOpen(step, bound)));
  if (unbounded >= 0) {
    return {
      message: "Both lower and upper bounds of a step adjustment cannot be left unspecified",
      input: `${list}[${unbounded}]`,
    };
  }
  const steps = adjustments.map((step, index) => stepOf(step, `${list}[${index}]`)).sort(byLowerBound);
  return unreadableBound(adjustments, list) ?? firstOf(CHECKS, steps, list);
}

const BOUNDS = ["metricIntervalLowerBound", "metricIntervalUpperBound"] as const;

function isOpen(step: Properties, bound: (typeof BOUNDS)[number]): boolean {
  return step[bound] === undefined || step[bound] === null || step[bound] === "";
}

function stepOf(step: Properties, input: string): Step {
  const [lower, upper] = BOUNDS;
  return { lower: number(step, lower) ?? -Infinity, upper: number(step, upper) ?? Infinity, input };
}

function byLowerBound(one: Step, other: Step): number {
  return one.lower === other.lower ? one.upper - other.upper : one.lower < other.lower ? -1 : 1;
}

/** Pulumi's AWS provider takes bounds as text. */
function unreadableBound(adjustments: readonly Properties[], list: string): StepProblem | undefined {
  for (const [index, step] of adjustments.entries()) {
    const wrong = BOUNDS.find((bound) => !isOpen(step, bound) && number(step, bound) === undefined);
    if (wrong !== undefined) {
      return {
        message: `The bound of a step must be a number, got '${text(step, wrong) ?? ""}'`,
        input: `${list}[${index}].${wrong}`,
      };
    }
  }
  return undefined;
}

function firstOf(checks: readonly StepCheck[], steps: readonly Step[], list: string): StepProblem | undefined {
  for (const check of checks) {
    const problem = check(steps, list);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function wrongOrder(steps: readonly Step[]): StepProblem | undefined {
  const wrong = steps.find(({ lower, upper }) => lower >= upper);
  if (wrong === undefined) return undefined;
  return { message: "The lower bound of a step adjustment must be less than its upper bound", input: wrong.input };
}

function severalOpenEnds(steps: readonly Step[], list: string): StepProblem | undefined {
  const ends = { lower: steps.filter(({ lower }) => lower === -Infinity), upper: steps.filter(isOpenAbove) };
  const end = ends.lower.length > 1 ? "lower" : "upper";
  if (ends[end].length < 2) return undefined;
  return { message: `At most one StepAdjustment may have an unspecified ${end} bound`, input: list };
}

function isOpenAbove({ upper }: Step): boolean {
  return upper === Infinity;
}

function overlap(steps: readonly Step[], list: string): StepProblem | undefined {
  const found = steps.some(({ upper }, index) => upper > (steps[index + 1]?.lower ?? Infinity));
  return found ? { message: "Step adjustment intervals cannot overlap", input: list } : undefined;
}

function gap(steps: readonly Step[], list: string): StepProblem | undefined {
  const found = steps.some(({ upper }, index) => upper < (steps[index + 1]?.lower ?? -Infinity));
  return found ? { message: "Step adjustment intervals cannot have gaps between them", input: list } : undefined;
}

function missingOpenEnd(steps: readonly Step[], list: string): StepProblem | undefined {
  const [first, last] = [steps[0], steps.at(-1)];
  if (first !== undefined && first.lower < 0 && first.lower !== -Infinity) {
    return { message: openEndNeeded("lower", "negative"), input: list };
  }
  if (last !== undefined && last.upper > 0 && last.upper !== Infinity) {
    return { message: openEndNeeded("upper", "positive"), input: list };
  }
  return undefined;
}

function openEndNeeded(end: string, sign: string): string {
  return `There must be a StepAdjustment with an unspecified ${end} bound (i.e., ${end} bound is null) when one StepAdjustment has a ${sign} ${end} bound`;
}
