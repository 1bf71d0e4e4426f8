import fc from "fast-check";
import { TEXT_FORMAT } from "../../../examples/enterprise/src/exposition";
import { Counter, Gauge, Histogram, ReadCounter } from "../../../examples/enterprise/src/metrics";

describe("the text format", () => {
  it("writes a counter with its help and type", () => {
    const counter = new Counter("requests_total", "Requests.\nAll of them: \\o/");
    counter.increment({ method: "GET", status: "200" });
    counter.increment({ status: "200", method: "GET" });
    counter.increment({ method: "GET", status: "500" });

    expect(TEXT_FORMAT.write([counter])).toBe(
      "# HELP requests_total Requests.\\nAll of them: \\\\o/\n" +
        "# TYPE requests_total counter\n" +
        'requests_total{method="GET",status="200"} 2\n' +
        'requests_total{method="GET",status="500"} 1\n',
    );
  });

  it.each([
    [1.5, "1.5"],
    [Infinity, "+Inf"],
    [-Infinity, "-Inf"],
    [NaN, "NaN"],
  ])("writes a gauge of %s as Prometheus reads it", (value, text) => {
    expect(TEXT_FORMAT.write([new Gauge("size", "Size.", () => value)])).toBe(
      `# HELP size Size.\n# TYPE size gauge\nsize ${text}\n`,
    );
  });

  it("writes a reading for each combination of labels", () => {
    const readings = [
      { labels: { state: "idle" }, value: 3 },
      { labels: { state: "used" }, value: 0 },
    ];

    expect(TEXT_FORMAT.write([new Gauge("connections", "Connections.", () => readings)])).toBe(
      "# HELP connections Connections.\n" +
        "# TYPE connections gauge\n" +
        'connections{state="idle"} 3\n' +
        'connections{state="used"} 0\n',
    );
  });

  it("writes what somebody else counts as a counter", () => {
    expect(TEXT_FORMAT.write([new ReadCounter("seconds_total", "Seconds.", () => 0.25)])).toBe(
      "# HELP seconds_total Seconds.\n# TYPE seconds_total counter\nseconds_total 0.25\n",
    );
  });

  it("writes 0 from the start where that is asked for, and counts on from there", () => {
    const counter = new Counter("total", "Total.");
    const histogram = new Histogram("seconds", "Duration.", [1]);
    counter.start({ outcome: "done" });
    histogram.start({});

    expect(TEXT_FORMAT.write([counter])).toContain('total{outcome="done"} 0\n');
    expect(TEXT_FORMAT.write([histogram])).toContain(
      'seconds_bucket{le="1.0"} 0\nseconds_bucket{le="+Inf"} 0\nseconds_sum 0\n',
    );
    counter.increment({ outcome: "done" });
    counter.start({ outcome: "done" });
    expect(TEXT_FORMAT.write([counter])).toContain('total{outcome="done"} 1\n');
  });

  it("writes a histogram in growing buckets", () => {
    const histogram = new Histogram("seconds", "Duration.", [0.1, 1]);
    for (const value of [0.1, 0.5, 7]) histogram.observe({ route: "/" }, value);

    expect(TEXT_FORMAT.write([histogram])).toBe(
      "# HELP seconds Duration.\n" +
        "# TYPE seconds histogram\n" +
        'seconds_bucket{route="/",le="0.1"} 1\n' +
        'seconds_bucket{route="/",le="1.0"} 2\n' +
        'seconds_bucket{route="/",le="+Inf"} 3\n' +
        'seconds_sum{route="/"} 7.6\n' +
        'seconds_count{route="/"} 3\n',
    );
  });

  it("keeps any label value in one quoted text", () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const counter = new Counter("total", "Total.");
        counter.increment({ label: value });
        const quoted = /^total\{label="((?:[^"\\\n]|\\[\\"n])*)"\} 1$/m.exec(TEXT_FORMAT.write([counter]))?.[1];

        expect(quoted?.replace(/\\(.)/g, (_all, code: string) => (code === "n" ? "\n" : code))).toBe(value);
      }),
    );
  });

  it("never counts fewer in a wider bucket", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true })), (values) => {
        const histogram = new Histogram("seconds", "Duration.", [-1, 0, 1, 100]);
        for (const value of values) histogram.observe({}, value);
        const buckets = [...histogram.samples()].filter(({ suffix }) => suffix === "_bucket").map(({ value }) => value);

        expect(buckets).toEqual(buckets.toSorted((one, other) => one - other));
        expect(buckets.at(-1) ?? 0).toBe(values.length);
      }),
    );
  });
});
