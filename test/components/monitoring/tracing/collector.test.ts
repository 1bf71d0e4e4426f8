import {
  collectorConfiguration,
  type CollectorSettings,
  routesByTrace,
  type TailSampling,
  tracingArguments,
  tracingEnvironment,
} from "../../../../components/monitoring/tracing";
import { mismatches, parsed } from "./parsed";

const KEEPING: TailSampling = { kind: "tail", percent: 10, slowSeconds: 2 };
const TAIL: CollectorSettings = { sampling: KEEPING, memoryMebibytes: 512, instances: 1 };
const PROBABILISTIC: CollectorSettings = { ...TAIL, sampling: { kind: "probabilistic", percent: 15.5 } };
const ADDRESSES = { collector: "otel-collector.example.internal", jaeger: "jaeger.example.internal" };

const configurationOf = (settings: CollectorSettings) => parsed(collectorConfiguration(settings, ADDRESSES));

describe("collectorConfiguration", () => {
  it.each<[string, CollectorSettings]>([
    ["one collector that samples by tail", TAIL],
    ["several collectors that sample by tail", { ...TAIL, instances: 3 }],
    ["one collector that samples by probability", PROBABILISTIC],
    ["several collectors that sample by probability", { ...PROBABILISTIC, instances: 3 }],
  ])("uses all components that it defines, and no other, in %s", (_, settings) => {
    expect(mismatches(configurationOf(settings))).toEqual([]);
  });

  it("takes OTLP from other machines, and sends what it keeps to Jaeger", () => {
    const { receivers, exporters, service } = configurationOf(TAIL);

    expect(receivers).toEqual({
      otlp: { protocols: { grpc: { endpoint: "0.0.0.0:4317" }, http: { endpoint: "0.0.0.0:4318" } } },
    });
    expect(exporters).toEqual({
      "otlp_grpc/jaeger": { endpoint: "jaeger.example.internal:4317", tls: { insecure: true } },
    });
    expect(service.pipelines).toEqual({
      traces: {
        receivers: ["otlp"],
        processors: ["memory_limiter", "tail_sampling", "batch"],
        exporters: ["otlp_grpc/jaeger"],
      },
    });
  });

  it("keeps errors, slow traces and a share of the others, by the policies that the processor documents", () => {
    const settings: CollectorSettings = { ...TAIL, sampling: { ...KEEPING, decisionSeconds: 10 } };

    expect(configurationOf(settings).processors.tail_sampling).toMatchObject({
      decision_wait: "10s",
      policies: [
        { type: "status_code", status_code: { status_codes: ["ERROR"] } },
        { type: "latency", latency: { threshold_ms: 2000 } },
        { type: "probabilistic", probabilistic: { sampling_percentage: 10 } },
      ],
    });
  });

  it("judges a trace after 30 seconds unless told otherwise, as the processor does by itself", () => {
    expect(configurationOf(TAIL).processors.tail_sampling).toMatchObject({ decision_wait: "30s" });
  });

  it("holds no more traces than half of its memory, at 10 KiB each", () => {
    expect(configurationOf(TAIL).processors.tail_sampling).toMatchObject({
      num_traces: 26_214,
      decision_cache: { sampled_cache_size: 262_140 },
    });
    expect(configurationOf({ ...TAIL, memoryMebibytes: 1024 }).processors.tail_sampling).toMatchObject({
      num_traces: 52_428,
    });
  });

  it("refuses spans first of all before its memory is full", () => {
    const { processors, service } = configurationOf({ ...TAIL, instances: 2 });

    expect(processors.memory_limiter).toEqual({ check_interval: "1s", limit_mib: 409, spike_limit_mib: 81 });
    for (const pipeline of Object.values(service.pipelines)) expect(pipeline.processors[0]).toBe("memory_limiter");
    expect(tracingEnvironment(TAIL)).toEqual({ GOMEMLIMIT: "409MiB" });
  });

  it("samples by probability without a memory of traces", () => {
    const { processors } = configurationOf(PROBABILISTIC);

    expect(processors.probabilistic_sampler).toEqual({ sampling_percentage: 15.5 });
    expect(processors).not.toHaveProperty("tail_sampling");
  });

  it("has several collectors send each trace to the one that judges it", () => {
    const { receivers, exporters, service } = configurationOf({ ...TAIL, instances: 2 });

    expect(receivers["otlp/routed"]).toEqual({ protocols: { grpc: { endpoint: "0.0.0.0:4319" } } });
    expect(exporters.load_balancing).toMatchObject({
      routing_key: "traceID",
      protocol: { otlp: { tls: { insecure: true } } },
      resolver: { dns: { hostname: "otel-collector.example.internal", port: "4319" } },
      retry_on_failure: { enabled: true },
      sending_queue: { enabled: true },
    });
    expect(service.pipelines).toEqual({
      traces: { receivers: ["otlp"], processors: ["memory_limiter"], exporters: ["load_balancing"] },
      "traces/routed": {
        receivers: ["otlp/routed"],
        processors: ["memory_limiter", "tail_sampling", "batch"],
        exporters: ["otlp_grpc/jaeger"],
      },
    });
  });

  it.each<[boolean, CollectorSettings]>([
    [false, TAIL],
    [true, { ...TAIL, instances: 2 }],
    [false, { ...PROBABILISTIC, instances: 2 }],
  ])("says %s when asked whether traces are sent from collector to collector", (expected, settings) => {
    expect(routesByTrace(settings)).toBe(expected);
    expect(Object.keys(configurationOf(settings).receivers)).toHaveLength(expected ? 2 : 1);
  });

  it("tells Prometheus and load balancers of itself", () => {
    const { extensions, service } = configurationOf(TAIL);

    expect(extensions).toEqual({ health_check: { endpoint: "0.0.0.0:13133" } });
    expect(service.telemetry).toMatchObject({
      metrics: { readers: [{ pull: { exporter: { prometheus: { host: "0.0.0.0", port: 8888 } } } }] },
    });
  });
});

describe("tracingArguments", () => {
  it("names the file", () => {
    expect(tracingArguments("/configuration/collector.yaml")).toEqual(["--config=/configuration/collector.yaml"]);
  });
});
