import { durationSeconds } from "../shared/quantity";
import { checkTags } from "../shared/tag-rules";
import type { ArgumentProblems } from "../shared/validation";
import type { LoadAlarmsArgs } from "./load-alarms-args";
import { ecsServiceTarget } from "./scaling-targets";
import { validateTriggers } from "./validate-triggers";

/** An alarm looks at minutes; SQS keeps no item longer (Amazon SQS API Reference, "CreateQueue"). */
const ITEM_AGE_SECONDS = { least: 60, most: 1_209_600 };

/** Records triggers and an item's age on which no alarm is possible. */
export function validateLoadAlarms(args: LoadAlarmsArgs, problems: ArgumentProblems): void {
  if (args.triggers.length > 0 || args.queue === undefined) {
    validateTriggers(args.triggers, ecsServiceTarget(args), problems);
  }
  const age = args.queue?.maxItemAge;
  const seconds = age === undefined ? undefined : problems.attempt("queue.maxItemAge", () => durationSeconds(age));
  problems.require(
    seconds === undefined || (seconds >= ITEM_AGE_SECONDS.least && seconds <= ITEM_AGE_SECONDS.most),
    "queue.maxItemAge",
    `must be 1 minute to 14 days, got "${age ?? ""}"`,
  );
  checkTags(problems, args.tags);
}
