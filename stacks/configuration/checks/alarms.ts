import { validateAlarmTopicArgs } from "../../../components/alarm-topic/validate-arguments";
import type { ArgumentProblems } from "../../../components/shared/validation";
import { NAMESPACE } from "../problem";
import type { PartialSettings } from "../schema/settings";
import { componentRefusals, NOT_YET_KNOWN } from "./component-refusals";

/** Addresses to which no alarm can be sent. */
export function checkAlarms({ alarmRecipients }: PartialSettings, problems: ArgumentProblems): void {
  const refusals = componentRefusals(() => {
    validateAlarmTopicArgs({
      accountId: NOT_YET_KNOWN,
      kmsKeyArn: NOT_YET_KNOWN,
      emailRecipients: alarmRecipients ?? [],
    });
  });
  for (const { propertyPath, reason } of refusals) {
    problems.add(`${NAMESPACE}:${propertyPath.replace("emailRecipients", "alarmRecipients")}`, reason);
  }
}
