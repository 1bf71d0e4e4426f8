import { parse } from "yaml";
import { type GeneratedFile, type GrafanaFileOptions, grafanaFiles } from "../../../../components/monitoring";
import { SAMPLE_SYSTEM } from "../../../../stacks/documentation/dashboards/sample-system";

const OPTIONS: GrafanaFileOptions = {
  directory: "/etc/proofpix",
  port: 3000,
  addresses: {
    prometheus: "http://prometheus.proofpix-production.internal:9090",
    alertmanager: "http://alertmanager.proofpix-production.internal:9093",
    jaeger: "http://jaeger.proofpix-production.internal:16686",
    region: "eu-west-1",
    managedPrometheus: {
      endpoint: "https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/ws-1/",
      region: "eu-west-1",
    },
    scrapeSeconds: 15,
  },
};

const ALONE: GrafanaFileOptions = {
  ...OPTIONS,
  addresses: { ...OPTIONS.addresses, jaeger: undefined, managedPrometheus: undefined },
};

interface Target {
  readonly refId: string;
  readonly datasource?: { readonly uid: string };
  readonly expr?: string;
  readonly exemplar?: boolean;
  readonly instant?: boolean;
}

interface PanelModel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly Target[];
  readonly panels?: readonly PanelModel[];
  readonly collapsed?: boolean;
  readonly options?: { readonly legend?: { readonly placement: string; readonly showLegend: boolean } };
  readonly fieldConfig?: {
    readonly defaults: {
      readonly unit?: string;
      readonly thresholds?: { readonly steps: readonly { readonly value: number | null; readonly color: string }[] };
    };
  };
}

interface Model {
  readonly uid: string;
  readonly title: string;
  readonly editable: boolean;
  readonly tags: readonly string[];
  readonly schemaVersion: number;
  readonly panels: readonly PanelModel[];
  readonly annotations: { readonly list: readonly { readonly name: string; readonly expr: string }[] };
  readonly templating: { readonly list: readonly { readonly name: string; readonly multi: boolean }[] };
  readonly links: readonly { readonly tags: readonly string[]; readonly keepTime: boolean }[];
}

function files(options = OPTIONS): ReadonlyMap<string, string> {
  return new Map(grafanaFiles(SAMPLE_SYSTEM, options).map(({ path, content }: GeneratedFile) => [path, content]));
}

function contentOf(path: string, options = OPTIONS): string {
  const content = files(options).get(path);
  if (content === undefined) throw new Error(`there is no file ${path}`);
  return content;
}

function model(path: string, options = OPTIONS): Model {
  return JSON.parse(contentOf(path, options)) as Model;
}

function everyPanel({ panels }: Model): PanelModel[] {
  return panels.flatMap((panel) => [panel, ...(panel.panels ?? [])]);
}

function panelNamed(path: string, title: string, options = OPTIONS): PanelModel {
  const found = everyPanel(model(path, options)).find((panel) => panel.title === title);
  if (found === undefined) throw new Error(`${path} has no panel "${title}"`);
  return found;
}

const MODELS = [...files()].flatMap(([path, content]) =>
  path.startsWith("dashboards/") ? [[path, JSON.parse(content) as Model] as const] : [],
);

