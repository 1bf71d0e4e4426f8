import type * as datadog from "@pulumi/datadog";
import * as pulumi from "@pulumi/pulumi";
import type { Severity } from "../shared/severity";
import { transformed } from "../shared/transform";
import { NO_ADDRESSES } from "./addresses";
import type { DatadogChildren, DatadogMonitoringArgs } from "./args";
import { dashboardText } from "./dashboard";
import {
  burnRateQuery,
  type MonitorDefinition,
  monitorDefinitions,
  type ObjectiveDefinition,
  objectiveDefinitions,
  queryText,
  WATCHED_BURN_RATES,
} from "./monitors";
import { datadogSdk } from "./sdk.cjs";
import { apiUrl, type DatadogSite } from "./sites";

/** Metrics of CloudWatch come to Datadog up to 15 minutes late (Datadog, "Delayed evaluation"). */
const AWS_DELAY_SECONDS = 900;

/** Datadog's words for urgency, from 1 to 5. */
const PRIORITIES: Readonly<Record<Severity, string>> = { critical: "1", warning: "3" };

/** What is the same for everything in Datadog. */
interface Place {
  readonly children: DatadogChildren;
  readonly args: DatadogMonitoringArgs;
  readonly provider: datadog.Provider;
  readonly tags: readonly string[];
}

/** Creates monitors, objectives and a dashboard in Datadog. @returns the dashboard's address, below the site's own. */
export function createMonitoring(
  children: DatadogChildren,
  site: DatadogSite,
  args: DatadogMonitoringArgs,
): pulumi.Output<string> {
  const provider = createProvider(children, site, args);
  const tags = [`env:${args.system.environment}`, `team:${args.system.team}`, "managed-by:pulumi"];
  const place = { children, args, provider, tags };
  // Which monitors there are, follows from the description alone: addresses that aren't known yet change queries only.
  for (const [index, { key }] of monitorDefinitions(args.system, NO_ADDRESSES).entries()) {
    createMonitor(place, key, monitorAt(args, index));
  }
  const objectives = objectiveDefinitions(args.system).map((definition) => ({
    definition,
    id: createObjective(place, definition),
  }));
  return createDashboard(place, objectives);
}

function createProvider(
  { name, parent, transform }: DatadogChildren,
  site: DatadogSite,
  { apiKey, appKey }: DatadogMonitoringArgs,
): datadog.Provider {
  const { Provider } = datadogSdk();
  return new Provider(
    ...transformed<datadog.ProviderArgs>(
      transform.provider,
      name,
      { apiUrl: apiUrl(site), apiKey: pulumi.secret(apiKey), appKey: pulumi.secret(appKey) },
      { parent },
    ),
  );
}

function monitorAt({ addresses, system }: DatadogMonitoringArgs, index: number): pulumi.Output<MonitorDefinition> {
  return pulumi.output(addresses).apply((known) => {
    const found = monitorDefinitions(system, known)[index];
    if (found === undefined) throw new Error("addresses decide on queries, never on which monitors there are");
    return found;
  });
}

function createMonitor(place: Place, key: string, definition: pulumi.Output<MonitorDefinition>): void {
  const { children, args, provider, tags } = place;
  const { Monitor } = datadogSdk();
  new Monitor(
    ...transformed<datadog.MonitorArgs>(
      children.transform.monitor,
      `${children.name}-${key}`,
      {
        name: definition.apply(({ title }) => `[${args.system.environment}] ${title}`),
        type: "query alert",
        message: definition.apply((each) => messageOf(each, args)),
        query: definition.apply(({ query }) => queryText(query)),
        monitorThresholds: { critical: definition.apply(({ query }) => String(query.threshold)) },
        evaluationDelay: definition.apply(({ query }) => (query.fromAws ? AWS_DELAY_SECONDS : 0)),
        priority: definition.apply(({ severity }) => PRIORITIES[severity]),
        requireFullWindow: false,
        includeTags: true,
        tags: [...tags],
      },
      { parent: children.parent, provider },
    ),
  );
}

/** Text of a notification: what is so, where to read on, and who is told (Datadog, "Notifications"). */
function messageOf(
  { alert, meaning, severity }: Pick<MonitorDefinition, "alert" | "meaning" | "severity">,
  { notify = {}, system }: DatadogMonitoringArgs,
): string {
  const runbook = `${system.runbookUrl}#${alert.toLowerCase()}`;
  return [meaning, `Runbook: ${runbook}`, ...(notify[severity] ?? [])].join("\n\n");
}

function createObjective(place: Place, definition: ObjectiveDefinition): pulumi.Output<string> {
  const { children, provider, tags } = place;
  const { Monitor, ServiceLevelObjective } = datadogSdk();
  const { key, days, description, name, numerator, denominator, targetPercent } = definition;
  const options = { parent: children.parent, provider };
  const objective = new ServiceLevelObjective(
    ...transformed<datadog.ServiceLevelObjectiveArgs>(
      children.transform.objective,
      `${children.name}-${key}`,
      {
        name: `[${place.args.system.environment}] ${name}`,
        type: "metric",
        description,
        query: { numerator, denominator },
        thresholds: [{ timeframe: `${days}d`, target: targetPercent }],
        tags: [...tags],
      },
      options,
    ),
  );
  for (const burn of WATCHED_BURN_RATES) {
    new Monitor(
      ...transformed<datadog.MonitorArgs>(
        children.transform.monitor,
        `${children.name}-${key}-${burn.longWindow}`,
        {
          name: `[${place.args.system.environment}] ${name}: budget burns ${burn.rate} times as fast as planned`,
          type: "slo alert",
          message: messageOf({ ...definition, meaning: description, severity: burn.severity }, place.args),
          query: objective.id.apply((id) => burnRateQuery(id, burn, days)),
          monitorThresholds: { critical: String(burn.rate) },
          priority: PRIORITIES[burn.severity],
          tags: [...tags],
        },
        options,
      ),
    );
  }
  return objective.id;
}

function createDashboard(
  { children, args, provider }: Place,
  objectives: readonly { readonly definition: ObjectiveDefinition; readonly id: pulumi.Output<string> }[],
): pulumi.Output<string> {
  const { DashboardJson } = datadogSdk();
  const ids = pulumi.output(objectives.map(({ id }) => id));
  const text = pulumi.all([args.addresses, ids]).apply(([addresses, known]) =>
    dashboardText(
      args.system,
      addresses,
      objectives.map(({ definition }, index) => ({ definition, id: known[index] ?? "" })),
    ),
  );
  return new DashboardJson(
    ...transformed<datadog.DashboardJsonArgs>(
      children.transform.dashboard,
      children.name,
      { dashboard: text },
      { parent: children.parent, provider },
    ),
  ).url;
}
