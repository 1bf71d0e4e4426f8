import type { MonitoredSystem } from "../../../../components/monitoring";
import { dashboardsOf } from "../../../../components/monitoring/dashboards/catalogue";
import { AUDIENCES, type Dashboard, panelsOf } from "../../../../components/monitoring/dashboards/dashboard";
import { LAYOUT_RULES, placed } from "../../../../components/monitoring/dashboards/layout";
import type { MetricPanel, Panel } from "../../../../components/monitoring/dashboards/panel";
import { alertsOf } from "../../../../components/monitoring/rules";
import { parseConfiguration } from "../../../../stacks/environment/configuration";
import { monitoredSystem } from "../../../../stacks/environment/sections/monitoring/system";
import { committedSettings, type Environment } from "../../../stacks/example-settings";
import { SAMPLE_SYSTEM } from "../../../../stacks/documentation/dashboards/sample-system";

const WITH_TRACES = { hasTraces: true };

/** A system with nothing but a worker that tells no metrics of requests. */
const WORKER_ALONE: MonitoredSystem = {
  ...SAMPLE_SYSTEM,
  services: SAMPLE_SYSTEM.services.filter(({ name }) => name === "worker"),
  loadBalancer: undefined,
  database: undefined,
  cache: undefined,
  queues: [],
  prices: undefined,
};

const MANY_SERVICES: MonitoredSystem = {
  ...SAMPLE_SYSTEM,
  services: ["a", "b", "c", "d", "e", "f"].flatMap((name) =>
    SAMPLE_SYSTEM.services.slice(0, 1).map((service) => ({ ...service, name })),
  ),
};

const SYSTEMS = {
  "the sample system": SAMPLE_SYSTEM,
  "a worker alone": WORKER_ALONE,
  "six services": MANY_SERVICES,
  production: committedSystem("production"),
  development: committedSystem("development"),
};

/** What is watched of one of the committed environments. */
function committedSystem(environment: Environment): MonitoredSystem {
  const configuration = parseConfiguration(committedSettings(environment), environment);
  if (configuration.monitoring === undefined) throw new Error(`${environment} has monitoring`);
  return monitoredSystem(configuration.monitoring, configuration, `proofpix-${environment}`);
}

const EVERY = Object.entries(SYSTEMS).flatMap(([name, system]) =>
  dashboardsOf(system, WITH_TRACES).map((dashboard) => [`${dashboard.uid} of ${name}`, dashboard] as const),
);

function metricPanels(dashboard: Dashboard): MetricPanel[] {
  return panelsOf(dashboard).flatMap((panel) => (panel.kind === "metrics" ? [panel] : []));
}

function dashboardNamed(uid: string, system = SAMPLE_SYSTEM): Dashboard {
  const found = dashboardsOf(system, WITH_TRACES).find((dashboard) => dashboard.uid === uid);
  if (found === undefined) throw new Error(`there is no dashboard ${uid}`);
  return found;
}

function panelNamed(uid: string, title: string, system = SAMPLE_SYSTEM): Panel {
  const found = panelsOf(dashboardNamed(uid, system)).find((panel) => panel.title === title);
  if (found === undefined) throw new Error(`${uid} has no panel "${title}"`);
  return found;
}

