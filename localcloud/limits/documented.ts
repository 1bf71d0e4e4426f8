import { COMPUTE_LIMITS } from "./documented/compute";
import { FOUNDATION_LIMITS } from "./documented/foundation";
import { INSTANCE_LIMITS } from "./documented/instances";
import { LOAD_BALANCING_LIMITS } from "./documented/load-balancing";
import { NETWORK_LIMITS } from "./documented/network";
import type { DocumentedLimit, DocumentedLimits } from "./types";

/** Limits that AWS's documents state and its models leave out: only those that our programs can break. */
export const DOCUMENTED_LIMITS: DocumentedLimits = {
  ...NETWORK_LIMITS,
  ...LOAD_BALANCING_LIMITS,
  ...COMPUTE_LIMITS,
  ...INSTANCE_LIMITS,
  ...FOUNDATION_LIMITS,
};

const TAGGING = "AWS General Reference, Tag naming limits and requirements";

/** Limits of the tags of any resource. */
export const TAG_LIMITS: Readonly<Record<string, readonly DocumentedLimit[]>> = {
  tags: [{ document: TAGGING, maxLength: 50 }],
  "tags{key}": [
    { document: TAGGING, minLength: 1, maxLength: 128 },
    {
      document: TAGGING,
      pattern: "^(?![aA][wW][sS]:).*$",
      message: (key) => `Tag keys starting with 'aws:' are reserved for internal use: '${key}'`,
    },
  ],
  "tags{value}": [{ document: TAGGING, maxLength: 256 }],
};
