import { text, type Properties } from "../../model/values";
import { refuseRequest } from "./refusal";

/**
 * Refuses to configure the Datadog provider without what it logs on with (terraform-provider-datadog,
 * `providerConfigure`); keys that aren't known yet are no text.
 */
export function requireDatadogKeys(urn: string, configuration: Properties): void {
  if (!urn.includes("::pulumi:providers:datadog::") || configuration.validate === "false") return;
  if (text(configuration, "bearerToken") !== undefined || text(configuration, "cloudProviderType") !== undefined)
    return;
  for (const key of ["apiKey", "appKey"]) {
    if ((text(configuration, key) ?? "") !== "") continue;
    refuseRequest("api_key and app_key or bearer_token must be set unless validate = false", key);
  }
}
