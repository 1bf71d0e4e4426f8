import { setTimeout } from "node:timers/promises";
import Database from "libsql";
import type { Row, Sql, SqlDatabase, SqlValue } from "./sql";

/** How long a statement waits for others that write, and how often it tries meanwhile; in milliseconds. */
const PATIENCE = 10_000;
const TRIED_EVERY = 5;

/**
 * SQLite in a file of this machine, or in memory. Statements of one process are run one after another, since a
 * transaction is the connection's.
 */
export class SqliteDatabase implements SqlDatabase {
  readonly countingKey = "INTEGER PRIMARY KEY AUTOINCREMENT";
  private readonly connection: Database.Database;
  private last: Promise<unknown> = Promise.resolve();

  /** @param file its path, or `:memory:` */
  constructor(file: string) {
    this.connection = new Database(file);
    // SQLite's own waiting would hold the whole process up.
    this.connection.exec("PRAGMA busy_timeout = 0");
    // Readers don't wait for who writes, and a process that is killed leaves the file whole.
    if (file !== ":memory:") this.connection.exec("PRAGMA journal_mode = WAL");
  }

  rows(statement: string, ...values: readonly SqlValue[]): Promise<readonly Row[]> {
    return this.inTurn(() => whileBusy(() => this.direct.rows(statement, ...values)));
  }

  change(statement: string, ...values: readonly SqlValue[]): Promise<number> {
    return this.inTurn(() => whileBusy(() => this.direct.change(statement, ...values)));
  }

  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.inTurn(async () => {
      await whileBusy(async () => Promise.resolve(this.connection.exec("BEGIN IMMEDIATE")));
      try {
        const result = await work(this.direct);
        this.connection.exec("COMMIT");
        return result;
      } catch (error) {
        this.connection.exec("ROLLBACK");
        throw error;
      }
    });
  }

  /** SQLite has one writer at a time anyway. */
  serialized<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.transaction(work);
  }

  async close(): Promise<void> {
    await this.last;
    this.connection.close();
  }

  private readonly direct: Sql = {
    rows: async (statement, ...values) => Promise.resolve(this.connection.prepare(statement).all(...values) as Row[]),
    change: async (statement, ...values) => Promise.resolve(this.connection.prepare(statement).run(...values).changes),
  };

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.last.then(work);
    this.last = result.catch(() => undefined);
    return result;
  }
}

/** Repeats a statement until nobody else writes. */
async function whileBusy<T>(work: () => Promise<T>): Promise<T> {
  const until = performance.now() + PATIENCE;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || performance.now() > until) throw error;
      await setTimeout(TRIED_EVERY);
    }
  }
}

function isBusy(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && code.startsWith("SQLITE_BUSY");
}
