import { isObject } from "../../tools/yaml/render";

/** Key of the services among the keys of a configuration. */
const SERVICES = "proofpix:services";

/**
 * Whether the release that a configuration deployed forbids to go back past it: the migrations of one of its services
 * left a schema that earlier versions can't work with (`proofpix:services[].migration.irreversible`). A return asks
 * this of each deployment after the one that it returns to, the one that runs included.
 * @param configuration values by their keys, as they stand below `config` in the configuration file, or in Pulumi's
 * history, where a list may be written as JSON.
 */
export function forbidsReturn(configuration: Readonly<Record<string, unknown>>): boolean {
  return irreversibleMigrations(configuration).length > 0;
}

/** Names of the services whose migrations forbid it. */
export function irreversibleMigrations(configuration: Readonly<Record<string, unknown>>): string[] {
  return listOf(configuration[SERVICES]).flatMap((service) => {
    if (!isObject(service) || !isObject(service.migration)) return [];
    return service.migration.irreversible === true ? [String(service.name)] : [];
  });
}

/** What isn't a list of services counts as none: the configuration's own check refuses it. */
function listOf(value: unknown): readonly unknown[] {
  if (typeof value !== "string") return Array.isArray(value) ? (value as unknown[]) : [];
  try {
    return listOf(JSON.parse(value) as object);
  } catch {
    return [];
  }
}
