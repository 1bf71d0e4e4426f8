import { type Partition, partitionOf } from "../../../../components/shared/region";

/** Consoles of partitions that have one for all regions (AWS GovCloud (US) User Guide, "Configuring Your Account"). */
const CONSOLES: Readonly<Partial<Record<Partition, string>>> = { "aws-us-gov": "console.amazonaws-us-gov.com" };

/** Page of the AWS console that shows a log group. The console wants its names encoded twice, with `$` for `%`. */
export function logLink(region: string, logGroupName: string): string {
  const encoded = encodeURIComponent(encodeURIComponent(logGroupName)).replaceAll("%", "$");
  const host = CONSOLES[partitionOf(region)] ?? `${region}.console.aws.amazon.com`;
  return `https://${host}/cloudwatch/home?region=${region}#logsV2:log-groups/log-group/${encoded}`;
}
