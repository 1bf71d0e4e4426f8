import { MonitoringStack, type MonitoringStackArgs } from "../../../components/monitoring-stack";
import { refusals } from "../../support/deploy";
import { stackArgs } from "./support";

function refused(overrides: Partial<MonitoringStackArgs>): Promise<string[]> {
  return refusals(() => new MonitoringStack("shop-monitoring", stackArgs(overrides)));
}

const HOSTS = { port: 5432, secretArn: "arn:aws:secretsmanager:eu-west-1:1:secret:x", clientSecurityGroupId: "sg-1" };

describe("a MonitoringStack refuses", () => {
  it.each<[string, Partial<MonitoringStackArgs>, string]>([
    ["a namespace of one label", { namespace: "shop" }, "namespace: must be two or more labels"],
    ["a service that is described and does not run", { services: {} }, 'services: lacks "web"'],
    [
      "a service that nobody described",
      { services: { ...stackArgs().services, api: { serviceName: "api", securityGroupId: "sg-2" } } },
      "services.api: is not described by system",
    ],
    ["a database that nobody described", { database: { ...HOSTS, hosts: {} } }, "database: is not described by system"],
    ["a size that Fargate has not", { sizes: { grafana: { cpu: "250m", memory: "9Gi" } } }, "sizes.grafana.memory"],
    ["an image without a tag", { images: { grafana: "docker.io/grafana/grafana" } }, "images.grafana: must have a tag"],
    [
      "samples for longer than a disk holds",
      { retentionDays: 90 },
      "retentionDays: must be a whole number from 1 to 31",
    ],
    [
      "nobody who is told of what is critical",
      { alerting: { receivers: { critical: [], warning: [] } } },
      "alerting.receivers.critical: must have a receiver",
    ],
    [
      "mail without a server",
      { alerting: { receivers: { critical: [{ kind: "email", to: "a@example.com" }], warning: [] } } },
      "alerting.mail: must be given",
    ],
    [
      "rules in a service that is not there",
      { rulesIn: "managed-prometheus", managedPrometheus: false },
      'rulesIn: can\'t be "managed-prometheus" without managedPrometheus',
    ],
    [
      "rules in a service that can't tell a receiver",
      {
        rulesIn: "managed-prometheus",
        alerting: { receivers: { critical: [{ kind: "slack", url: HOSTS.secretArn }], warning: [] } },
      },
      "with receivers other than topics",
    ],
    [
      "more traces than Jaeger's memory holds",
      { tracing: { storage: { kind: "memory", maxTraces: 1_000_000_000 } } },
      "tracing.storage.maxTraces: must be a whole number from 1 to",
    ],
    ["a tag that only differs in case from its own", { tags: { purpose: "x" } }, "differs from"],
    ["an alias in place of a key", { kmsKeyArn: "alias/shop" }, "kmsKeyArn: must be the ARN of a KMS key"],
  ])("%s", async (_, overrides, reason) => {
    expect((await refused(overrides)).join("\n")).toContain(reason);
  });
});
