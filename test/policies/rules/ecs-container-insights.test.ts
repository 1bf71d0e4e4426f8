import { ecsContainerInsights as rule } from "../../../policies/rules/ecs-container-insights";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

function cluster(settings?: unknown): TestResource {
  return resource("aws:ecs/cluster:Cluster", "main", { settings });
}

function insights(value: unknown): TestResource {
  return cluster([{ name: "containerInsights", value }]);
}

describeRule(rule, {
  accepts: {
    "insights into tasks": { given: insights("enabled") },
    "insights into each container": { given: insights("enhanced") },
  },
  refuses: {
    "a cluster that isn't measured": {
      given: insights("disabled"),
      violations: ['main: settings["containerInsights"] is "disabled": nothing measures how many tasks run'],
    },
  },
  boundaries: {
    "another setting before it": {
      given: cluster([{ name: "x", value: "y" }, ...[{ name: "containerInsights", value: "enabled" }]]),
    },
    "another setting alone": {
      given: cluster([{ name: "x", value: "enabled" }]),
      violations: ['main: settings["containerInsights"] is not set'],
    },
    "a cluster in staging, where it only advises": {
      given: cluster(),
      environment: "staging",
      violations: ['main: settings["containerInsights"] is not set'],
    },
    "a cluster in development, where it costs too much": { given: cluster(), environment: "development" },
  },
  missing: {
    "no settings": { given: cluster(), violations: ['main: settings["containerInsights"] is not set'] },
  },
  unknown: {
    "an unknown value": {
      given: insights(UNKNOWN),
      remarks: ["main: Not determinable yet: settings[0].value isn't known"],
    },
    "unknown settings": { given: cluster(UNKNOWN), remarks: ["main: Not determinable yet: settings isn't known"] },
  },
  production: set(of("aws:ecs/cluster:Cluster"), { settings: [{ name: "containerInsights", value: "disabled" }] }),
});
