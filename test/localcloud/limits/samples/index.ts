import type { Properties } from "../../../../localcloud/model/values";
import { COMPUTE_SAMPLES } from "./compute";
import { FOUNDATION_SAMPLES } from "./foundation";
import { LOAD_BALANCING_SAMPLES } from "./load-balancing";

/** What usual programs ask for, by resource type: AWS takes all of it. */
export const SAMPLES: Readonly<Record<string, Properties>> = {
  ...FOUNDATION_SAMPLES,
  ...LOAD_BALANCING_SAMPLES,
  ...COMPUTE_SAMPLES,
};
