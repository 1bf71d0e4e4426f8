import { setTimeout } from "node:timers/promises";
import type { MonitoredSystem } from "../../../../components/monitoring";
import { dashboardsOf } from "../../../../components/monitoring/dashboards/catalogue";
import { panelsOf } from "../../../../components/monitoring/dashboards/dashboard";
import { HAPPENINGS } from "../../../../components/monitoring/dashboards/grafana/annotations";
import type { Series } from "../../../../stacks/documentation/dashboards/prometheus";
import { interpolated } from "../../../../stacks/documentation/dashboards/queries";
import { SAMPLE_SYSTEM } from "../../../../stacks/documentation/dashboards/sample-system";
import { eventually } from "../../../examples/enterprise/servers/eventually";
import { startWorld, type World } from "./world/world";

/** Seconds of the window of rates: some scrapes of a second each. */
const RATE_SECONDS = 15;

const { prices = { asOf: "", parts: [] } } = SAMPLE_SYSTEM;

/** With everything that dashboards can ask for. */
const SYSTEM: MonitoredSystem = { ...SAMPLE_SYSTEM, prices: { ...prices, billing: true } };

/** The same behind a load balancer that sees connections alone. */
const BEHIND_NETWORK: MonitoredSystem = {
  ...SYSTEM,
  loadBalancer: SYSTEM.loadBalancer && { ...SYSTEM.loadBalancer, kind: "network", targets: [] },
};

interface AskedQuery {
  readonly dashboard: string;
  readonly panel: string;
  readonly expression: string;
  readonly mayBeEmpty: boolean;
}

const DASHBOARDS = [SYSTEM, BEHIND_NETWORK].flatMap((system) => dashboardsOf(system, { hasTraces: true }));

const QUERIES: readonly AskedQuery[] = DASHBOARDS.flatMap((dashboard) =>
  panelsOf(dashboard).flatMap((panel) => {
    if (panel.kind !== "metrics") return [];
    return panel.queries.map(({ expression, mayBeEmpty = false }) => {
      return { dashboard: dashboard.uid, panel: panel.title, expression, mayBeEmpty };
    });
  }),
);

const EXPRESSIONS = [...new Set(QUERIES.map(({ expression }) => expression))];

/** Whether a query looks further back than this test runs: by an offset, or over half an hour and more. */
function looksBack(expression: string): boolean {
  return / offset |\[(?:30m|\d+[hdw])[\]:]/.test(expression);
}

/** The series that a query takes. */
function selectorsOf(expression: string): string[] {
  return expression.match(/(?:[a-z_]\w*)?\{[^}]*\}|ALERTS_FOR_STATE/gi) ?? [];
}

/** The same without the 0 that stands for nothing. */
function withoutZero(expression: string): string {
  return expression.replaceAll(" or vector(0)", "");
}

function isEmpty(series: readonly Series[]): boolean {
  return series.every(({ points }) => points.every(([, value]) => Number.isNaN(value)));
}

let world: World;

beforeAll(async () => {
  world = await startWorld();
  const traffic = new AbortController();
  const using = useProduct(world.productUrl, traffic.signal);
  await silence("Quiet");
  await eventually(async () => {
    const answered = await now('sum(rate(http_request_duration_seconds_count{service="enterprise"}[15s])) > 0');
    const done = await now('sum(rate(jobs_processed_total{outcome="done"}[15s])) > 0');
    const told = await now("sum(rate(alertmanager_notifications_total[15s])) > 0");
    expect([answered, done, told].map(isEmpty)).toEqual([false, false, false]);
  });
  await setTimeout(2000); // a scrape more of what has only just begun
  traffic.abort();
  await using;
});
afterAll(() => world.end());

function now(expression: string): Promise<Series[]> {
  return world.prometheus.instant(interpolated(expression, { rateSeconds: RATE_SECONDS }), Date.now() / 1000);
}

function before(expression: string): Promise<Series[]> {
  return world.prometheus.instant(interpolated(expression, { rateSeconds: 240 }), world.historyEnd);
}

