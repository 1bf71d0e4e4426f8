import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { giveToPostgres } from "./postgres-programs";

/** How the administrator connects: by a socket that only this user reaches. */
export interface ConnectionSettings {
  /** Folder of the socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

/** What a copy doesn't take along (PostgreSQL documentation, "Making a Base Backup Using the Low Level API"). */
const LEFT_OUT = ["postmaster.pid", "postmaster.opts", "standby.signal", "backup_label", "tablespace_map"];
const EMPTIED = [
  "pg_wal",
  "pg_replslot",
  "pg_dynshmem",
  "pg_notify",
  "pg_serial",
  "pg_snapshots",
  "pg_stat_tmp",
  "pg_subtrans",
];

/**
 * Copies the data of a running server for a replica, by the low-level interface, since the package has no
 * `pg_basebackup`. What is written meanwhile follows by replication.
 */
export async function copyRunning(from: string, to: string, connection: ConnectionSettings): Promise<void> {
  const client = new Client(connection);
  await client.connect();
  try {
    await client.query("select pg_backup_start('replica', true)");
    copyFolder(from, to, true);
    const { rows } = await client.query<{ labelfile: string }>("select labelfile from pg_backup_stop(false)");
    const label = join(to, "backup_label");
    writeFileSync(label, rows[0]?.labelfile ?? "", { mode: 0o600 });
    giveToPostgres(label);
  } finally {
    await client.end();
  }
}

function copyFolder(from: string, to: string, isTop = false): void {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  giveToPostgres(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (isTop && LEFT_OUT.includes(entry.name)) continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (isTop && EMPTIED.includes(entry.name)) copyEmptied(target);
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
