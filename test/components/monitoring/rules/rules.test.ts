import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { alertsOf, ruleFile, ruleFileYaml } from "../../../../components/monitoring";
import { runTool } from "../../../support/monitoring/tools";
import { temporaryDirectory } from "../../../support/temporary-directory";
import { monitoredSystem } from "../system";
import { HEALTHY } from "./cases/healthy";
import { INSTANCES } from "./cases/instances";
import { LOAD } from "./cases/load";
import { MONITORING } from "./cases/monitoring";
import { OBJECTIVES } from "./cases/objectives";
import { QUEUES } from "./cases/jobs";
import { SERVICES } from "./cases/services";
import { STORES } from "./cases/stores";
import { objections } from "./promtool";

const FILES = { INSTANCES, SERVICES, LOAD, OBJECTIVES, QUEUES, STORES, MONITORING };
const CASES = Object.values(FILES).flatMap(({ cases }) => cases);
const SYSTEM = monitoredSystem();

describe("the alerts, as Prometheus evaluates them", () => {
  it.each(Object.entries(FILES))("of %s fire when they should, and not before", (_, cases) => {
    expect(objections(cases, ruleFile(SYSTEM))).toBe("");
  });

  it("are silent in an hour in which all is well, with a deployment and scaling both ways", () => {
    expect(objections(HEALTHY, ruleFile(SYSTEM))).toBe("");
  });

  it.each(alertsOf(SYSTEM).map(({ name }) => name))("%s has a story in which it fires", (name) => {
    const stories = CASES.filter(({ alert, firesAt }) => alert === name && firesAt !== undefined);

    expect(stories).not.toEqual([]);
    expect(stories.flatMap(({ firesAt = {} }) => Object.values(firesAt)).every((alerts) => alerts.length > 0)).toBe(
      true,
    );
  });

  it.each(alertsOf(SYSTEM).map(({ name }) => name))("%s has a look-alike in which it doesn't", (name) => {
    const stories = CASES.filter(({ alert, firesAt, silentAt }) => alert === name && firesAt === undefined && silentAt);

    expect(stories.length > 0).toBe(name !== "Watchdog");
  });

  it("are told in stories of alerts that there are", () => {
    const names = alertsOf(SYSTEM).map(({ name }) => name);

    expect(CASES.map(({ alert }) => alert).filter((alert) => !names.includes(alert))).toEqual([]);
  });
});

describe("the file of rules", () => {
  it("is one that Prometheus takes, without rules that can't be told apart", () => {
    const path = join(temporaryDirectory(), "rules.yml");
    writeFileSync(path, ruleFileYaml(ruleFile(SYSTEM)));

    expect(runTool("promtool", ["check", "rules", "--lint=all", "--lint-fatal", path])).toMatchObject({
      succeeded: true,
    });
  });
});
