import type { AlarmTopicArgs } from "../../components/alarm-topic";
import type { Configuration } from "../configuration/configuration";
import { protecting } from "./protection";

/** The topic of every alarm. Whoever gets mail from it would have to confirm anew after it was deleted. */
export function alarmTopicArgs(
  { alarmRecipients, protect, tags }: Pick<Configuration, "alarmRecipients" | "protect" | "tags">,
  surroundings: Pick<AlarmTopicArgs, "accountId" | "kmsKeyArn">,
): AlarmTopicArgs {
  return { ...surroundings, emailRecipients: alarmRecipients, tags, transform: { topic: protecting(protect) } };
}
