import { AwsError } from "../model/aws-error";
import type { Properties } from "../model/values";

const DEFAULT_REGION = "us-east-1";

/**
 * Regions that providers were configured with. Requests don't say which provider they come through, so the region is
 * kept per stack; a program with several regions sets `region` on each resource.
 */
export class Configurations {
  private readonly regions = new Map<string, string>();
  private latest = DEFAULT_REGION;

  constructor(private readonly accountId: string) {}

  /** @throws {AwsError} when the account is not one that the provider may work in. */
  configure(urn: string, configuration: Properties): void {
    this.requireAllowedAccount(configuration);
    if (typeof configuration.region !== "string") return;
    this.regions.set(stackOf(urn), configuration.region);
    this.latest = configuration.region;
  }

  regionOf(urn: string, inputs: Properties): string {
    return typeof inputs.region === "string" ? inputs.region : (this.regions.get(stackOf(urn)) ?? this.latest);
  }

  private requireAllowedAccount(configuration: Properties): void {
    const allowed = listOf(configuration.allowedAccountIds);
    const forbidden = listOf(configuration.forbiddenAccountIds);
    if ((allowed.length > 0 && !allowed.includes(this.accountId)) || forbidden.includes(this.accountId)) {
      throw new AwsError("AccountNotAllowed", `AWS account ID not allowed: ${this.accountId} (allowedAccountIds)`);
    }
  }
}

/** Provider configuration carries lists as JSON text. */
function listOf(value: unknown): unknown[] {
  const parsed: unknown = typeof value === "string" ? JSON.parse(value) : value;
  return Array.isArray(parsed) ? parsed : [];
}

function stackOf(urn: string): string {
  return urn.split("::").slice(0, 2).join("::");
}
