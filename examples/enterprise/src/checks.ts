import { setImmediate } from "node:timers/promises";
import type { HealthCheck } from "./health";
import type { Servers } from "./servers";

/** What the process needs to be of use. */
export type Need = "database" | "queue";

/** Checks of everything that there is (HC-4). */
export function checksOf(
  { database, cache, queue }: Servers,
  externalServiceUrls: readonly URL[],
  needs: readonly Need[],
): HealthCheck[] {
  return [
    applicationCheck(),
    ...(database === undefined ? [] : databaseChecks(database, needs.includes("database"))),
    ...(cache === undefined ? [] : [cacheCheck(cache)]),
    ...(queue === undefined ? [] : [queueCheck(queue, needs.includes("queue"))]),
    ...externalServiceUrls.map(externalServiceCheck),
  ];
}

/** The process itself: its event loop gets round to new work. */
export function applicationCheck(): HealthCheck {
  return {
    name: "application",
    kind: "application",
    critical: true,
    check: async () => {
      await setImmediate();
    },
  };
}

/** The primary; and each replica, without which the others and the primary answer. */
function databaseChecks(database: NonNullable<Servers["database"]>, critical: boolean): HealthCheck[] {
  const readers = Array.from({ length: database.readerCount }, (_, index) => ({
    name: `database-reader-${index + 1}`,
    kind: "database" as const,
    critical: false,
    check: () => database.checkReader(index),
  }));
  return [{ name: "database", kind: "database", critical, check: () => database.checkPrimary() }, ...readers];
}

function cacheCheck(cache: NonNullable<Servers["cache"]>): HealthCheck {
  return { name: "cache", kind: "cache", critical: false, check: () => cache.check() };
}

function queueCheck(queue: NonNullable<Servers["queue"]>, critical: boolean): HealthCheck {
  return { name: "queue", kind: "queue", critical, check: (signal) => queue.check(signal) };
}

/** Whether a service answers, with anything but an error of its own. */
export function externalServiceCheck(url: URL): HealthCheck {
  return {
    name: url.hostname,
    kind: "external-service",
    critical: false,
    check: async (signal) => {
      const response = await fetch(url, { method: "HEAD", redirect: "manual", signal });
      if (response.status >= 500) throw new Error(`${url.hostname} answered ${response.status}`);
    },
  };
}
