import { ADVISORY_FROM_STAGING, isKnownAs, resourceRule } from "../core";

const SETTING = "containerInsights";

/** Both values measure services and tasks; the second measures each container too. */
const MEASURING = ["enabled", "enhanced"];

export const ecsContainerInsights = resourceRule({
  name: "ecs-container-insights",
  title: "Clusters are measured",
  description: "ECS clusters have Container Insights.",
  why:
    "Without it, CloudWatch knows neither how many tasks of a service run nor what each of them needs: customers " +
    "notice first that too few run.",
  fix:
    'Set `settings: [{ name: "containerInsights", value: "enhanced" }]`, or `"enabled"`, which costs less. Where the ' +
    "account's own setting turns it on, say so here too, or the cluster depends on what nobody sees.",
  severity: "low",
  identifiers: { fsbp: ["ECS.12"], checkov: ["CKV_AWS_65"], trivy: ["AVD-AWS-0034"] },
  requirements: ["HC-3", "MO-1"],
  references: [
    {
      title: "Amazon ECS Developer Guide, Monitor Amazon ECS containers using Container Insights",
      url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-container-insights.html",
    },
  ],
  types: ["aws:ecs/cluster:Cluster"],
  levels: ADVISORY_FROM_STAGING,
  check(cluster) {
    const settings = cluster.list("settings");
    if (!settings.known) return [];
    const named = (settings.value ?? []).map((setting) => [setting.string("name"), setting.string("value")] as const);
    if (named.some(([name, value]) => !name.known || (isKnownAs(name, SETTING) && !value.known))) return [];
    const value = named.flatMap(([name, each]) => (isKnownAs(name, SETTING) && each.known ? [each.value] : [])).at(-1);
    if (value !== undefined && MEASURING.includes(value)) return [];
    return [
      {
        property: `settings["${SETTING}"]`,
        value,
        problem: "nothing measures how many tasks run and what they need",
        allowed: MEASURING.join(", "),
        fix: `set settings: [{ name: "${SETTING}", value: "enhanced" }]`,
      },
    ];
  },
});
