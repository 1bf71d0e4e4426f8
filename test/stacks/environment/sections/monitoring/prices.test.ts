import type { MonitoredSystem } from "../../../../../components/monitoring";
import { dashboardsOf } from "../../../../../components/monitoring/dashboards/catalogue";
import { parseConfiguration } from "../../../../../stacks/environment/configuration";
import { monitoredSystem } from "../../../../../stacks/environment/sections/monitoring/system";
import { MINIMAL, refused } from "../../../example-settings";

const RUNBOOK = { runbookUrl: "https://docs.example.com/runbooks/alerts" };

function watched(monitoring: object): MonitoredSystem {
  const configuration = parseConfiguration({ ...MINIMAL, monitoring: { ...RUNBOOK, ...monitoring } }, "staging");
  if (configuration.monitoring === undefined) throw new Error("the settings have monitoring");
  return monitoredSystem(configuration.monitoring, configuration, "proofpix-staging");
}

function dashboards(system: MonitoredSystem): string[] {
  return dashboardsOf(system, { hasTraces: true }).map(({ uid }) => uid);
}

describe("prices of the monitoring", () => {
  it("make a dashboard of costs", () => {
    const [service = ""] = watched({}).services.map(({ name }) => name);
    const prices = { asOf: "2026-11-30", parts: [{ name: "database", dollarsPerHour: 1.11 }] };
    const system = watched({ prices, services: [{ name: service, instanceDollarsPerHour: 0.06 }] });

    expect(system.prices).toEqual({ ...prices, billing: false });
    expect(system.services.map(({ instanceDollarsPerHour }) => instanceDollarsPerHour)[0]).toBe(0.06);
    expect(dashboards(system)).toContain("cost");
  });

  it("are not made up where nobody names them", () => {
    expect(watched({})).not.toHaveProperty("prices");
    expect(dashboards(watched({}))).not.toContain("cost");
  });

  it("are refused without a day, and with one that is none", () => {
    const keys = (prices: object): string[] => Object.keys(refused({ monitoring: { ...RUNBOOK, prices } }));

    expect(keys({ parts: [] })).toEqual(["proofpix:monitoring.prices.asOf"]);
    expect(keys({ asOf: "last year" })).toEqual(["proofpix:monitoring.prices.asOf"]);
    expect(keys({ asOf: "2026-11-30", parts: [{ name: "database", dollarsPerHour: -1 }] })).toEqual([
      "proofpix:monitoring.prices.parts[0].dollarsPerHour",
    ]);
  });
});
