import { formatFor, OPENMETRICS_FORMAT, TEXT_FORMAT } from "../../../examples/enterprise/src/exposition";
import { Counter, Gauge, Histogram } from "../../../examples/enterprise/src/metrics";

const TRACE = { trace_id: "4bf92f3577b34da6a3ce929d0e0e4736" };

function histogram(): Histogram {
  const metric = new Histogram("seconds", "Duration.", [0.1, 1]);
  metric.observe({ route: "/" }, 0.1, { trace_id: "first" });
  metric.observe({ route: "/" }, 0.05, TRACE);
  metric.observe({ route: "/" }, 0.5);
  metric.observe({ route: "/" }, 7, TRACE);
  return metric;
}

beforeEach(() => {
  jest.useFakeTimers({ now: 1_700_000_000_250 });
});
afterEach(() => {
  jest.useRealTimers();
});

describe("OpenMetrics", () => {
  it("names a counter without _total but in its samples, and says where the metrics end", () => {
    const counter = new Counter("requests_total", "Requests.");
    counter.increment({ status: "200" });

    expect(OPENMETRICS_FORMAT.write([counter, new Gauge("size", "Size.", () => 1.5)])).toBe(
      "# HELP requests Requests.\n" +
        "# TYPE requests counter\n" +
        'requests_total{status="200"} 1\n' +
        "# HELP size Size.\n" +
        "# TYPE size gauge\n" +
        "size 1.5\n" +
        "# EOF\n",
    );
  });

  it("shows the latest trace of each bucket", () => {
    expect(OPENMETRICS_FORMAT.write([histogram()])).toBe(
      "# HELP seconds Duration.\n" +
        "# TYPE seconds histogram\n" +
        `seconds_bucket{route="/",le="0.1"} 2 # {trace_id="${TRACE.trace_id}"} 0.05 1700000000.250\n` +
        'seconds_bucket{route="/",le="1.0"} 3\n' +
        `seconds_bucket{route="/",le="+Inf"} 4 # {trace_id="${TRACE.trace_id}"} 7 1700000000.250\n` +
        'seconds_sum{route="/"} 7.65\n' +
        'seconds_count{route="/"} 4\n' +
        "# EOF\n",
    );
  });

  it("has the same series as the text format, which shows no traces", () => {
    const series = (text: string) => text.replaceAll(/ # \{.*|\n# EOF/g, "");

    expect(TEXT_FORMAT.write([histogram()])).not.toContain(TRACE.trace_id);
    expect(series(OPENMETRICS_FORMAT.write([histogram()]))).toBe(TEXT_FORMAT.write([histogram()]));
  });
});

describe("formatFor", () => {
  const PROMETHEUS_2 =
    "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";
  const PROMETHEUS_3 =
    "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1";

  it.each([PROMETHEUS_2, PROMETHEUS_3, "application/openmetrics-text", "Application/OpenMetrics-Text; version=1.0.0"])(
    "is OpenMetrics for %s",
    (accept) => {
      expect(formatFor(accept)).toBe(OPENMETRICS_FORMAT);
    },
  );

  it.each([
    undefined,
    "",
    "*/*",
    "text/plain",
    "application/openmetrics-text;version=0.0.1",
    "application/openmetrics-text;q=0",
    "application/openmetrics-text;q=0.2,text/plain;q=0.5",
    "application/openmetrics-text;q=much",
  ])("is the text format for %s", (accept) => {
    expect(formatFor(accept)).toBe(TEXT_FORMAT);
  });
});
