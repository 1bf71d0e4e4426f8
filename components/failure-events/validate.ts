import { checkTags } from "../shared/tag-rules";
import type { ArgumentProblems } from "../shared/validation";
import type { FailureEventsArgs } from "./args";

/** Records tags that AWS refuses. */
export function validateFailureEvents({ tags }: FailureEventsArgs, problems: ArgumentProblems): void {
  checkTags(problems, tags);
}
