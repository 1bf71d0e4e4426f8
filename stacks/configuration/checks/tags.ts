import type { ArgumentProblems } from "../../../components/shared/validation";
import { keyText, shown } from "../problem";
import type { PartialSettings } from "../schema/settings";
import { isTagKey } from "../schema/tags";

/** Tags that the program sets itself; the components add the `Name`. */
const RESERVED = ["Project", "Environment", "ManagedBy", "Name"];

/** Tags that AWS would refuse or that would hide what the program says itself. */
export function checkTags({ tags }: PartialSettings, problems: ArgumentProblems): void {
  for (const [key, value] of Object.entries(tags ?? {})) {
    problems.require(
      !RESERVED.includes(key),
      keyText(["tags", key]),
      `is filled in by itself, got ${shown(value)}; remove it`,
    );
    problems.require(
      isTagKey(key),
      keyText(["tags", key]),
      `the name must be at most 128 letters, digits, spaces and _.:/=+-@, not beginning with "aws:"; rename it`,
    );
  }
}
