import { MONITORING_PURPOSE, PURPOSE_TAG } from "../shared/purpose";
import type { Tags } from "../shared/tags";

/** The given tags, and one that tells the stack's resources from those of the product, for policies and bills. */
export function stackTags(tags: Tags | undefined): Tags {
  return { ...tags, [PURPOSE_TAG]: MONITORING_PURPOSE };
}
