import { Pool, type PoolClient } from "pg";
import type { Row, Sql, SqlDatabase, SqlValue } from "./sql";

/** Number of the lock that serialized transactions hold; any number that nothing else in the database uses. */
const SERIALIZED = 8_420_001;

/** PostgreSQL, which several instances of the service share. */
export class PostgresDatabase implements SqlDatabase {
  readonly countingKey = "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY";
  private readonly pool: Pool;

  /** @param url such as `postgresql://service@database.example:5432/deployments` */
  constructor(url: string) {
    this.pool = new Pool({ connectionString: url });
    this.pool.on("error", () => undefined); // an idle connection that ends is replaced by the next statement's
    // One that ends while a transaction has it fails the transaction's next statement; unheard, it would end the process.
    this.pool.on("connect", (client) => client.on("error", () => undefined));
  }

  rows(statement: string, ...values: readonly SqlValue[]): Promise<readonly Row[]> {
    return on(this.pool).rows(statement, ...values);
  }

  change(statement: string, ...values: readonly SqlValue[]): Promise<number> {
    return on(this.pool).change(statement, ...values);
  }

  async transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query("BEGIN");
      const result = await work(on(client));
      await client.query("COMMIT");
      return result;
    } catch (error) {
      broken = await rolledBack(client);
      throw error;
    } finally {
      client.release(broken);
    }
  }

  serialized<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.transaction(async (sql) => {
      // Held until the transaction has ended, and what it did is seen (PostgreSQL, "Advisory Locks").
      await sql.rows("SELECT pg_advisory_xact_lock(?)", SERIALIZED);
      return work(sql);
    });
  }

  close(): Promise<void> {
    return this.pool.end();
  }
}

/** Undoes a transaction. @returns why the connection can't be used any more, if it can't */
async function rolledBack(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query("ROLLBACK");
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function on(client: Pick<PoolClient, "query">): Sql {
  const query = async (statement: string, values: readonly SqlValue[]) =>
    client.query<Record<string, unknown>>(numbered(statement), [...values]);
  return {
    rows: async (statement, ...values) => (await query(statement, values)).rows,
    change: async (statement, ...values) => (await query(statement, values)).rowCount ?? 0,
  };
}

/** PostgreSQL writes places of values as `$1`, `$2` … */
function numbered(statement: string): string {
  let count = 0;
  return statement.replace(/\?/g, () => `$${++count}`);
}
