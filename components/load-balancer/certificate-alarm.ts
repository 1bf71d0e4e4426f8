import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { alarmName } from "../shared/naming";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { LoadBalancerChildren } from "./args";

const DAY_SECONDS = 86_400;

/** When a certificate is about to expire; an alarm definition but for what it measures. */
export function certificateExpiring(name: string) {
  return {
    name: alarmName(`${name}-certificate-expiring`),
    description: `The certificate of ${name} expires in less than 21 days: its renewal failed, or nobody imported a new one.`,
    // ACM renews 45 days before the end at the latest, and others' certificates of 90 days are renewed 30 days before it.
    threshold: 21,
    periodSeconds: DAY_SECONDS,
    evaluationPeriods: 1,
  } as const;
}

/**
 * Creates the alarm on the days that a certificate has left. ACM reports them twice a day while the certificate is valid
 * (AWS Certificate Manager User Guide, "Supported CloudWatch metrics").
 */
export function createCertificateAlarm(
  { parent, tags, transform, name }: LoadBalancerChildren,
  certificateArn: pulumi.Input<string>,
  actions: readonly pulumi.Input<string>[],
): aws.cloudwatch.MetricAlarm {
  const definition = certificateExpiring(name);
  return new aws.cloudwatch.MetricAlarm(
    ...transformed(
      transform.alarm,
      definition.name,
      {
        name: definition.name,
        alarmDescription: definition.description,
        namespace: "AWS/CertificateManager",
        metricName: "DaysToExpiry",
        dimensions: { CertificateArn: certificateArn },
        statistic: "Minimum",
        period: definition.periodSeconds,
        evaluationPeriods: definition.evaluationPeriods,
        comparisonOperator: "LessThanThreshold",
        threshold: definition.threshold,
        // A day begins without data: what was known of the day before still holds.
        treatMissingData: "ignore",
        alarmActions: [...actions],
        okActions: [...actions],
        tags: namedTags(definition.name, tags),
      },
      { parent },
    ),
  );
}
