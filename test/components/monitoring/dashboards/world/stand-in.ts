import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * What YACE writes of CloudWatch's metrics: `aws_`, the namespace, the metric and the statistic, all in snake case
 * (documentation of prometheus-community/yet-another-cloudwatch-exporter, "Embedding"). CloudWatch itself can't be had in
 * tests. The labels `queue`, `server` and `node` are those that the scrape configuration adds.
 */
const CLOUDWATCH = [
  'aws_applicationelb_request_count_sum{dimension_LoadBalancer="app/proofpix/1"} 900',
  'aws_applicationelb_httpcode_elb_5_xx_count_sum{dimension_LoadBalancer="app/proofpix/1"} 0',
  'aws_applicationelb_httpcode_target_5_xx_count_sum{dimension_LoadBalancer="app/proofpix/1"} 1',
  'aws_applicationelb_un_healthy_host_count_maximum{dimension_LoadBalancer="app/proofpix/1"} 0',
  'aws_networkelb_new_flow_count_sum{dimension_LoadBalancer="net/proofpix/1"} 400',
  'aws_networkelb_active_flow_count_average{dimension_LoadBalancer="net/proofpix/1"} 60',
  'aws_networkelb_tcp_elb_reset_count_sum{dimension_LoadBalancer="net/proofpix/1"} 0',
  'aws_networkelb_tcp_target_reset_count_sum{dimension_LoadBalancer="net/proofpix/1"} 2',
  'aws_networkelb_un_healthy_host_count_maximum{dimension_LoadBalancer="net/proofpix/1"} 0',
  'aws_rds_cpuutilization_average{server="primary"} 31',
  'aws_rds_free_storage_space_average{server="primary"} 5.1e+10',
  'aws_elasticache_engine_cpuutilization_average{node="node-1"} 4',
  'aws_elasticache_replication_lag_maximum{node="node-2"} 0.2',
  'aws_sqs_approximate_number_of_messages_visible_maximum{queue="jobs"} 12',
  'aws_sqs_approximate_number_of_messages_visible_maximum{queue="jobs-dead-letters"} 0',
  'aws_sqs_approximate_number_of_messages_not_visible_maximum{queue="jobs"} 3',
  'aws_sqs_approximate_age_of_oldest_message_maximum{queue="jobs"} 8',
  'aws_sqs_number_of_messages_sent_sum{queue="jobs"} 120',
  'aws_sqs_number_of_messages_received_sum{queue="jobs"} 118',
  'aws_sqs_number_of_messages_deleted_sum{queue="jobs"} 117',
  'aws_billing_estimated_charges_maximum{dimension_Currency="USD"} 812',
];

/** What the OpenTelemetry collector writes of itself ("Internal telemetry"), which Debian doesn't have. */
const COLLECTOR = [
  'otelcol_receiver_accepted_spans_total{receiver="otlp"} 900',
  'otelcol_receiver_refused_spans_total{receiver="otlp"} 0',
  'otelcol_exporter_sent_spans_total{exporter="otlp"} 900',
  'otelcol_exporter_send_failed_spans_total{exporter="otlp"} 0',
];

const PAGES: Readonly<Record<string, readonly string[]>> = {
  "/cloudwatch": CLOUDWATCH,
  "/otel-collector": COLLECTOR,
  "/jaeger": ["jaeger_up 1"],
};

/** Metrics of what can't be had in tests, and a receiver of alerts. */
export class StandIn {
  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async start(): Promise<StandIn> {
    const server = createServer((request, response) => {
      request.resume();
      response.end(`${(PAGES[request.url ?? ""] ?? []).join("\n")}\n`);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new StandIn(server, (server.address() as AddressInfo).port);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }
}
