import { validateAlarmTopic } from "../../../components/alarm-topic/validate";
import type { ArgumentProblems } from "../../../components/shared/validation";
import { NAMESPACE } from "../problem";
import type { PartialSettings } from "../schema/settings";
import { NOT_YET_KNOWN } from "./component-refusals";

/** Addresses to which no alarm can be sent. */
export function checkAlarms({ alarmRecipients }: PartialSettings, problems: ArgumentProblems): void {
  validateAlarmTopic(
    { accountId: NOT_YET_KNOWN, kmsKeyArn: NOT_YET_KNOWN, emailRecipients: alarmRecipients ?? [] },
    problems.at((path) => `${NAMESPACE}:${path.replace("emailRecipients", "alarmRecipients")}`),
  );
}
