import type { MonitoredService } from "../../description";
import { metrics, type MetricPanel, type Panel, query, type State } from "../panel";
import { orNone, RATE } from "../promql";

const UP: readonly State[] = [
  { value: 0, text: "down", level: "critical" },
  { value: 1, text: "up", level: "good" },
];

/** Where traces are looked at. */
export function tracingEntry(services: readonly MonitoredService[]): Panel {
  return {
    kind: "text",
    title: "From a figure to its request",
    description: "How to get from a dashboard to a trace.",
    content: [
      "- Dots on **response times** are single requests. A dot shows its trace's id, and its link opens the trace in Jaeger.",
      "- The tables below list the latest traces of each service. A trace's id opens it.",
      "- **Explore** with the data source *Jaeger* searches by duration, operation and tags, such as `error=true`.",
      "",
      `Services that send traces: ${services.map(({ name }) => name).join(", ")}. Of the traces without errors only a part is kept.`,
    ].join("\n"),
  };
}

/** The latest traces of a service. */
export function latestTraces(service: MonitoredService): Panel {
  return {
    kind: "traces",
    title: `Latest traces of ${service.name}`,
    description: "The latest traces that Jaeger has kept. A trace's id opens it.",
    service: service.name,
  };
}

/** Whether the parts that trace answer. */
export function tracingParts(): MetricPanel {
  return metrics({
    title: "Parts that trace",
    description: "Whether Prometheus can read Jaeger and the collector.",
    visualization: "states",
    unit: "none",
    states: UP,
    queries: [query('min by (job) (up{job=~"jaeger|otel-collector"})', "{{job}}")],
  });
}

/** Spans that arrived and went on. */
export function spans(): MetricPanel {
  const rate = (metric: string): string => `sum(rate({__name__=~"${metric}(_total)?",job="otel-collector"}[${RATE}]))`;
  return metrics({
    title: "Spans a second",
    description: "Spans that the collector took in, refused, sent on, and couldn't send on. The last are lost.",
    visualization: "lines",
    unit: "ops",
    min: 0,
    queries: [
      query(rate("otelcol_receiver_accepted_spans"), "taken in"),
      query(orNone(rate("otelcol_receiver_refused_spans")), "refused"),
      query(rate("otelcol_exporter_sent_spans"), "sent on"),
      query(orNone(rate("otelcol_exporter_send_failed_spans")), "lost"),
    ],
  });
}
