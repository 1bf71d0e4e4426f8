import Database from "libsql";
import type { Row, Sql, SqlDatabase, SqlValue } from "./sql";

/** How long a statement waits for another process that writes, in milliseconds. */
const BUSY_TIMEOUT = 10_000;

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
    this.connection.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT}`);
    // Readers don't wait for who writes, and a process that is killed leaves the file whole.
    if (file !== ":memory:") this.connection.exec("PRAGMA journal_mode = WAL");
  }

  rows(statement: string, ...values: readonly SqlValue[]): Promise<readonly Row[]> {
    return this.inTurn(() => this.direct.rows(statement, ...values));
  }

  change(statement: string, ...values: readonly SqlValue[]): Promise<number> {
    return this.inTurn(() => this.direct.change(statement, ...values));
  }

  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.inTurn(async () => {
      this.connection.exec("BEGIN IMMEDIATE");
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

  async close(): Promise<void> {
    await this.last;
    this.connection.close();
  }

  private readonly direct: Sql = {
    rows: (statement, ...values) => Promise.resolve(this.connection.prepare(statement).all(...values) as Row[]),
    change: (statement, ...values) => Promise.resolve(this.connection.prepare(statement).run(...values).changes),
  };

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.last.then(work);
    this.last = result.catch(() => undefined);
    return result;
  }
}
