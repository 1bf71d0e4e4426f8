import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { RECORDING_GROUP, type RuleFile, ruleFileYaml } from "../../../../components/monitoring";
import { runTool } from "../../../support/monitoring/tools";
import { temporaryDirectory } from "../../../support/temporary-directory";

/** One story that a rule engine is told, and when it has to alert. */
export interface AlertCase {
  /** Name of the alert; "*" of all but the one that always fires. */
  readonly alert: string;
  /** What happens, for whoever reads a failure. */
  readonly story: string;
  /** Samples by series, in promtool's notation; the first is of the time 0. */
  readonly series: Readonly<Record<string, string>>;
  /** Time between two samples. @default - the file's */
  readonly interval?: string;
  /** Times at which the alert must not fire. */
  readonly silentAt?: readonly string[];
  /** Times at which it fires, with the labels of each alert that does. */
  readonly firesAt?: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;
}

/** Stories of the alerts of some groups. */
export interface AlertCases {
  /** Groups whose rules are evaluated, beside the recording rules. */
  readonly groups: readonly string[];
  /** Time between two evaluations, and between two samples. */
  readonly interval: string;
  readonly cases: readonly AlertCase[];
}

/** Tells the real rule engine all stories at once: what it objects to, empty where nothing. */
export function objections({ groups, interval, cases }: AlertCases, file: RuleFile): string {
  const directory = temporaryDirectory();
  const evaluated = file.groups.filter(({ name }) => name === RECORDING_GROUP || groups.includes(name));
  writeFileSync(join(directory, "rules.yml"), ruleFileYaml({ groups: evaluated }));
  const tests = cases.map((story) => ({
    name: `${story.alert}: ${story.story}`,
    interval: story.interval ?? interval,
    input_series: Object.entries(story.series).map(([series, values]) => ({ series, values })),
    promql_expr_test: [
      ...(story.silentAt ?? []).map((time) => ({ expr: firing(story.alert), eval_time: time, exp_samples: [] })),
      ...Object.entries(story.firesAt ?? {}).map(([time, alerts]) => ({
        expr: `count by (${Object.keys(alerts[0] ?? {}).join(", ")}) (${firing(story.alert)})`,
        eval_time: time,
        exp_samples: alerts.map((labels) => ({ labels: labelText(labels), value: 1 })),
      })),
    ],
  }));
  const test = {
    rule_files: ["rules.yml"],
    evaluation_interval: interval,
    // Otherwise promtool takes a new order each time, and alerts may see what was recorded an interval later.
    group_eval_order: [RECORDING_GROUP, ...groups],
    tests,
  };
  writeFileSync(join(directory, "test.yml"), stringify(test, { lineWidth: 0 }));
  const { succeeded, output } = runTool("promtool", ["test", "rules", "test.yml"], directory);
  return succeeded ? "" : output;
}

function firing(alert: string): string {
  if (alert === "*") return 'ALERTS{alertname!="Watchdog",alertstate="firing"}';
  return `ALERTS{alertname="${alert}",alertstate="firing"}`;
}

function labelText(labels: Readonly<Record<string, string>>): string {
  return `{${Object.entries(labels)
    .map(([label, value]) => `${label}="${value}"`)
    .join(", ")}}`;
}
