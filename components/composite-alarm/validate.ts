import { checkTags } from "../shared/tag-rules";
import type { ArgumentProblems } from "../shared/validation";
import type { CompositeAlarmArgs } from "./args";

/** Amazon CloudWatch API Reference, PutCompositeAlarm. */
const MOST_ALARMS = 100;
const MOST_ACTIONS = 5;

/** Records more alarms or topics than CloudWatch takes, none at all, and tags that AWS refuses. */
export function validateCompositeAlarm(args: CompositeAlarmArgs, problems: ArgumentProblems): void {
  const { alarmNames, alarmActions = [], tags } = args;
  problems.require(
    alarmNames.length >= 1 && alarmNames.length <= MOST_ALARMS,
    "alarmNames",
    `must be one to ${MOST_ALARMS} alarms, got ${alarmNames.length}; join some in composite alarms of their own`,
  );
  problems.require(
    alarmActions.length <= MOST_ACTIONS,
    "alarmActions",
    `must be ${MOST_ACTIONS} topics at most, got ${alarmActions.length}`,
  );
  checkTags(problems, tags);
}
