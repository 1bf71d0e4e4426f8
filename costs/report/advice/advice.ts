import type { Range } from "../../model/range";
import type { PlainStack } from "../../stack/plain-stack";
import type { ResourceCost } from "../../stack/stack-costs";

/** Something that would cost less otherwise. */
export interface Advice {
  readonly rule: string;
  /** What to do, and what to weigh against it. */
  readonly text: string;
  readonly resources: readonly string[];
  /** USD a month; undefined where it depends on use. */
  readonly saving?: Range;
  /** How the saving is reckoned. */
  readonly computation: string;
}

/** Looks for something that would cost less otherwise. */
export type AdviceRule = (costs: readonly ResourceCost[], stack: PlainStack) => readonly Advice[];
