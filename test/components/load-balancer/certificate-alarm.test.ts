import type { LoadBalancerArgs } from "../../../components/load-balancer";
import { CERTIFICATE, deployed, inputsOf, namesOf, PLAIN, SECURE, TOPIC } from "./fixture";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const WITH_DOMAIN: LoadBalancerArgs = { ...PLAIN, domain: { name: "app.example.com" } };

async function watched(args: LoadBalancerArgs): Promise<Record<string, unknown>> {
  return inputsOf(await deployed(args), ALARM, "web-certificate-expiring");
}

describe("the alarm on a certificate", () => {
  it("tells people 21 days before the certificate ends", async () => {
    expect(await watched(SECURE)).toMatchObject({
      namespace: "AWS/CertificateManager",
      metricName: "DaysToExpiry",
      dimensions: { CertificateArn: CERTIFICATE },
      statistic: "Minimum",
      comparisonOperator: "LessThanThreshold",
      threshold: 21,
      period: 86_400,
      evaluationPeriods: 1,
      treatMissingData: "ignore",
      alarmActions: [TOPIC],
      okActions: [TOPIC],
    });
  });

  it("watches a certificate that is issued for a domain", async () => {
    expect((await watched(WITH_DOMAIN)).dimensions).toEqual({ CertificateArn: "issued-certificate" });
  });

  it("isn't there without a certificate", async () => {
    expect(namesOf(await deployed(PLAIN), ALARM)).not.toContain("web-certificate-expiring");
  });
});
