import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import {
  DETECTION,
  instanceDownExpression,
  instancesMissingExpression,
  keepFiringSeconds,
} from "../../../../components/monitoring/detection";
import { runTool } from "../../../support/monitoring/tools";
import { temporaryDirectory } from "../../../support/temporary-directory";

const SERIES = (instance: string) =>
  `probe_success{job="probe",covers="instance",service="web",instance="${instance}"}`;

interface Case {
  /** What `promtool` understands: `1x3` are four samples of 1, `_` none, `stale` the end of a target. */
  readonly samples: Readonly<Record<string, string>>;
  readonly at: string;
  /** Instances that are dead then. */
  readonly dead: readonly string[];
}

/** Asks the real rule engine which instances are dead. */
function holds(expression: string, samples: Case["samples"], at: string, expected: readonly object[]): string {
  const directory = temporaryDirectory();
  const test = {
    evaluation_interval: "5s",
    tests: [
      {
        interval: "5s",
        input_series: Object.entries(samples).map(([instance, values]) => ({ series: SERIES(instance), values })),
        promql_expr_test: [{ expr: expression, eval_time: at, exp_samples: expected }],
      },
    ],
  };
  writeFileSync(join(directory, "test.yml"), stringify(test));
  const { succeeded, output } = runTool("promtool", ["test", "rules", "test.yml"], directory);
  return succeeded ? "" : output;
}

function problems({ samples, at, dead }: Case): string {
  const expected = dead.map((instance) => ({ labels: SERIES(instance).replace("probe_success", ""), value: 0 }));
  return holds(instanceDownExpression(DETECTION), samples, at, expected);
}

describe("an instance", () => {
  // The samples come at 0, 5, 10 … s: the last success of `1x4` is at 20 s, and the third failure after it at 35 s.
  it.each<[string, Case]>([
    ["that answers is not dead", { samples: { a: "1x20" }, at: "100s", dead: [] }],
    ["is not dead after two failures", { samples: { a: "1x4 0x10" }, at: "37s", dead: [] }],
    ["is dead after three", { samples: { a: "1x4 0x10" }, at: "38s", dead: ["a"] }],
    ["that answers one of three times is not dead", { samples: { a: "1x4 0 0 1 0 0 1x10" }, at: "45s", dead: [] }],
    ["is dead while the others live", { samples: { a: "1x20", b: "1x4 0x10" }, at: "40s", dead: ["b"] }],
    ["lives again with its first answer", { samples: { a: "1x4 0x5 1x10" }, at: "55s", dead: [] }],
    ["that starts isn't dead", { samples: { a: "0x60" }, at: "200s", dead: [] }],
    ["that has started and dies at once is dead", { samples: { a: "0x4 1 0x10" }, at: "43s", dead: ["a"] }],
    ["that never starts is dead after its time to start", { samples: { a: "0x100" }, at: "305s", dead: ["a"] }],
    ["that ECS forgets after all tries is dead", { samples: { a: "1x4 0 0 0 stale" }, at: "40s", dead: ["a"] }],
    ["that ECS forgets before counts as stopped", { samples: { a: "1x4 0 0 stale" }, at: "40s", dead: [] }],
    ["of which no probe is done is not dead", { samples: { a: "1x4 _x20" }, at: "60s", dead: [] }],
  ])("%s", (_name, given) => {
    expect(problems(given)).toBe("");
  });
});

describe("a service", () => {
  const missing = (samples: Case["samples"], at: string, count?: number): string =>
    holds(
      instancesMissingExpression({ name: "web", minInstances: 2 }, DETECTION),
      samples,
      at,
      count === undefined ? [] : [{ labels: "{}", value: count }],
    );

  it.each<[string, Case["samples"], string, number | undefined]>([
    ["with its minimum misses none", { a: "1x40", b: "1x40" }, "100s", undefined],
    ["misses an instance that ECS forgets at once", { a: "1x40", b: "1x4 stale" }, "40s", 1],
    ["misses all that ECS forgets", { a: "1x4 stale", b: "1x4 stale" }, "40s", 0],
    ["misses none that was more than its minimum", { a: "1x40", b: "1x40", c: "1x4 stale" }, "40s", undefined],
    ["that starts for the first time misses none", { a: "1x40" }, "40s", undefined],
  ])("%s", (_name, samples, at, count) => {
    expect(missing(samples, at, count)).toBe("");
  });
});

describe("an alert on a dead instance", () => {
  it("outlasts Alertmanager's wait, when its expression holds once only", () => {
    expect(keepFiringSeconds(DETECTION)).toBe(14);
  });
});
