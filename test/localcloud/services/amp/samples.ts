import type { Samples } from "../../limits/samples";
import { KEY, TAGS, TOPIC } from "../../limits/samples/values";

const WORKSPACE = "ws-1d0c5c26-04b8-43cb-b4e2-7c1d2f0e6b1a";

const RULES = `groups:
  - name: cpu
    interval: 60s
    rules:
      - record: avg_cpu_usage
        expr: avg(rate(node_cpu_seconds_total[5m])) by (instance)
      - alert: HighAverageCPU
        expr: avg_cpu_usage > 0.8
        for: 10m
`;

const ALERTMANAGER = `alertmanager_config: |
  route:
    receiver: topic
  receivers:
    - name: topic
      sns_configs:
        - topic_arn: ${TOPIC}
          sigv4:
            region: eu-west-1
`;

/** What usual programs ask of Amazon Managed Service for Prometheus: AWS accepts all of it. */
export const SAMPLES: Samples = {
  "aws:amp/workspace:Workspace": {
    alias: "production",
    kmsKeyArn: KEY,
    loggingConfiguration: { logGroupArn: "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/vendedlogs/amp:*" },
    tags: TAGS,
  },
  "aws:amp/ruleGroupNamespace:RuleGroupNamespace": { workspaceId: WORKSPACE, name: "rules", data: RULES, tags: TAGS },
  "aws:amp/alertManagerDefinition:AlertManagerDefinition": { workspaceId: WORKSPACE, definition: ALERTMANAGER },
};
