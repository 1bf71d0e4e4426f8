import type { Configuration } from "../configuration/configuration";
import { capacityPlan } from "../environment/capacity-plan";
import { alarmList, type ListedAlarm } from "./alarm-list";

/** The alarms of production and the capacity of every environment, as Markdown. */
export function scalingPage(configurations: readonly Configuration[]): string {
  const production = configurations.filter(({ environment }) => environment === "production");
  return [
    "<!-- Made by npm run generate from the committed environments; edit those. -->",
    "",
    "# Alarms and capacity",
    "",
    "[What scales when](../scaling.md) explains the rules behind these tables.",
    ...production.flatMap(alarmSection),
    "",
    "## Capacity",
    "",
    "How many EC2 instances each environment has, and why. The stack's output `capacityPlan` says the same of yours.",
    ...configurations.flatMap(capacitySection),
    "",
  ].join("\n");
}

function alarmSection(configuration: Configuration): string[] {
  const alarms = alarmList(configuration);
  return [
    "",
    `## Every alarm of ${configuration.environment}`,
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
