import type * as pulumi from "@pulumi/pulumi";
import { AlarmTopic, type AlarmTopicArgs } from "../../../components/alarm-topic";
import { validateAlarmTopic } from "../../../components/alarm-topic/validate";
import type { ArgumentProblems } from "../../../components/shared/validation";
import { textList } from "../../configuration/schema/fields";
import type { Draft, SettingsOf } from "../../configuration/section";
import { keysOfArguments } from "../../configuration/translation";
import { type Dependencies, NOT_YET_KNOWN } from "../dependencies";
import { protecting } from "../protection";
import type { EnvironmentConfiguration, EnvironmentParts } from "./environment";

const keys = {
  alarmRecipients: textList(/^\S+@\S+$/, {
    description: "Who gets mail when an alarm goes off; each confirms a subscription first.",
    allowed: "an e-mail address",
    changing: "no downtime",
    examples: ["operations@proofpix.com"],
  }).optional(),
};

interface AlarmTopicConfiguration extends EnvironmentConfiguration {
  readonly alarmRecipients: readonly string[];
}

/** The topic of every alarm. */
export const alarmTopicSection = {
  keys,

  resolve: ({ alarmRecipients = [] }: SettingsOf<typeof keys>): Pick<AlarmTopicConfiguration, "alarmRecipients"> => ({
    alarmRecipients,
  }),

  check({ configuration }: Draft<object, AlarmTopicConfiguration>, problems: ArgumentProblems): void {
    const keyOf = keysOfArguments(keys, { renamed: { emailRecipients: "alarmRecipients" } });
    validateAlarmTopic(alarmTopicArgs(configuration, NOT_YET_KNOWN), problems.at(keyOf));
  },

  create: (
    configuration: AlarmTopicConfiguration,
    parts: EnvironmentParts & Pick<Dependencies, "key">,
  ): { readonly alarmTopic: AlarmTopic } => ({
    alarmTopic: new AlarmTopic(parts.name, alarmTopicArgs(configuration, parts), parts.options),
  }),

  outputs: (
    _configuration: object,
    { alarmTopic }: { readonly alarmTopic: AlarmTopic },
  ): { readonly alarmTopicArn: pulumi.Output<string> } => ({ alarmTopicArn: alarmTopic.topicArn }),
};

/** Arguments of the topic. After its deletion, recipients would have to confirm again. */
export function alarmTopicArgs(
  { alarmRecipients, protect, tags }: AlarmTopicConfiguration,
  { accountId, key }: Pick<Dependencies, "accountId" | "key">,
): AlarmTopicArgs {
  return {
    accountId,
    kmsKeyArn: key.keyArn,
    emailRecipients: alarmRecipients,
    tags,
    transform: { topic: protecting(protect) },
  };
}