describe("the dashboards", () => {
  it("cover every topic and have a view for each audience", () => {
    expect(dashboardsOf(SAMPLE_SYSTEM, WITH_TRACES).map(({ uid }) => uid)).toEqual([
      ...["management", "developers", "operators"],
      ...[
        "operations",
        "scaling",
        "deployments",
        "capacity",
        "database",
        "cache",
        "queue",
        "cost",
        "alerts",
        "tracing",
      ],
    ]);
  });

  it("leave out what the environment doesn't have", () => {
    expect(dashboardsOf(WORKER_ALONE, { hasTraces: false }).map(({ uid }) => uid)).toEqual([
      ...["management", "developers", "operators"],
      ...["operations", "scaling", "deployments", "capacity", "alerts"],
    ]);
  });

  it.each(AUDIENCES)("show %s a view of their own", (audience) => {
    expect(dashboardNamed(audience)).toMatchObject({ uid: audience, audience });
  });

  it("are there for every alert that links to one", () => {
    const linked = alertsOf(SAMPLE_SYSTEM).map(({ dashboard }) => dashboard);

    expect(linked.length).toBeGreaterThan(10);
    expect(dashboardsOf(SAMPLE_SYSTEM, WITH_TRACES).map(({ uid }) => uid)).toEqual(expect.arrayContaining(linked));
  });

  it("show the same panels in views as in topics", () => {
    const title = "Error budget of enterprise";

    expect(panelNamed("management", title)).toEqual(panelNamed("operations", title));
  });

  describe.each(EVERY)("%s", (_, dashboard) => {
    const sections = placed(dashboard);
    const panels = sections.flatMap((section) => section.panels);

    it("has an address, a title and a description", () => {
      expect(dashboard.uid).toMatch(/^[a-z][a-z-]{1,39}$/);
      expect(dashboard.title).not.toBe("");
      expect(dashboard.description).toMatch(/\.$/);
    });

    it("has sections with something in them, and no panel twice", () => {
      const titles = panelsOf(dashboard).map(({ title }) => title);

      expect(sections.filter((section) => section.panels.length === 0)).toEqual([]);
      expect(new Set(titles).size).toBe(titles.length);
    });

    it("describes every panel", () => {
      for (const { title, description } of panelsOf(dashboard)) {
        expect(title.length).toBeGreaterThan(3);
        expect(title.length).toBeLessThanOrEqual(LAYOUT_RULES.titleCharacters);
        expect(description).toMatch(/^[A-Z].{15,}[.:]$/s);
      }
    });

    it("gives every query a unit and a name", () => {
      for (const panel of metricPanels(dashboard)) {
        expect(panel.queries.length).toBeGreaterThan(0);
        for (const { expression, legend } of panel.queries) {
          expect(expression).not.toContain('service=~""');
          expect(expression).not.toMatch(/undefined|NaN|\[object/);
          if (panel.visualization !== "table") expect(legend).not.toBe("");
        }
      }
    });

    it("has panels that are wide enough, side by side without a gap", () => {
      for (const { panel, place } of panels) {
        const isFigure = panel.kind === "metrics" && ["number", "gauge"].includes(panel.visualization);

        expect(place.w).toBeGreaterThanOrEqual(isFigure ? LAYOUT_RULES.minColumns : LAYOUT_RULES.minColumnsWithAxis);
        expect(Number.isInteger(place.w)).toBe(true);
        expect(place.x + place.w).toBeLessThanOrEqual(24);
        expect(place.h).toBeGreaterThanOrEqual(LAYOUT_RULES.minHeight);
        expect(place.h).toBeLessThanOrEqual(LAYOUT_RULES.maxHeight);
      }
      const widths = new Map<number, number>();
      for (const { place } of sections.filter(({ closed }) => !closed).flatMap((section) => section.panels)) {
        widths.set(place.y, (widths.get(place.y) ?? 0) + place.w);
      }
      expect([...widths.values()].filter((width) => width !== 24)).toEqual([]);
    });

    it("has few panels at first, and few in a section", () => {
      const open = sections.filter(({ closed }) => !closed).flatMap((section) => section.panels);

      expect(open.length).toBeLessThanOrEqual(LAYOUT_RULES.panelsAtFirst);
      for (const section of sections) expect(section.panels.length).toBeLessThanOrEqual(LAYOUT_RULES.panelsOfSection);
    });

    it("has tables that fit on a phone", () => {
      const tables = metricPanels(dashboard).filter(({ visualization }) => visualization === "table");

      for (const { columns = {} } of tables) {
        expect(Object.keys(columns).length).toBeGreaterThan(0);
        expect(Object.keys(columns).length).toBeLessThanOrEqual(LAYOUT_RULES.tableColumns);
      }
    });
  });
});

describe("thresholds", () => {
  it("come from the description: objectives", () => {
    const [service, ...others] = SAMPLE_SYSTEM.services;
    if (service === undefined) throw new Error("the sample system has services");
    const strict = { availabilityPercent: 99.99, latency: { percent: 99, seconds: 0.5 }, windowDays: 7 };
    const system = { ...SAMPLE_SYSTEM, services: [{ ...service, objectives: strict }, ...others] };

    expect(panelNamed("operations", "Failed requests by service", system)).toMatchObject({ limits: [{ value: 0.01 }] });
    expect(panelNamed("operations", "Slowest requests by service", system)).toMatchObject({ limits: [{ value: 0.5 }] });
    expect(panelNamed("management", "Availability of enterprise", system)).toMatchObject({
      limits: [{ value: 99.99, worse: "below" }],
    });
  });

  it("come from the description: triggers", () => {
    expect(panelNamed("scaling", "enterprise scales by cpu")).toMatchObject({
      limits: [
        { value: 30, worse: "below" },
        { value: 70, worse: "above" },
      ],
    });
    expect(panelNamed("scaling", "worker scales by queue-depth")).toMatchObject({
      limits: [{ value: 10 }, { value: 100 }],
    });
  });

  it("come from the description: data stores and queues", () => {
    expect(panelNamed("database", "Connections of the database")).toMatchObject({ limits: [{ value: 80 }] });
    expect(panelNamed("database", "Replicas behind")).toMatchObject({ limits: [{ value: 30 }] });
    expect(panelNamed("cache", "Keys given up")).toMatchObject({ limits: [{ value: 100 }] });
    expect(panelNamed("queue", "Oldest item of jobs")).toMatchObject({ limits: [{ value: 900 }] });
  });

  it("leave out triggers that only their author can measure", () => {
    const own = { name: "tickets", unit: "Count", above: 5, aboveSeconds: 60, below: 1, belowSeconds: 60 };
    const services = SAMPLE_SYSTEM.services.map((service) => ({ ...service, triggers: [...service.triggers, own] }));
    const titles = panelsOf(dashboardNamed("scaling", { ...SAMPLE_SYSTEM, services })).map(({ title }) => title);

    expect(titles.filter((title) => title.includes("tickets"))).toEqual([]);
  });
});

describe("costs", () => {
  it("say that they are about right, and of which day the prices are", () => {
    for (const panel of panelsOf(dashboardNamed("cost")).filter(({ title }) => title.startsWith("About"))) {
      expect(panel.description).toContain("2026-11-30");
      expect(panel.description).toMatch(/About|about/);
    }
  });

  it("show AWS's bill where it is collected", () => {
    const { prices } = SAMPLE_SYSTEM;
    if (prices === undefined) throw new Error("the sample system has prices");
    const billing = { ...SAMPLE_SYSTEM, prices: { ...prices, billing: true } };

    expect(panelNamed("cost", "Billed by AWS this month", billing)).toMatchObject({ unit: "currencyUSD" });
    expect(() => panelNamed("cost", "Billed by AWS this month")).toThrow("no panel");
  });
});
