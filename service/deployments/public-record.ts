import type { ConfigurationRecord, DeploymentRecord } from "../../automation/model/deployment";
import type { DeploymentEvent } from "../../automation/model/event";

/** A record as it leaves the service: configurations by their digest, since their texts hold encrypted secrets. */
export interface PublicRecord extends Omit<DeploymentRecord, "configuration" | "configurationBefore"> {
  readonly configurationDigest?: string;
  readonly configurationDigestBefore?: string;
}

/** Leaves out of a record what nobody outside needs. */
export function publicRecord({ configuration, configurationBefore, ...record }: DeploymentRecord): PublicRecord {
  return {
    ...record,
    ...digest("configurationDigest", configuration),
    ...digest("configurationDigestBefore", configurationBefore),
  };
}

function digest(name: string, configuration: ConfigurationRecord | undefined): Readonly<Record<string, string>> {
  return configuration === undefined ? {} : { [name]: configuration.digest };
}

/** An event as it leaves the service. */
export type PublicEvent =
  | Exclude<DeploymentEvent, { readonly record: DeploymentRecord }>
  | {
      readonly code: Extract<DeploymentEvent, { readonly record: DeploymentRecord }>["code"];
      readonly record: PublicRecord;
    };

/** An event without what nobody outside needs. */
export function publicEvent(event: DeploymentEvent): PublicEvent {
  return "record" in event ? { code: event.code, record: publicRecord(event.record) } : event;
}
