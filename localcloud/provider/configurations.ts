import { refuse } from "../model/aws-error";
import type { Properties } from "../model/values";
import { configuredList, opened } from "../model/pulumi-values";
import { requireDatadogKeys } from "../services/datadog/provider";

const DEFAULT_REGION = "us-east-1";

/**
 * The configurations of providers. The engine opens a connection for each provider, which identifies a request's
 * provider. A connection that was opened anew uses the last configuration of its stack.
 */
export class Configurations {
  private readonly byConnection = new Map<string, Properties>();
  private readonly regions = new Map<string, string>();
  private latest = DEFAULT_REGION;

  constructor(private readonly accountId: string) {}

  /** @throws {AwsError} when the account is not one that the provider may work in. */
  configure(connection: string, urn: string, sent: Properties): void {
    const configuration = opened(sent);
    this.requireAllowedAccount(configuration);
    requireDatadogKeys(urn, configuration);
    this.byConnection.set(connection, configuration);
    if (typeof configuration.region !== "string") return;
    this.regions.set(stackOf(urn), configuration.region);
    this.latest = configuration.region;
  }

  /** Configuration of a connection's provider; empty if it has none. */
  of(connection: string): Properties {
    return this.byConnection.get(connection) ?? {};
  }

  regionOf(connection: string, urn: string, inputs: Properties): string {
    const candidates = [inputs.region, this.of(connection).region, this.regions.get(stackOf(urn))];
    return candidates.find((region) => typeof region === "string") ?? this.latest;
  }

  private requireAllowedAccount(configuration: Properties): void {
    const allowed = configuredList(configuration.allowedAccountIds);
    const forbidden = configuredList(configuration.forbiddenAccountIds);
    if ((allowed.length > 0 && !allowed.includes(this.accountId)) || forbidden.includes(this.accountId)) {
      refuse("AccountNotAllowed", `AWS account ID not allowed: ${this.accountId}`, "allowedAccountIds");
    }
  }
}

function stackOf(urn: string): string {
  return urn.split("::").slice(0, 2).join("::");
}
