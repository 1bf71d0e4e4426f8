import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { giveToPostgres } from "./postgres-programs";

/** How the administrator connects: by a socket that only this user reaches. */
export interface ConnectionSettings {
  /** Folder of the socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

/** The log of changes. */
const LOG = "pg_wal";

/** What a copy doesn't take along (PostgreSQL documentation, "Making a Base Backup Using the Low Level API"). */
const OF_THE_PROCESS = ["postmaster.pid", "postmaster.opts"];
const LEFT_OUT = [...OF_THE_PROCESS, "standby.signal", "backup_label", "tablespace_map"];
const EMPTIED = [
  LOG,
  "pg_replslot",
  "pg_dynshmem",
  "pg_notify",
  "pg_serial",
  "pg_snapshots",
  "pg_stat_tmp",
  "pg_subtrans",
];

/** Copies the data of a server that doesn't run. */
export function copyStopped(from: string, to: string): void {
  copyFolder(from, to, { leftOut: OF_THE_PROCESS, emptied: [] });
}

/**
 * Copies the data of a running server, by the low-level interface, since the package has no `pg_basebackup`.
 * @param isAlone whether the copy has to do without its origin. To a replica, what is written meanwhile comes by
 * replication.
 */
export async function copyRunning(
  from: string,
  to: string,
  connection: ConnectionSettings,
  { isAlone = false } = {},
): Promise<void> {
  const { Client } = await import("pg");
  const client = new Client(connection);
  await client.connect();
  try {
    await client.query("select pg_backup_start('replica', true)");
    copyFolder(from, to, { leftOut: LEFT_OUT, emptied: EMPTIED });
    const { rows } = await client.query<{ labelfile: string }>("select labelfile from pg_backup_stop(false)");
    const label = join(to, "backup_label");
    writeFileSync(label, rows[0]?.labelfile ?? "", { mode: 0o600 });
    giveToPostgres(label);
    if (isAlone) copyFolder(join(from, LOG), join(to, LOG));
  } finally {
    await client.end();
  }
}

interface Exceptions {
  readonly leftOut: readonly string[];
  readonly emptied: readonly string[];
}

/** @param except names in the folder itself, but not in those within it */
function copyFolder(from: string, to: string, except: Exceptions = { leftOut: [], emptied: [] }): void {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  giveToPostgres(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (except.leftOut.includes(entry.name)) continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (except.emptied.includes(entry.name)) copyEmptied(target);
    else if (entry.isDirectory()) copyFolder(source, target);
    else copyFile(source, target);
  }
}

function copyEmptied(folder: string): void {
  mkdirSync(folder, { mode: 0o700 });
  giveToPostgres(folder);
}

/** A file may be deleted while the server runs: what it held follows by replication. */
function copyFile(source: string, target: string): void {
  try {
    copyFileSync(source, target);
    giveToPostgres(target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}
