import type { MonitoredService, MonitoredSystem, ServiceObjectives } from "../description";
import { BURN_RATES, type BurnRate, burnRate } from "../objectives";
import { durationText } from "../../shared/quantity";
import type { Severity } from "../../shared/severity";
import type { Alert, AlertRule } from "./alert";
import { ERRORS, RATIO_WINDOWS, ratioName, SLOW } from "./recording-names";
import { selector } from "./promql";

/** Fewer bad requests in the long window than that may be one client's mistake at night, and wake nobody. */
export const LEAST_BAD_REQUESTS = 10;

type MeasuredService = MonitoredService & { readonly objectives: ServiceObjectives };

interface Objective {
  readonly kind: "availability" | "latency";
  /** Metric of the rate of bad requests. */
  readonly bad: string;
  readonly title: string;
  readonly percent: (objectives: ServiceObjectives) => number;
  readonly promise: (objectives: ServiceObjectives) => string;
}

const AVAILABILITY: Objective = {
  kind: "availability",
  bad: ERRORS,
  title: "Availability",
  percent: ({ availabilityPercent }) => availabilityPercent,
  promise: ({ availabilityPercent }) => `${availabilityPercent} % of requests without an error`,
};

const LATENCY: Objective = {
  kind: "latency",
  bad: SLOW,
  title: "Latency",
  percent: ({ latency }) => latency.percent,
  promise: ({ latency }) => `${latency.percent} % of requests within ${latency.seconds} s`,
};

/** Alerts on objectives that are missed if things go on as they are, and on errors and slowness of the moment. */
export function objectiveAlerts(system: MonitoredSystem): Alert[] {
  const measured = system.services.filter(isMeasured);
  if (measured.length === 0) return [];
  return [
    ...[AVAILABILITY, LATENCY].flatMap((objective) =>
      (["critical", "warning"] as const).map((severity) => budgetBurning(objective, severity, measured)),
    ),
    ...highErrorRatio(system),
    slowResponses(measured),
  ];
}

export function isMeasured(service: MonitoredService): service is MeasuredService {
  return service.objectives !== undefined;
}

function budgetBurning(objective: Objective, severity: Severity, services: readonly MeasuredService[]): Alert {
  const pairs = BURN_RATES.filter((pair) => pair.severity === severity);
  const { title, kind } = objective;
  return {
    name: `${title}BudgetBurns${severity === "critical" ? "Fast" : "Slowly"}`,
    group: "objectives",
    severity,
    meaning:
      kind === "availability"
        ? `So many requests fail that the errors of the whole window are used up ${severity === "critical" ? "in days or hours" : "before it ends"}.`
        : `So many requests are slow that the objective of latency is missed ${severity === "critical" ? "within days or hours" : "at the end of its window"}.`,
    source: `\`services[].objectives.${kind === "availability" ? "availabilityPercent" : "latency"}\`, \`windowDays\``,
    reference: `SC-12; Google, "The Site Reliability Workbook", chapter 5`,
    look:
      kind === "availability"
        ? ["Errors by route and status, and since when: a deployment, a dependency, or load?", "DependencyDown."]
        : [
            "Latency by route, CPU and event-loop lag of the instances.",
            "The database's slow statements and its pool.",
          ],
    act: [
      "Since a deployment: roll it back.",
      "By load: raise the service's maximum, or find what makes a request expensive.",
      "Through a dependency: mend that by its own entry.",
    ],
    dashboard: "operations",
    rules: services.flatMap((service) => pairs.map((pair) => burnRule(objective, pair, service))),
  };
}

