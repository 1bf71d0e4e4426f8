import { readFileSync } from "node:fs";
import { join } from "node:path";
import { alertsOf, anchorOf } from "../../../components/monitoring";
import { alertsRunbook, withAlertTable } from "../../../stacks/documentation/alerts-page";
import { monitoredSystem } from "../../components/monitoring/system";

const ALERTS = alertsOf(monitoredSystem());
const PAGE = readFileSync(join(__dirname, "../../../docs/monitoring.md"), "utf8");

describe("the list of alerts", () => {
  it("leaves what people wrote around it as it was", () => {
    const edited = `${PAGE.replace("# Monitoring", "# Monitoring\n\nA sentence.")}\nThe end.\n`;
    const renewed = withAlertTable(edited, ALERTS.slice(0, 1));

    expect(renewed).toContain("# Monitoring\n\nA sentence.");
    expect(renewed).toMatch(/The end\.\n$/);
    expect(renewed.match(/^\| \[/gm)).toHaveLength(1);
    expect(withAlertTable(renewed, ALERTS.slice(0, 1))).toBe(renewed);
  });

  it("has a row for each alert, which leads to its entry", () => {
    const renewed = withAlertTable(PAGE, ALERTS);

    for (const alert of ALERTS) expect(renewed).toContain(`| [${alert.name}](runbooks/alerts.md#${anchorOf(alert)}) |`);
  });

  it("is refused by a page without the place for it", () => {
    expect(() => withAlertTable("# Monitoring\n", ALERTS)).toThrow("docs/monitoring.md lacks the line <!-- Alerts:");
  });
});

describe("the runbook", () => {
  it("has an entry for each alert, under the heading to which its address leads", () => {
    const runbook = alertsRunbook(ALERTS, "production");
    // GitHub makes an anchor of a heading's letters, in lower case.
    const anchors = [...runbook.matchAll(/^## (\w+)$/gm)].map(([, heading = ""]) => heading.toLowerCase());

    expect(anchors).toEqual(ALERTS.map(anchorOf));
    expect(new Set(anchors).size).toBe(anchors.length);
  });

  it("says of each what to look at and what to do", () => {
    for (const { look, act } of ALERTS) {
      expect(look.length).toBeGreaterThan(0);
      expect(act.length).toBeGreaterThan(0);
    }
  });
});
