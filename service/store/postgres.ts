import { Pool, type PoolClient } from "pg";
import type { Row, Sql, SqlDatabase, SqlValue } from "./sql";

/** PostgreSQL, which several instances of the service share. */
export class PostgresDatabase implements SqlDatabase {
  readonly countingKey = "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY";
  private readonly pool: Pool;

  /** @param url such as `postgresql://service@database.example:5432/deployments` */
  constructor(url: string) {
    this.pool = new Pool({ connectionString: url });
    this.pool.on("error", () => undefined); // an idle connection that ends is replaced by the next statement's
  }

  rows(statement: string, ...values: readonly SqlValue[]): Promise<readonly Row[]> {
    return on(this.pool).rows(statement, ...values);
  }

  change(statement: string, ...values: readonly SqlValue[]): Promise<number> {
    return on(this.pool).change(statement, ...values);
  }

  async transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    try {
      await client.query("BEGIN");
      const result = await work(on(client));
      await client.query("COMMIT");
      return result;
    } catch (error) {
      await client.query("ROLLBACK");
      throw error;
    } finally {
      client.release();
    }
  }

  close(): Promise<void> {
    return this.pool.end();
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