describe("Grafana's files", () => {
  it("put each dashboard into the folder of its audience", () => {
    expect([...files().keys()].filter((path) => path.startsWith("dashboards/"))).toEqual([
      "dashboards/management/management.json",
      "dashboards/developers/developers.json",
      "dashboards/operators/operators.json",
      "dashboards/developers/operations.json",
      "dashboards/developers/scaling.json",
      "dashboards/developers/deployments.json",
      "dashboards/management/capacity.json",
      "dashboards/developers/database.json",
      "dashboards/developers/cache.json",
      "dashboards/developers/queue.json",
      "dashboards/management/cost.json",
      "dashboards/operators/alerts.json",
      "dashboards/developers/tracing.json",
    ]);
  });

  it("have a provider for each folder, over which nobody can save", () => {
    expect(parse(contentOf("provisioning/dashboards/folders.yaml"))).toEqual({
      apiVersion: 1,
      providers: [
        ["management", "Overview"],
        ["developers", "Services"],
        ["operators", "Operation"],
      ].map(([uid, folder]) => ({
        ...{ name: uid, orgId: 1, type: "file", folder, folderUid: uid },
        ...{ disableDeletion: false, allowUiUpdates: false, updateIntervalSeconds: 60 },
        options: { path: `/etc/proofpix/dashboards/${uid ?? ""}` },
      })),
    });
  });

  it("name every data source, with what each needs to be asked", () => {
    const { datasources } = parse(contentOf("provisioning/datasources/data-sources.yaml")) as {
      datasources: { uid: string; type: string; url?: string; jsonData: Record<string, unknown> }[];
    };

    expect(datasources.map(({ uid, type, url }) => ({ uid, type, url }))).toEqual([
      { uid: "prometheus", type: "prometheus", url: OPTIONS.addresses.prometheus },
      { uid: "managed-prometheus", type: "prometheus", url: OPTIONS.addresses.managedPrometheus?.endpoint },
      { uid: "alertmanager", type: "alertmanager", url: OPTIONS.addresses.alertmanager },
      { uid: "jaeger", type: "jaeger", url: OPTIONS.addresses.jaeger },
      { uid: "cloudwatch", type: "cloudwatch", url: undefined },
    ]);
    const settings = Object.fromEntries(datasources.map(({ uid, jsonData }) => [uid, jsonData]));
    expect(settings.prometheus).toMatchObject({
      timeInterval: "15s",
      alertmanagerUid: "alertmanager",
      exemplarTraceIdDestinations: [{ name: "trace_id", datasourceUid: "jaeger" }],
    });
    expect(settings["managed-prometheus"]).toMatchObject({
      ...{ sigV4Auth: true, sigV4AuthType: "default", sigV4Region: "eu-west-1" },
    });
    expect(settings.alertmanager).toEqual({ implementation: "prometheus", handleGrafanaManagedAlerts: false });
    expect(settings.cloudwatch).toEqual({ authType: "default", defaultRegion: "eu-west-1" });
  });

  it("leave out what isn't there", () => {
    const { datasources } = parse(contentOf("provisioning/datasources/data-sources.yaml", ALONE)) as {
      datasources: { uid: string; jsonData: Record<string, unknown> }[];
    };

    expect(datasources.map(({ uid }) => uid)).toEqual(["prometheus", "alertmanager", "cloudwatch"]);
    expect(datasources[0]?.jsonData).not.toHaveProperty("exemplarTraceIdDestinations");
    expect([...files(ALONE).keys()]).not.toContain("dashboards/developers/tracing.json");
  });
});

