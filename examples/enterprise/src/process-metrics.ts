import { type IntervalHistogram, monitorEventLoopDelay } from "node:perf_hooks";
import { Gauge, type Metric, ReadCounter } from "./metrics";

const NANOSECONDS = 1e9;
/** Milliseconds between two looks at the event loop. */
const RESOLUTION = 10;
/** Milliseconds that one window of looks lasts. The latest two are told of, so that no scrape finds an empty one. */
const WINDOW = 15_000;

/** What Prometheus learns about the process, by the names of Prometheus' client libraries. */
export function processMetrics(version: string): readonly Metric[] {
  const started = performance.timeOrigin / 1000;
  eventLoop ??= new EventLoopLag();
  const lag = eventLoop;
  return [
    new ReadCounter("process_cpu_seconds_total", "CPU time that the process has used.", cpuSeconds),
    new Gauge("process_start_time_seconds", "When the process started, in Unix time.", () => started),
    new Gauge("process_uptime_seconds", "Time since the process started.", () => process.uptime()),
    new Gauge("process_resident_memory_bytes", "Memory that the process holds.", () => process.memoryUsage.rss()),
    new Gauge(
      "nodejs_eventloop_lag_p99_seconds",
      "Delay of the event loop that 99 % of looks in the latest 15 to 30 seconds did not exceed.",
      () => lag.p99Seconds(),
    ),
    new Gauge("application_info", "Always 1; the label tells the version.", () => [{ labels: { version }, value: 1 }]),
  ];
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** A process has one event loop, which is watched once. */
let eventLoop: EventLoopLag | undefined;

/** How late the event loop gets round to new work. Scrapes don't reset it, since there may be several Prometheus. */
class EventLoopLag {
  private current = watched();
  private previous = this.current;

  constructor() {
    const turn = (): void => {
      this.current.disable();
      this.previous = this.current;
      this.current = watched();
    };
    setInterval(turn, WINDOW).unref();
  }

  /** The histogram holds the time between two looks, of which the resolution is no delay. */
  p99Seconds(): number {
    const nanoseconds = Math.max(...[this.current, this.previous].map((window) => window.percentile(99)));
    return Math.max(0, nanoseconds / NANOSECONDS - RESOLUTION / 1000);
  }
}

function watched(): IntervalHistogram {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION });
  histogram.enable();
  return histogram;
}
