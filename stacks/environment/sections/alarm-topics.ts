import type * as pulumi from "@pulumi/pulumi";
import { AlarmTopic, type AlarmTopicArgs } from "../../../components/alarm-topic";
import { validateAlarmTopic } from "../../../components/alarm-topic/validate";
import { SEVERITIES, type Severity } from "../../../components/shared/severity";
import type { ArgumentProblems } from "../../../components/shared/validation";
import { textList } from "../../configuration/schema/fields";
import type { Draft, SettingsOf } from "../../configuration/section";
import { keysOfArguments } from "../../configuration/translation";
import { type Dependencies, NOT_YET_KNOWN } from "../dependencies";
import { protecting } from "../protection";
import type { EnvironmentConfiguration, EnvironmentParts } from "./environment";

const EMAIL = /^\S+@\S+$/;
const CONFIRMED = { allowed: "an e-mail address", changing: "no downtime", examples: ["operations@proofpix.com"] };

const keys = {
  alarmRecipients: textList(EMAIL, {
    description: "Who gets mail when a critical alarm goes off, at any hour; each confirms a subscription first.",
    ...CONFIRMED,
  }).optional(),
  warningRecipients: textList(EMAIL, {
    description:
      "Who gets mail of warnings, which wait for the next working day; each confirms a subscription first. Those of critical alarms unless given.",
    ...CONFIRMED,
  }).optional(),
};

/** Keys of the recipients of each severity. */
const KEY_OF = { critical: "alarmRecipients", warning: "warningRecipients" } as const;

interface AlarmTopicsConfiguration extends EnvironmentConfiguration {
  readonly recipients: Readonly<Record<Severity, readonly string[]>>;
}

interface AlarmTopicsParts {
  /** The topic of each severity, known once alarms may publish on it. */
  readonly alarmTopics: Readonly<Record<Severity, readonly [pulumi.Output<string>]>>;
}

interface AlarmTopicsOutputs {
  /** Topic of the critical alarms. */
  readonly alarmTopicArn: pulumi.Output<string>;
  /** Topic of the warnings. */
  readonly warningTopicArn: pulumi.Output<string>;
}

/** A topic for the alarms of each severity. */
export const alarmTopicsSection = {
  keys,

  resolve: ({
    alarmRecipients = [],
    warningRecipients = alarmRecipients,
  }: SettingsOf<typeof keys>): Pick<AlarmTopicsConfiguration, "recipients"> => ({
    recipients: { critical: alarmRecipients, warning: warningRecipients },
  }),

  check(
    { right, configuration }: Draft<SettingsOf<typeof keys>, AlarmTopicsConfiguration>,
    problems: ArgumentProblems,
  ): void {
    for (const severity of SEVERITIES) {
      const key = KEY_OF[severity];
      if (right[key] === undefined) continue;
      const keyOf = keysOfArguments(keys, { renamed: { emailRecipients: key } });
      validateAlarmTopic(alarmTopicArgs(severity, configuration, NOT_YET_KNOWN), problems.at(keyOf));
    }
  },

  create(
    configuration: AlarmTopicsConfiguration,
    parts: EnvironmentParts & Pick<Dependencies, "key">,
  ): AlarmTopicsParts {
    const topicArn = (name: string, severity: Severity): pulumi.Output<string> =>
      new AlarmTopic(name, alarmTopicArgs(severity, configuration, parts), parts.options).topicArn;
    return {
      alarmTopics: {
        critical: [topicArn(parts.name, "critical")],
        warning: [topicArn(`${parts.name}-warnings`, "warning")],
      },
    };
  },

  outputs: (_configuration: object, { alarmTopics }: AlarmTopicsParts): AlarmTopicsOutputs => ({
    alarmTopicArn: alarmTopics.critical[0],
    warningTopicArn: alarmTopics.warning[0],
  }),
};

/** Arguments of a severity's topic. After its deletion, recipients would have to confirm again. */
export function alarmTopicArgs(
  severity: Severity,
  { recipients, protect, tags }: AlarmTopicsConfiguration,
  { accountId, key }: Pick<Dependencies, "accountId" | "key">,
): AlarmTopicArgs {
  return {
    accountId,
    kmsKeyArn: key.keyArn,
    emailRecipients: recipients[severity],
    tags,
    transform: { topic: protecting(protect) },
  };
}
