import type { ArgumentProblems } from "../shared/validation";

/** Datadog's sites, each of which keeps its own accounts and data (Datadog, "Getting Started with Datadog Sites"). */
export const DATADOG_SITES = [
  "datadoghq.com",
  "us3.datadoghq.com",
  "us5.datadoghq.com",
  "datadoghq.eu",
  "ap1.datadoghq.com",
  "ap2.datadoghq.com",
  "ddog-gov.com",
] as const;

/** A site of Datadog: where the account is, which data never leave. */
export type DatadogSite = (typeof DATADOG_SITES)[number];

/** Address of a site's API, as the provider takes it. */
export function apiUrl(site: DatadogSite): string {
  return `https://api.${site}/`;
}

/**
 * Address to which Amazon Data Firehose delivers logs (Datadog, "Send AWS Services Logs with Amazon Data Firehose").
 */
export function logIntakeUrl(site: DatadogSite): string {
  return `https://aws-kinesis-http-intake.logs.${site}/v1/input`;
}

/** Records a site that there is not. */
export function requireSite(problems: ArgumentProblems, site: string): void {
  problems.require(
    (DATADOG_SITES as readonly string[]).includes(site),
    "site",
    `must be a site of Datadog (${DATADOG_SITES.join(", ")}), got ${JSON.stringify(site)}`,
  );
}
