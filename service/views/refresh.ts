import type { AutomationContext } from "../../automation/context";
import { type History, imageDigestsOf, readHistory } from "../../automation/history/read";
import { type ReleaseSummary, releaseSummary } from "../../automation/history/release-summary";
import { serviceMetrics } from "../../automation/metrics/service-metrics";
import { scalingHistory } from "../../automation/scaling/history";
import { environmentStatus, type EnvironmentStatus } from "../../automation/status/status";
import type { DeploymentIndex } from "../deployments/deployment-index";
import type { Environments } from "../environments";
import { healthProblems, type HealthSpans } from "../health/health-spans";
import type { ViewStore } from "./view-store";

/** How an environment stands, as it is kept: its last release in a few facts. */
export interface StatusView extends Omit<EnvironmentStatus, "last"> {
  readonly last?: ReleaseSummary;
}

/** Names of what is kept of each environment. */
export const STATUS_VIEW = "status";
export const SCALING_VIEW = "scaling";
export const METRICS_VIEW = "metrics";

/** How far back metrics are kept at hand, in milliseconds, and their period in seconds. */
const METRICS_SPAN = 3_600_000;
const METRICS_PERIOD = 60;

/** What a look at an environment fills. */
export interface RefreshOptions {
  readonly environments: Pick<Environments, "asksAws" | "lastDrift">;
  readonly index: DeploymentIndex;
  readonly views: ViewStore;
  readonly health: HealthSpans;
  readonly now: () => Date;
}

/** Looks at an environment, and keeps what is there to see: history, status and scalings. */
export async function refreshViews(context: AutomationContext, options: RefreshOptions): Promise<void> {
  const { environments, index, views, health, now } = options;
  const { environment } = context;
  const history = await readHistory(context);
  await index.replace(environment, await summaries(history, context));
  const { last, ...status } = await environmentStatus(
    context,
    { last: (each) => environments.lastDrift(each) },
    environments.asksAws,
    history,
  );
  const newest = last && { last: releaseSummary({ release: last, imageDigests: await imageDigestsOf(last, context) }) };
  await views.put(environment, STATUS_VIEW, now(), { ...status, ...newest } satisfies StatusView);
  if (status.running !== undefined) await health.note(environment, now(), healthProblems(status.running));
  if (!environments.asksAws) return;
  await views.put(environment, SCALING_VIEW, now(), await scalingHistory({}, context));
  const to = context.clock.now();
  const range = { from: new Date(to.getTime() - METRICS_SPAN), to, periodSeconds: METRICS_PERIOD };
  await views.put(environment, METRICS_VIEW, now(), await serviceMetrics(range, context));
}

/** The history in a few facts each. Digests of updates of plain `pulumi` are in checkpoints, of which the newest is read. */
async function summaries({ releases }: History, context: AutomationContext): Promise<readonly ReleaseSummary[]> {
  const newestPlain = releases.find(({ record }) => record === undefined);
  return Promise.all(
    releases.map(async (release) => {
      const isRead = release.record !== undefined || release === newestPlain;
      const imageDigests = isRead ? await imageDigestsOf(release, context) : undefined;
      return releaseSummary({ release, imageDigests });
    }),
  );
}
