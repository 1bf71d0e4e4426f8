import { isProperties, type Properties } from "./values";

/** The value that stands for one that isn't known before the update (Pulumi's provider protocol). */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const RESOURCE_SIGNATURE = "5cf8f73096256a8f31e491e813e4eb8e";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

/** Inputs in which the bridged AWS provider lists the ones that it filled in itself. */
export const DEFAULTS_KEY = "__defaults";

/** A value that the engine encrypts wherever it goes. */
export function secret(value: unknown): Properties {
  return { [SIGNATURE_KEY]: SECRET_SIGNATURE, value };
}

/** Properties with the plain values of their secrets. */
export function opened(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, openedValue(value)]));
}

function openedValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(openedValue);
  if (!isProperties(value)) return value;
  return value[SIGNATURE_KEY] === SECRET_SIGNATURE ? openedValue(value.value) : opened(value);
}

/** A reference to another resource, which the SDK turns into that resource. */
export function resourceReference({ urn, id }: { readonly urn: string; readonly id: string }): Properties {
  return { [SIGNATURE_KEY]: RESOURCE_SIGNATURE, urn, id };
}

/** Whether a value is, or holds, one that isn't known yet. */
export function isUnknown(value: unknown): boolean {
  if (value === UNKNOWN) return true;
  if (Array.isArray(value)) return value.some(isUnknown);
  return isProperties(value) && Object.values(value).some(isUnknown);
}

/** A list of a provider's configuration, which carries lists as JSON text. */
export function configuredList(value: unknown): unknown[] {
  const parsed: unknown = typeof value === "string" ? JSON.parse(value) : value;
  return Array.isArray(parsed) ? parsed : [];
}
