import type { MonitoredService, MonitoredSystem } from "../description";
import {
  type DetectionSettings,
  instanceDownExpression,
  instancesMissingExpression,
  keepFiringSeconds,
} from "../detection";
import type { Alert } from "./alert";

const LOOK_AT_TASKS = [
  "The stopped tasks of the service in ECS, with `stoppedReason` and exit codes: `aws ecs describe-tasks`.",
  "The last lines of the task's log; the stack's output `logLinks` leads to it.",
];

/** Alerts on instances, found by probes within the objective. */
export function instanceAlerts({ services }: MonitoredSystem, detection: DetectionSettings): Alert[] {
  return [instanceDown(detection), instancesMissing(services, detection)];
}

function instanceDown(detection: DetectionSettings): Alert {
  const { tries, intervalSeconds } = detection.probe;
  return {
    name: "InstanceDown",
    group: "instances",
    severity: "critical",
    meaning: "An instance answers no health check: requests that it had are lost, and the others carry its load.",
    source: "`DetectionSettings.probe`, `detection`",
    reference: "HC-5",
    look: LOOK_AT_TASKS,
    act: [
      "ECS replaces the task by itself within minutes (HC-3); wait for that where the others carry the load.",
      "Where the task runs and doesn't answer, stop it: `aws ecs stop-task`.",
      "Where new tasks die, too, go on with CrashLooping.",
    ],
    dashboard: "operations",
    rules: [
      {
        threshold: `${tries} probes in a row, ${intervalSeconds} s apart, without an answer`,
        expression: instanceDownExpression(detection),
        keepFiringSeconds: keepFiringSeconds(detection),
        summary: "Instance {{ $labels.instance }} of {{ $labels.service }} is down",
        description: `The last ${tries} probes of {{ $labels.instance }} in {{ $labels.service }} failed.`,
      },
    ],
  };
}

function instancesMissing(services: readonly MonitoredService[], detection: DetectionSettings): Alert {
  return {
    name: "InstancesMissing",
    group: "instances",
    severity: "critical",
    meaning: "A service has just lost instances that it needs: fewer answer than its minimum.",
    source: "`services[].minInstances`",
    reference: "HC-5",
    look: LOOK_AT_TASKS,
    act: [
      "ECS starts others at once; TooFewInstances tells where that doesn't help.",
      "Where a deployment took them, roll it back: the console's page of the service has the button.",
    ],
    dashboard: "operations",
    rules: services.map((service) => ({
      of: service.name,
      team: service.team,
      threshold: `fewer than ${service.minInstances} answer, and as many did within ${detection.startSeconds} s`,
      expression: instancesMissingExpression(service, detection),
      keepFiringSeconds: keepFiringSeconds(detection),
      labels: { service: service.name },
      summary: `${service.name} has lost instances`,
      description: `Only {{ $value }} instances of ${service.name} answer, which needs ${service.minInstances}.`,
    })),
  };
}
