import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Prometheus, startPrometheus } from "../../support/monitoring/prometheus";
import { eventually } from "./servers/eventually";
import { OtlpReceiver } from "./servers/otlp-receiver";
import { buildProduct, ProductProcess } from "./servers/product";

const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

let directory: string;
let server: ProductProcess;
let url: string;
let prometheus: Prometheus;
const collector = new OtlpReceiver();
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "proofpix-prometheus-"));
  buildProduct(directory, ["server"]);
  const endpoint = await collector.start();
  server = new ProductProcess(directory, "server", { PORT: "0", DRAIN_MS: "0", OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
  url = await server.url();
  await fetch(url, { headers: { traceparent: `00-${TRACE}-00f067aa0ba902b7-01` } });
  const configuration = JSON.stringify({
    global: { scrape_interval: "1s" },
    scrape_configs: [{ job_name: "application", static_configs: [{ targets: [new URL(url).host] }] }],
  });
  const flags = ["--enable-feature=exemplar-storage"];
  prometheus = await startPrometheus({ directory: join(directory, "prometheus"), configuration, flags });
});
afterAll(async () => {
  await prometheus.process.stop();
  await server.stop();
  await collector.stop();
  rmSync(directory, { recursive: true });
});

interface Result {
  readonly result: readonly { readonly metric: Readonly<Record<string, string>>; readonly value: [number, string] }[];
}

/** Values of a query by one of the labels. */
async function values(query: string, label: string): Promise<Record<string, string>> {
  const { result } = await prometheus.api<Result>("query", { query });
  return Object.fromEntries(result.map(({ metric, value: [, value] }) => [metric[label] ?? "", value]));
}

describe("a real Prometheus", () => {
  it("reads the metrics of the product, which lack nothing", async () => {
    await eventually(async () => {
      expect(await values("up", "job")).toEqual({ application: "1" });
    });

    expect(await values("http_requests_total{route='/'}", "status")).toEqual({ "200": "1", "500": "0" });
    expect(await values("health_check_status", "check")).toEqual({ application: "1" });
    expect(await values("application_info", "version")).toEqual({ development: "1" });
    const le = "http_request_duration_seconds_bucket{route='/health'}";
    expect(Object.keys(await values(le, "le"))).toEqual(
      expect.arrayContaining(["0.005", "0.5", "1.0", "2.0", "10.0", "+Inf"]),
    );
  });

  it("finds the trace of a request by its exemplar", async () => {
    const exemplars = await eventually(async () => {
      const now = Date.now() / 1000;
      const found = await prometheus.api<readonly { readonly exemplars: readonly object[] }[]>("query_exemplars", {
        query: "http_request_duration_seconds_bucket",
        start: String(now - 3600),
        end: String(now),
      });
      if (found.length === 0) throw new Error("there is no exemplar yet");
      return found;
    });

    expect(exemplars).toMatchObject([
      { seriesLabels: { route: "/", method: "GET" }, exemplars: [{ labels: { trace_id: TRACE } }] },
    ]);
  });
});
