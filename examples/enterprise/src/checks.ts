import { connect } from "node:net";
import { setImmediate } from "node:timers/promises";
import type { HealthCheck, HealthKind } from "./health";
import type { Settings } from "./settings";

const DEFAULT_PORTS: Readonly<Record<string, number>> = {
  "http:": 80,
  "https:": 443,
  "postgres:": 5432,
  "postgresql:": 5432,
  "redis:": 6379,
  "rediss:": 6379,
};

/** Checks of everything that the settings name. */
export function checksOf({ databaseUrl, cacheUrl, queueUrl, externalServiceUrls }: Settings): HealthCheck[] {
  return [
    applicationCheck(),
    ...reachable("database", "database", true, databaseUrl),
    ...reachable("cache", "cache", false, cacheUrl),
    ...reachable("queue", "queue", true, queueUrl),
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

function reachable(name: string, kind: HealthKind, critical: boolean, url: URL | undefined): HealthCheck[] {
  return url === undefined ? [] : [connectionCheck(name, kind, critical, url)];
}

/** Whether a TCP connection can be made. A product with a database driver at hand would ask for `SELECT 1` instead. */
export function connectionCheck(name: string, kind: HealthKind, critical: boolean, url: URL): HealthCheck {
  const port = Number(url.port) || DEFAULT_PORTS[url.protocol];
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return {
    name,
    kind,
    critical,
    check: (signal) =>
      new Promise((resolve, reject) => {
        if (port === undefined) throw new Error(`no port is known for ${url.protocol}`);
        const socket = connect({ host, port, signal });
        socket.once("error", reject);
        socket.once("connect", () => {
          socket.destroy();
          resolve();
        });
      }),
  };
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
