import { parse } from "yaml";
import { isObject } from "../../tools/yaml/render";
import type { Release } from "./releases";

/** A release whose schema migrations forbid to go back past it. */
export interface IrreversibleRelease {
  readonly release: Release;
  /** Services whose migrations say so. */
  readonly services: readonly string[];
}

/**
 * Releases that can't be passed on the way back, since earlier versions can't work with the schema that their migrations
 * left: `migration.irreversible` of a service in the configuration.
 * @param passed newest first, the one that runs now included.
 */
export function irreversibleReleases(passed: readonly Release[], project: string): IrreversibleRelease[] {
  return passed.flatMap((release) => {
    const services = servicesOf(release, `${project}:services`).filter(isIrreversible);
    return services.length === 0 ? [] : [{ release, services: services.map(({ name }) => String(name)) }];
  });
}

type ServiceConfiguration = Readonly<Record<string, unknown>>;

function servicesOf({ record, update }: Release, key: string): ServiceConfiguration[] {
  const services =
    record?.configuration === undefined ? valueIn(update, key) : configured(record.configuration.text, key);
  return Array.isArray(services) ? services.filter(isObject) : [];
}

function valueIn(update: Release["update"], key: string): unknown {
  const entry = update?.configuration[key];
  return entry !== undefined && "value" in entry ? entry.value : undefined;
}

function configured(text: string, key: string): unknown {
  const { config } = (parse(text) ?? {}) as { readonly config?: Readonly<Record<string, unknown>> };
  return config?.[key];
}

/** Pulumi's history has flags as texts. */
function isIrreversible({ migration }: ServiceConfiguration): boolean {
  return isObject(migration) && String(migration.irreversible) === "true";
}
