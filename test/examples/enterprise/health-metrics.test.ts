import { setTimeout } from "node:timers/promises";
import type { HealthReport } from "../../../examples/enterprise/src/health";
import { HealthMetrics, type HealthMetricsOptions } from "../../../examples/enterprise/src/health-metrics";
import { TEXT_FORMAT } from "../../../examples/enterprise/src/exposition";
import { AMPLE } from "../../support/ample";

const REPORT: HealthReport = {
  status: "unhealthy",
  checks: [
    { name: "database", kind: "database", critical: true, status: "timed-out", milliseconds: 2000.5 },
    { name: "cache", kind: "cache", critical: false, status: "healthy", milliseconds: 0.4 },
  ],
};
const HEADINGS = 4;

/** Metrics of checks, with how often they were run. */
function healthMetrics(options: HealthMetricsOptions, run = () => Promise.resolve(REPORT)) {
  const runs = jest.fn(run);
  const metrics = new HealthMetrics(runs, options);
  return { metrics, runs, lines: () => TEXT_FORMAT.write(metrics.metrics).trimEnd().split("\n") };
}

describe("HealthMetrics", () => {
  it("tells what each check found, and how long it took", async () => {
    const { metrics, lines } = healthMetrics({});
    await metrics.report();

    expect(lines()).toEqual(
      expect.arrayContaining([
        'health_check_status{check="database",kind="database",critical="true"} 0',
        'health_check_status{check="cache",kind="cache",critical="false"} 1',
        'health_check_duration_seconds{check="database",kind="database"} 2.0005',
        'health_check_duration_seconds{check="cache",kind="cache"} 0.0004',
      ]),
    );
  });

  it("runs no checks again while the results are fresh", async () => {
    const { metrics, runs } = healthMetrics({ fresh: AMPLE });
    await metrics.report();
    await metrics.refresh();

    expect(runs).toHaveBeenCalledTimes(1);
  });

  it("runs the checks when nobody did for a while", async () => {
    const { metrics, runs, lines } = healthMetrics({ fresh: 20 });
    await metrics.report();
    await setTimeout(30);
    expect(lines()).toHaveLength(HEADINGS);
    await metrics.refresh();

    expect(runs).toHaveBeenCalledTimes(2);
  });

  it("tells nothing rather than old results when the checks take too long", async () => {
    const { metrics, lines } = healthMetrics({ patience: 20 }, () => new Promise(() => undefined));
    await metrics.refresh();

    expect(lines()).toHaveLength(HEADINGS);
  });
});
