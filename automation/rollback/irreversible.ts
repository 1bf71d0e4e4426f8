import { parse } from "yaml";
import type { ConfigurationEntry } from "../engine/engine";
import { irreversibleMigrations } from "./forbids-return";
import type { Release } from "./releases";

/** A release whose schema migrations forbid to go back past it. */
export interface IrreversibleRelease {
  readonly release: Release;
  /** Services whose migrations say so. */
  readonly services: readonly string[];
}

/**
 * Releases that can't be passed on the way back.
 * @param passed newest first, the one that runs now included.
 */
export function irreversibleReleases(passed: readonly Release[]): IrreversibleRelease[] {
  return passed.flatMap((release) => {
    const services = irreversibleMigrations(configurationOf(release));
    return services.length === 0 ? [] : [{ release, services }];
  });
}

function configurationOf({ record, update }: Release): Readonly<Record<string, unknown>> {
  if (record?.configuration === undefined) return values(update?.configuration ?? {});
  const { config } = (parse(record.configuration.text) ?? {}) as {
    readonly config?: Readonly<Record<string, unknown>>;
  };
  return config ?? {};
}

function values(entries: Readonly<Record<string, ConfigurationEntry>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(entries).flatMap(([key, entry]) => ("value" in entry ? [[key, entry.value]] : [])),
  );
}