describe("a dashboard's file", () => {
  it.each(MODELS)("%s has what Grafana needs of a dashboard", (path, dashboard) => {
    const panels = everyPanel(dashboard);
    const ids = panels.map(({ id }) => id);

    expect(path).toContain(`/${dashboard.uid}.json`);
    expect(dashboard).toMatchObject({ editable: false, title: expect.stringContaining("production") as string });
    expect(dashboard.schemaVersion).toBeGreaterThan(30);
    expect(new Set(ids).size).toBe(ids.length);
    expect(dashboard.links).toHaveLength(3);
    expect(dashboard.annotations.list.map(({ name }) => name)).toEqual(["Versions", "Revisions", "Critical alerts"]);
  });

  it.each(MODELS)("%s says what every panel shows, in which unit, and names its series below", (_, dashboard) => {
    for (const panel of everyPanel(dashboard).filter(({ type }) => type !== "row")) {
      expect(panel.description).not.toBe("");
      if (panel.type === "text" || panel.title.startsWith("Latest traces")) continue;
      expect(panel.fieldConfig?.defaults.unit).toEqual(expect.any(String));
      expect(panel.targets?.length).toBeGreaterThan(0);
      if (!["timeseries", "state-timeline"].includes(panel.type)) continue;
      expect(panel.options?.legend).toMatchObject({ placement: "bottom", showLegend: true });
    }
  });

  it.each(MODELS)("%s has no panels over each other", (_, dashboard) => {
    const places = dashboard.panels.map(({ gridPos }) => gridPos);
    const cells = places.flatMap(({ x, y, w, h }) =>
      Array.from({ length: w * h }, (__, index) => `${x + (index % w)},${y + Math.floor(index / w)}`),
    );

    expect(new Set(cells).size).toBe(cells.length);
  });

  it("keeps closed sections' panels in their heading", () => {
    const row = everyPanel(model("dashboards/developers/operations.json")).find(({ title }) => title === "Objectives");

    expect(row).toMatchObject({ type: "row", collapsed: true });
    expect(row?.panels?.map(({ title }) => title)).toEqual([
      "Error budget of enterprise",
      "Use of enterprise's error budget",
    ]);
  });

  it("asks for weeks where they are kept, and for now where it is", () => {
    const sourceOf = (title: string, options: GrafanaFileOptions): string | undefined =>
      panelNamed("dashboards/management/management.json", title, options).targets?.[0]?.datasource?.uid;

    expect(sourceOf("Growth in a week", OPTIONS)).toBe("managed-prometheus");
    expect(sourceOf("Growth in a week", ALONE)).toBe("prometheus");
    expect(
      panelNamed("dashboards/developers/operations.json", "Requests by service").targets?.[0]?.datasource?.uid,
    ).toBe("prometheus");
  });

  it("marks traces on response times where there are any", () => {
    const path = "dashboards/developers/developers.json";
    const marked = (options: GrafanaFileOptions): unknown[] | undefined =>
      panelNamed(path, "Response times of enterprise", options).targets?.map(({ exemplar }) => exemplar);

    expect(marked(OPTIONS)).toEqual([false, false, true]);
    expect(marked(ALONE)).toEqual([false, false, false]);
  });

  it("colours figures by their limits, and draws limits across lines", () => {
    const steps = (path: string, title: string): unknown =>
      panelNamed(path, title).fieldConfig?.defaults.thresholds?.steps;

    expect(steps("dashboards/operators/alerts.json", "Critical alerts")).toEqual([
      { value: null, color: "green" },
      { value: 1, color: "red" },
    ]);
    expect(steps("dashboards/management/management.json", "Error budget of enterprise")).toEqual([
      { value: null, color: "red" },
      { value: 0, color: "orange" },
      { value: 25, color: "green" },
    ]);
    expect(steps("dashboards/developers/scaling.json", "enterprise scales by cpu")).toEqual([
      { value: null, color: "transparent" },
      { value: 30, color: "blue" },
      { value: 70, color: "orange" },
    ]);
  });

  it("shows a table with the columns that were named, in their order", () => {
    expect(panelNamed("dashboards/operators/alerts.json", "What fires")).toMatchObject({
      type: "table",
      targets: [{ format: "table", instant: true }],
      transformations: [
        { id: "filterFieldsByName", options: { include: { names: ["alertname", "severity", "service", "Value"] } } },
        {
          id: "organize",
          options: { renameByName: { Value: "For" }, indexByName: { alertname: 0, severity: 1, service: 2, Value: 3 } },
        },
      ],
    });
  });

  it("lets developers choose services and instances", () => {
    expect(model("dashboards/developers/developers.json").templating.list).toMatchObject([
      { name: "service", multi: true },
      { name: "instance", multi: true },
    ]);
  });

  it("searches the latest traces of a service in Jaeger", () => {
    expect(panelNamed("dashboards/developers/tracing.json", "Latest traces of enterprise").targets).toEqual([
      {
        ...{ refId: "A", queryType: "search", service: "enterprise", limit: 20 },
        datasource: { type: "jaeger", uid: "jaeger" },
      },
    ]);
  });
});
