import type { Configuration } from "../environment/sections";
import { capacityPlan } from "../environment/sections/capacity-plan";
import type { ListedAlarm } from "./alarm-list";

/** The alarms of one environment. */
export interface EnvironmentAlarms {
  readonly environment: string;
  readonly alarms: readonly ListedAlarm[];
}

/** The alarms of one environment and the capacity of all, as Markdown. */
export function scalingPage(configurations: readonly Configuration[], listed: EnvironmentAlarms): string {
  return [
    "<!-- Made by npm run generate from the committed environments; edit those. -->",
    "",
    "# Alarms and capacity",
    "",
    "[What scales when](../scaling.md) explains the rules behind these tables.",
    ...alarmSection(listed),
    "",
    "## Capacity",
    "",
    "How many EC2 instances each environment has, and why. The stack's output `capacityPlan` says the same of yours.",
    ...configurations.flatMap(capacitySection),
    "",
  ].join("\n");
}

function alarmSection({ environment, alarms }: EnvironmentAlarms): string[] {
  return [
    "",
    `## Every alarm of ${environment}`,
    "",
    `There are ${alarms.length} of them.`,
    "",
    "| alarm | sounds when | window | then |",
    "| --- | --- | --- | --- |",
    ...alarms.map(alarmRow),
  ];
}

function alarmRow({ name, description, window, action }: ListedAlarm): string {
  return `| \`${name}\` | ${description.replace(/\.$/, "")} | ${window} | ${action} |`;
}

function capacitySection(configuration: Configuration): string[] {
  const { explanation } = capacityPlan(configuration);
  return ["", `### ${configuration.environment}`, "", ...explanation.map((line) => `- ${line}`)];
}