/** Both windows burn: the long one proves that it matters, the short one that it still goes on. */
function burnRule(
  { kind, bad, percent, promise, title }: Objective,
  pair: BurnRate,
  service: MeasuredService,
): AlertRule {
  const { objectives, name, team } = service;
  const rate = burnRate(pair, objectives.windowDays);
  const ratio = Number((rate * (1 - percent(objectives) / 100)).toPrecision(6));
  const above = (window: string): string => `${selector(ratioName(bad, window), { service: name })} > ${ratio}`;
  const requests = `avg_over_time(${selector(bad, { service: name })}[${pair.longWindow}]) * ${hoursOf(pair.longWindow)} * 3600`;
  return {
    of: name,
    team,
    threshold: `${frequency(rate)} over ${pair.longWindow} and ${pair.shortWindow} (${promise(objectives)}, over ${objectives.windowDays} days)`,
    expression: [
      above(pair.longWindow),
      `and ${above(pair.shortWindow)}`,
      `and ${requests} >= ${LEAST_BAD_REQUESTS}`,
    ].join("\n"),
    labels: { objective: kind, window: pair.longWindow },
    summary: `${title} of ${name}: ${frequency(rate)}`,
    description: `{{ $value | humanizePercentage }} of the requests to ${name} were bad within ${pair.longWindow}, and it goes on. Promised: ${promise(objectives)}.`,
  };
}

function frequency(rate: number): string {
  return rate === 1 ? "as many bad requests as allowed" : `${rate} times as many bad requests as allowed`;
}

function hoursOf(window: string): number {
  const hours = RATIO_WINDOWS[window];
  if (hours === undefined) throw new Error(`no rule records the window ${window}`);
  return hours;
}

const MOMENT_SECONDS = 300;

/** By the numbers of the load balancer's own alarm, which rolls deployments back. */
function highErrorRatio({ services, loadBalancer }: MonitoredSystem): Alert[] {
  const targets = loadBalancer?.targets ?? [];
  const rules = services.filter(isMeasured).flatMap(({ name, team }) =>
    targets
      .filter(({ service }) => service === name)
      .map(({ serverErrorPercent }): AlertRule => {
        const ratio = selector(ratioName(ERRORS, "5m"), { service: name });
        return {
          of: name,
          team,
          threshold: `more than ${serverErrorPercent} % of requests for ${durationText(MOMENT_SECONDS)}`,
          expression: `${ratio} > ${serverErrorPercent / 100}\n${enough(ERRORS, name)}`,
          forSeconds: MOMENT_SECONDS,
          summary: `${name} fails many requests`,
          description: `${name} answers {{ $value | humanizePercentage }} of its requests with a 5xx status.`,
        };
      }),
  );
  if (rules.length === 0) return [];
  return [
    {
      name: "HighErrorRatio",
      group: "objectives",
      severity: "critical",
      meaning: "A service fails so many requests that its users notice now.",
      source: "`loadBalancer.targets[].serverErrorPercent`",
      reference: "SC-12",
      look: ["Errors by route and status.", "What was deployed last, and DependencyDown."],
      act: ["Roll the last deployment back, or mend the dependency that fails."],
      dashboard: "operations",
      rules,
    },
  ];
}

function slowResponses(services: readonly MeasuredService[]): Alert {
  return {
    name: "SlowResponses",
    group: "objectives",
    severity: "warning",
    meaning: "More requests are slow at the moment than the objective of latency allows.",
    source: "`services[].objectives.latency`",
    reference: "SC-3",
    look: ["Latency by route, CPU and event-loop lag.", "The database's slow statements, and its pool."],
    act: ["See whether scaling is under way: CpuStaysHigh and AtMaximumInstances tell where it doesn't help."],
    dashboard: "operations",
    rules: services.map(({ name, team, objectives: { latency } }) => {
      const allowed = Number((1 - latency.percent / 100).toPrecision(6));
      return {
        of: name,
        team,
        threshold: `more than ${Number((100 - latency.percent).toPrecision(6))} % of requests take longer than ${latency.seconds} s, for 10m`,
        expression: `${selector(ratioName(SLOW, "5m"), { service: name })} > ${allowed}\n${enough(SLOW, name)}`,
        forSeconds: 600,
        summary: `${name} is slow`,
        description: `{{ $value | humanizePercentage }} of the requests to ${name} take longer than ${latency.seconds} s.`,
      };
    }),
  };
}

/** As many bad requests within the five minutes as are no single client's mistake. */
function enough(bad: string, service: string): string {
  return `and ${selector(bad, { service })} * ${MOMENT_SECONDS} >= ${LEAST_BAD_REQUESTS}`;
}