/** What people do with the product: proofs are made, looked up, and asked for in vain. */
async function useProduct(url: string, until: AbortSignal): Promise<void> {
  for (let index = 0; !until.aborted; index += 1) {
    const digest = index.toString(16).padStart(64, "0");
    const made = await fetch(`${url}/api/proofs`, { method: "POST", body: JSON.stringify({ digest }) });
    const { id = "" } = (await made.json()) as { id?: string };
    for (const path of [`/api/proofs/${id}`, `/api/proofs/${id}`, "/api/proofs/none"]) {
      await (await fetch(`${url}${path}`)).arrayBuffer();
    }
    await setTimeout(100);
  }
}

async function silence(alertname: string): Promise<void> {
  const [startsAt, endsAt] = [0, 3_600_000].map((later) => new Date(Date.now() + later).toISOString());
  const matchers = [{ name: "alertname", value: alertname, isRegex: false }];
  const body = { matchers, startsAt, endsAt, createdBy: "test", comment: "keeps the sample quiet" };
  const response = await fetch(`${world.alertmanagerUrl}/api/v2/silences`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
}

describe("the queries of all panels", () => {
  it("are many, and all kinds", () => {
    expect(QUERIES.length).toBeGreaterThan(150);
    expect(EXPRESSIONS.filter(looksBack).length).toBeGreaterThan(20);
    expect(EXPRESSIONS.filter((expression) => !looksBack(expression)).length).toBeGreaterThan(60);
  });

  it("take series that the product, the exporters and the servers really have", async () => {
    const marked = HAPPENINGS.map(({ expression }) => expression);
    const selectors = [...new Set([...EXPRESSIONS, ...marked].flatMap(selectorsOf))];
    const missing: string[] = [];
    for (const selector of selectors) {
      if (isEmpty(await now(interpolated(selector, { rateSeconds: RATE_SECONDS })))) missing.push(selector);
    }

    expect(selectors.length).toBeGreaterThan(60);
    expect(missing).toEqual([]);
  });

  it("have results where they look at now: none is empty, none is refused", async () => {
    const empty: AskedQuery[] = [];
    for (const asked of QUERIES.filter(({ expression }) => !looksBack(expression))) {
      const { expression, mayBeEmpty } = asked;
      const results = await now(mayBeEmpty ? expression : withoutZero(expression));
      if (!mayBeEmpty && isEmpty(results)) empty.push(asked);
    }

    expect(empty).toEqual([]);
  });

  it("have results where they look at hours and weeks, of a history with the same names", async () => {
    const empty: AskedQuery[] = [];
    for (const asked of QUERIES.filter(({ expression }) => looksBack(expression))) {
      await now(asked.expression);
      if (!asked.mayBeEmpty && isEmpty(await before(withoutZero(asked.expression)))) empty.push(asked);
    }

    expect(empty).toEqual([]);
  });

  it.each(HAPPENINGS.filter(({ mayBeEmpty }) => !mayBeEmpty))(
    "mark $name when a release brings them",
    async (happening) => {
      const hours = [world.historyEnd - 2.9 * 3600, world.historyEnd] as const;
      const marked = await world.prometheus.range(happening.expression, ...hours, 60);

      expect(marked.map(({ labels }) => labels.version ?? labels.revision).sort()).toEqual(
        happening.name === "Versions" ? ["1.5.0", "1.5.0"] : ["42", "42"],
      );
    },
  );

  it("find alerts that fire, wait and are kept quiet", async () => {
    const value = async (expression: string): Promise<number | undefined> => (await now(expression))[0]?.points[0]?.[1];

    expect(await value('count(ALERTS{alertstate="firing",severity="critical"})')).toBe(1);
    expect(await value('count(ALERTS{alertstate="pending"})')).toBe(1);
    expect(await value('max(alertmanager_alerts{job="alertmanager",state="suppressed"})')).toBe(1);
  });

  it("are refused when they are wrong, of which the tests would tell", async () => {
    await expect(now("sum by (")).rejects.toThrow("Prometheus refuses sum by (");
    expect(isEmpty(await now('up{job="nobody"}'))).toBe(true);
  });
});
