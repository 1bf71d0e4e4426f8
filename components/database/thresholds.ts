import { type DatabaseKind, isAurora } from "./engines";

/** Part of a server's connections above which people are told; at all of them, clients are refused. */
export const CONNECTIONS_USED = 0.8;

/** One deadlock is a fault of the application's already. */
export const DEADLOCKS_IN_FIVE_MINUTES = 0;

/**
 * PostgreSQL ends sessions that leave a transaction open for as long (`idle_in_transaction_session_timeout`): what is
 * open for longer works, or the setting was changed.
 */
export const IDLE_TRANSACTION_SECONDS = 300;

/** Time after which a transaction that works keeps vacuum from cleaning up for too long. */
export const LONG_TRANSACTION_SECONDS = 6 * IDLE_TRANSACTION_SECONDS;

const LAG_SECONDS = 60;
/**
 * Aurora's readers share the writer's storage, and are usually less than 0.1 s behind (Amazon Aurora User Guide,
 * "Aurora Replicas").
 */
const AURORA_LAG_SECONDS = 2;

/** Seconds that a server may be behind the one that takes writes. */
export function replicationLagSeconds(kind: DatabaseKind): number {
  return isAurora(kind) ? AURORA_LAG_SECONDS : LAG_SECONDS;
}
