import { setTimeout } from "node:timers/promises";
import { TEXT_FORMAT } from "../../../examples/enterprise/src/exposition";
import { processMetrics } from "../../../examples/enterprise/src/process-metrics";

/** Milliseconds for which the test keeps the process busy. */
const BUSY = 300;

const metrics = processMetrics("1.4.2");

function value(name: string): number {
  return Number(new RegExp(`^${name}(?:\\{.*\\})? (\\S+)$`, "m").exec(TEXT_FORMAT.write(metrics))?.[1]);
}

function keepBusy(): void {
  const end = performance.now() + BUSY;
  while (performance.now() < end);
}

describe("processMetrics", () => {
  it("counts the CPU time", () => {
    const before = value("process_cpu_seconds_total");
    keepBusy();

    expect(value("process_cpu_seconds_total")).toBeGreaterThan(before);
    expect(TEXT_FORMAT.write(metrics)).toContain("# TYPE process_cpu_seconds_total counter\n");
  });

  it("tells when the process started, in Unix time, the same at each scrape", () => {
    const started = value("process_start_time_seconds");

    expect(Math.abs(Date.now() / 1000 - process.uptime() - started)).toBeLessThan(2);
    expect(value("process_start_time_seconds")).toBe(started);
  });

  it("tells how late the event loop was", async () => {
    await setTimeout(50);
    keepBusy();
    await setTimeout(50);

    expect(value("nodejs_eventloop_lag_p99_seconds")).toBeGreaterThan(BUSY / 2000);
  });

  it("tells the version as a label", () => {
    expect(TEXT_FORMAT.write(metrics)).toContain('\napplication_info{version="1.4.2"} 1\n');
  });
});
