import { Type } from "@sinclair/typebox";
import { type MetricRange, serviceMetrics } from "../../automation/metrics/service-metrics";
import type { AutomationContext } from "../../automation/context";
import { gatherCostReport } from "../../automation/reports/cost";
import { deploymentReport } from "../../automation/reports/deployments";
import { healthReport } from "../../automation/reports/health";
import { type Report, reportMarkdown } from "../../automation/reports/markdown";
import { performanceReport } from "../../automation/reports/performance";
import { scalingReport } from "../../automation/reports/scaling";
import type { ScalingEvent } from "../../automation/scaling/activity";
import { requiredEnvironment, type ServiceContext } from "../app-context";
import { localCaller } from "../caller";
import { ServiceProblem } from "../problems/service-problem";
import { answers, EnvironmentName, Time } from "../schemas";
import type { ServiceServer } from "../server";
import { SCALING_VIEW } from "../views/refresh";

const KINDS = ["deployments", "scaling", "health", "performance", "cost"] as const;
type Kind = (typeof KINDS)[number];

const Query = Type.Object(
  {
    environment: EnvironmentName,
    kind: Type.Optional(Type.Union(KINDS.map((kind) => Type.Literal(kind)))),
    from: Type.Optional(Time),
    to: Type.Optional(Time),
    format: Type.Optional(Type.Union([Type.Literal("json"), Type.Literal("markdown")])),
  },
  { additionalProperties: false },
);

const ReportAnswer = Type.Object(
  { environment: EnvironmentName, from: Time, to: Time },
  {
    additionalProperties: true,
    description: "`deployments`, `scaling`, `health`, `performance` and `cost`, as asked for.",
  },
);

const DAY = 86_400_000;
/** Amazon CloudWatch keeps what is measured by the minute for 15 days, by five minutes for 63 ("Metrics retention"). */
const MINUTES_KEPT = 15 * DAY;
/** Deployments that a report is about at most. */
const MOST_DEPLOYMENTS = 100_000;
/** Values that are asked for of a metric at most. */
const MOST_VALUES = 1440;

/** What happened in a period (RP-1). */
export function reportRoutes(server: ServiceServer, context: ServiceContext): void {
  server.get(
    "/api/deployment/reports",
    {
      schema: {
        summary:
          "Deployments, scaling, health and performance of a period, by default of the last seven days; and what it costs",
        querystring: Query,
        produces: ["application/json", "text/markdown"],
        response: answers({ 200: Type.Union([ReportAnswer, Type.String()]) }, 404),
      },
    },
    async ({ query: { environment, kind, from, to, format = "json" } }, reply) => {
      requiredEnvironment(environment, context.environments);
      const period = periodOf(from, to, context.now());
      const report = await reportOf(environment, kind === undefined ? KINDS : [kind], period, context);
      if (format === "json") return report;
      return reply.type("text/markdown; charset=utf-8").send(reportMarkdown(report));
    },
  );
}

interface Period {
  readonly from: Date;
  readonly to: Date;
}

function periodOf(from: string | undefined, to: string | undefined, now: Date): Period {
  const end = to === undefined ? now : new Date(to);
  const period = { from: from === undefined ? new Date(end.getTime() - 7 * DAY) : new Date(from), to: end };
  if (period.from < period.to) return period;
  throw new ServiceProblem("request-invalid", 400, "the period ends before it begins", "Give `from` before `to`.");
}

/** Makes a part of a report; nothing where it can't be made. */
type Part = (environment: string, period: Period, context: ServiceContext) => Promise<Partial<Report>>;

const PARTS: Readonly<Record<Kind, Part>> = {
  deployments: async (environment, period, { index }) => {
    const releases = await index.list({ environment, limit: MOST_DEPLOYMENTS });
    return { deployments: deploymentReport(releases, period) };
  },
  scaling: async (environment, period, { views }) => {
    const events = await views.find<readonly ScalingEvent[]>(environment, SCALING_VIEW);
    return { scaling: scalingReport(events?.content ?? [], period) };
  },
  health: async (environment, period, { health }) => ({
    health: healthReport(await health.list(environment, period.from, period.to), period),
  }),
  performance: async (environment, period, context) =>
    // Opening an environment of a rehearsal that isn't deployed would make its stack.
    context.environments.asksAws && context.environments.isDeployed(environment)
      ? opened(environment, context, async (open) => ({
          performance: performanceReport(await serviceMetrics(rangeOf(period, open.clock.now()), open)),
        }))
      : {},
  cost: async (environment, _period, context) =>
    context.environments.isDeployed(environment)
      ? opened(environment, context, async (open) => ({ cost: await gatherCostReport(open, () => undefined) }))
      : {},
};

async function reportOf(
  environment: string,
  kinds: readonly Kind[],
  period: Period,
  context: ServiceContext,
): Promise<Report> {
  const parts = await Promise.all(kinds.map((kind) => PARTS[kind](environment, period, context)));
  const { speed } = context.environments;
  const head = { environment, from: period.from.toISOString(), to: period.to.toISOString() };
  return Object.assign(head, speed === undefined ? {} : { speed }, ...parts) as Report;
}

/** Asks an environment for what isn't kept at hand. */
function opened<T>(
  environment: string,
  { environments }: ServiceContext,
  use: (context: AutomationContext) => Promise<T>,
): Promise<T> {
  const signal = new AbortController().signal;
  return environments.open({ environment, requester: localCaller(), emit: () => undefined, signal }, use);
}

/** Periods that CloudWatch still has, and no more values than a picture shows. */
function rangeOf({ from, to }: Period, now: Date): MetricRange {
  const finest = now.getTime() - from.getTime() > MINUTES_KEPT ? 300 : 60;
  const needed = (to.getTime() - from.getTime()) / 1000 / MOST_VALUES;
  return { from, to, periodSeconds: Math.max(finest, Math.ceil(needed / 60) * 60) };
}
