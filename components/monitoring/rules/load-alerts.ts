import type { MonitoredService, MonitoredSystem, MonitoredTrigger } from "../description";
import { durationText } from "../../shared/quantity";
import type { Alert, AlertRule } from "./alert";
import { selector } from "./promql";
import { livingInstances } from "./service-alerts";

/** How a trigger is measured by Prometheus, and what people do about it. */
interface MeasuredTrigger {
  readonly trigger: string;
  readonly alert: string;
  /** What an alert's summary calls the value. */
  readonly what: string;
  /** Beginning of the sentence that says what the alert means. */
  readonly subject: string;
  readonly unit: string;
  readonly reference: string;
  readonly expression: (service: MonitoredService) => string | undefined;
  readonly act: readonly string[];
}

const TRIGGERS: readonly MeasuredTrigger[] = [
  {
    trigger: "cpu",
    alert: "CpuStaysHigh",
    what: "CPU",
    subject: "The use of CPU",
    unit: " %",
    reference: "SC-1",
    expression: ({ name, metricsPath }) => recorded("service:process_cpu:percent_avg2m", name, metricsPath),
    act: ["At its maximum: raise it.", "Below: see why scaling doesn't add instances; the ECS service's events tell."],
  },
  {
    trigger: "memory",
    alert: "MemoryStaysHigh",
    what: "memory",
    subject: "The use of memory",
    unit: " %",
    reference: "SC-2",
    expression: ({ name, metricsPath }) => recorded("service:process_memory:percent_avg", name, metricsPath),
    act: [
      "More instances don't help where memory doesn't follow the load: look for a leak, or give each task more.",
      "A deployment makes all tasks anew, and wins time.",
    ],
  },
  {
    trigger: "response-time",
    alert: "ResponseTimeStaysHigh",
    what: "average response time",
    subject: "The average response time",
    unit: " s",
    reference: "SC-3",
    expression: ({ name, metricsPath }) => recorded("service:http_request_duration_seconds:mean5m", name, metricsPath),
    act: [
      "More instances don't help where the database is slow: see its load and its pool.",
      "Else raise the maximum.",
    ],
  },
  {
    trigger: "queue-depth",
    alert: "QueueStaysLong",
    what: "number of items that wait",
    subject: "The number of items that wait",
    unit: " items",
    reference: "SC-4",
    expression: ({ consumes }) =>
      consumes === undefined
        ? undefined
        : `max by (queue) (${selector("aws_sqs_approximate_number_of_messages_visible_maximum", { queue: consumes })})`,
    act: ["JobsFailing or JobsStalled tell where workers don't get on.", "Else raise the worker's maximum."],
  },
];

function recorded(metric: string, service: string, metricsPath: string | undefined): string | undefined {
  return metricsPath === undefined ? undefined : selector(metric, { service });
}

/** Alerts on load that stays although scaling had time to act, by the thresholds of the triggers. */
export function loadAlerts({ services }: MonitoredSystem): Alert[] {
  return [
    ...TRIGGERS.flatMap((measured) => staysHigh(measured, services)),
    ...atMaximum(services.filter(({ minInstances, maxInstances }) => minInstances < maxInstances)),
  ];
}

function staysHigh(measured: MeasuredTrigger, services: readonly MonitoredService[]): Alert[] {
  const rules = services.flatMap((service) =>
    service.triggers
      .filter(({ name }) => name === measured.trigger)
      .flatMap((trigger) => triggerRule(measured, trigger, service)),
  );
  if (rules.length === 0) return [];
  return [
    {
      name: measured.alert,
      group: "services",
      severity: "warning",
      meaning: `${measured.subject} stays above what scales the service up, although scaling had time to act.`,
      source: "`services[].triggers[].above`, `services[].overloadedSeconds`",
      reference: measured.reference,
      look: ["The number of instances against the maximum, and when it changed last.", "What the load consists of."],
      act: measured.act,
      dashboard: "scaling",
      rules,
    },
  ];
}

function triggerRule(
  { expression, what, unit }: MeasuredTrigger,
  { above }: MonitoredTrigger,
  service: MonitoredService,
): AlertRule[] {
  const { name, team, overloadedSeconds } = service;
  const value = expression(service);
  if (value === undefined) return [];
  return [
    {
      of: name,
      team,
      threshold: `above ${above}${unit} for ${durationText(overloadedSeconds)}`,
      expression: `${value} > ${above}`,
      forSeconds: overloadedSeconds,
      labels: { service: name },
      summary: `${name}: ${what} stays high`,
      description: `The ${what} of ${name} is {{ $value | humanize }}${unit}, above the ${above}${unit} that scale it up, for ${durationText(overloadedSeconds)}.`,
    },
  ];
}

function atMaximum(services: readonly MonitoredService[]): Alert[] {
  if (services.length === 0) return [];
  return [
    {
      name: "AtMaximumInstances",
      group: "services",
      severity: "warning",
      meaning: "A service has as many instances as it may have: more load finds no more of them.",
      source: "`services[].maxInstances`, `services[].overloadedSeconds`",
      reference: "SC-12",
      look: ["Which trigger is above its threshold, and whether the load is wanted."],
      act: ["Raise `scaling.maxInstances` and deploy, or keep the load off.", "See quotas: docs/generated/quotas.md."],
      dashboard: "scaling",
      rules: services.map(({ name, team, maxInstances, overloadedSeconds }) => ({
        of: name,
        team,
        threshold: `${maxInstances} instances for ${durationText(overloadedSeconds)}`,
        expression: `${livingInstances(name)} >= ${maxInstances}`,
        forSeconds: overloadedSeconds,
        labels: { service: name },
        summary: `${name} is at its maximum of instances`,
        description: `${name} has had {{ $value }} instances, its maximum, for ${durationText(overloadedSeconds)}.`,
      })),
    },
  ];
}
