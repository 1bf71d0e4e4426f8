import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { DETECTION, type DetectionSettings, simulatedFailures } from "../components/monitoring";
import { ruleFile, ruleFileYaml } from "../components/monitoring/rules";
import { installation } from "./programs";
import { sampleSystem } from "./sample-system";

/** An hour of probes of healthy instances, of which some fail. */
export interface HealthyHour {
  readonly instances: number;
  readonly probes: number;
  readonly failedProbes: number;
  /** Whether an alert on instances fired. */
  readonly fired: boolean;
}

/** What happens in the hour. */
export interface HealthyHourSettings {
  readonly instances: number;
  /** Share of probes that fail, from 0 to 1. */
  readonly errorRate: number;
  /** Decides which of them fail. */
  readonly seed: number;
  /** @default DETECTION */
  readonly detection?: DetectionSettings;
}

const HOUR_SECONDS = 3600;

/**
 * Has Prometheus' own rule engine (`promtool test rules`) evaluate the generated rules over an hour of simulated
 * probes, which takes seconds: time and probes are simulated, rules and engine are not.
 */
export function healthyHour({ instances, errorRate, seed, detection = DETECTION }: HealthyHourSettings): HealthyHour {
  const probes = HOUR_SECONDS / detection.probe.intervalSeconds;
  const failures = Array.from({ length: instances }, (_, index) =>
    simulatedFailures(probes, { errorRate }, seed + index),
  );
  return {
    instances,
    probes: instances * probes,
    failedProbes: failures.flat().filter(Boolean).length,
    fired: firesIn(failures, detection),
  };
}

function firesIn(failures: readonly (readonly boolean[])[], detection: DetectionSettings): boolean {
  const directory = mkdtempSync(join(tmpdir(), "proofpix-rules-"));
  try {
    const system = sampleSystem({ instances: failures.length });
    const groups = ruleFile(system, detection).groups.filter(({ name }) => name === "instances");
    writeFileSync(join(directory, "rules.yml"), ruleFileYaml({ groups }));
    writeFileSync(join(directory, "test.yml"), stringify(ruleTest(failures, detection)));
    const options = { cwd: directory, encoding: "utf8" } as const;
    const { status, stdout, stderr, error } = spawnSync("promtool", ["test", "rules", "test.yml"], options);
    if (error !== undefined)
      throw new Error(`promtool isn't installed: ${installation(["prometheus"])}`, { cause: error });
    // It is content while nothing fired, and says what it got otherwise.
    const said = `${stdout}${stderr}`;
    if (status !== 0 && !said.includes("got: ")) throw new Error(said);
    return status !== 0;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function ruleTest(failures: readonly (readonly boolean[])[], { probe, evaluationSeconds }: DetectionSettings): object {
  return {
    rule_files: ["rules.yml"],
    evaluation_interval: `${evaluationSeconds}s`,
    tests: [
      {
        interval: "1s",
        input_series: failures.map((instance, index) => ({
          series: `probe_success{job="probe",covers="instance",service="enterprise",instance="10.0.0.${index + 1}:3000"}`,
          values: instance.map((failed) => sample(failed ? 0 : 1, probe.intervalSeconds)).join(" "),
        })),
        promql_expr_test: [
          {
            expr: 'count_over_time(ALERTS{alertname=~"InstanceDown|InstancesMissing",alertstate="firing"}[1h])',
            eval_time: "1h",
            exp_samples: [],
          },
        ],
      },
    ],
  };
}

/** Seconds from a sample to the next evaluation: so many that the window holds no try more than there have to be. */
const PHASE_SECONDS = 3;

/** A second with a sample, and those without one before and after it. */
function sample(value: number, intervalSeconds: number): string {
  return `_x${intervalSeconds - PHASE_SECONDS} ${value} _x${PHASE_SECONDS - 1}`;
}
