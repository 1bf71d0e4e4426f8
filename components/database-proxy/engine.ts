import type { ConnectionPoolArgs, EngineFamily } from "./args";
import { durationSeconds } from "../shared/quantity";

/** What depends on the engine of the database. */
export interface Engine {
  /** Port on which a proxy listens: the engine's own, whatever the database's is. */
  readonly port: number;
  /** How the proxy checks a client's password (Amazon RDS API Reference, UserAuthConfig, ClientPasswordAuthType). */
  readonly passwordAuthType: string;
  /** Whether RDS knows filters of session pinning for it (Amazon RDS API Reference, ConnectionPoolConfiguration). */
  readonly hasPinningFilters: boolean;
}

export const ENGINES: Readonly<Record<EngineFamily, Engine>> = {
  POSTGRESQL: { port: 5432, passwordAuthType: "POSTGRES_SCRAM_SHA_256", hasPinningFilters: false },
  MYSQL: { port: 3306, passwordAuthType: "MYSQL_CACHING_SHA2_PASSWORD", hasPinningFilters: true },
};

export const DEFAULT_ENGINE_FAMILY: EngineFamily = "POSTGRESQL";

/** A pool with its defaults, as RDS takes it. */
export interface ConnectionPool {
  readonly maxConnectionsPercent: number;
  readonly maxIdleConnectionsPercent: number;
  /** Seconds. */
  readonly connectionBorrowTimeout: number;
  readonly sessionPinningFilters?: string[];
  readonly initQuery?: string;
}

/** Share of the database's connections that a proxy may open. */
export const DEFAULT_MAX_CONNECTIONS_PERCENT = 90;
/** Time that a client waits for a connection. */
export const DEFAULT_BORROW_TIMEOUT = "30s";

/** The pool as RDS takes it. Idle connections are half of all, as RDS has it where nothing is said. */
export function connectionPool(args: ConnectionPoolArgs = {}): ConnectionPool {
  const { maxConnectionsPercent = DEFAULT_MAX_CONNECTIONS_PERCENT, sessionPinningFilters, initQuery } = args;
  return {
    maxConnectionsPercent,
    maxIdleConnectionsPercent: args.maxIdleConnectionsPercent ?? Math.floor(maxConnectionsPercent / 2),
    connectionBorrowTimeout: durationSeconds(args.connectionBorrowTimeout ?? DEFAULT_BORROW_TIMEOUT),
    ...(sessionPinningFilters !== undefined && { sessionPinningFilters: [...sessionPinningFilters] }),
    ...(initQuery !== undefined && { initQuery }),
  };
}
