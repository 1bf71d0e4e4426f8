import { checkTags } from "../shared/tag-rules";
import type { ArgumentProblems } from "../shared/validation";
import type { AnomalyAlarmArgs } from "./args";
import { DEFAULTS } from "./defaults";

const MINUTE_SECONDS = 60;
const DAY_SECONDS = 86_400;

/** Records a band without width, periods that CloudWatch doesn't evaluate, and tags that AWS refuses. */
export function validateAnomalyAlarm(args: AnomalyAlarmArgs, problems: ArgumentProblems): void {
  const { deviations, periodSeconds, evaluationPeriods } = { ...DEFAULTS, ...args };
  problems.require(deviations > 0, "deviations", `must be more than 0, got ${deviations}; 2 or 3 are usual`);
  problems.require(
    periodSeconds > 0 && periodSeconds % MINUTE_SECONDS === 0,
    "periodSeconds",
    `must be a multiple of ${MINUTE_SECONDS}, got ${periodSeconds}`,
  );
  problems.require(
    Number.isInteger(evaluationPeriods) && evaluationPeriods >= 1,
    "evaluationPeriods",
    `must be a whole number from 1, got ${evaluationPeriods}`,
  );
  problems.require(
    periodSeconds * evaluationPeriods <= DAY_SECONDS,
    "evaluationPeriods",
    `must span a day at most, got ${periodSeconds * evaluationPeriods} seconds`,
  );
  checkTags(problems, args.tags);
}
