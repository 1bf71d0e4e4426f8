import type { Row, SqlDatabase } from "../store/sql";

/** What was read of an environment at a time. */
export interface KeptView<T = unknown> {
  readonly environment: string;
  /** ISO 8601, UTC. */
  readonly readAt: string;
  readonly content: T;
}

/** What was read of environments last, for answers that wait for nobody. */
export class ViewStore {
  constructor(private readonly database: SqlDatabase) {}

  async put(environment: string, name: string, readAt: Date, content: unknown): Promise<void> {
    await this.database.change(
      `INSERT INTO views (environment, name, read_at, content) VALUES (?, ?, ?, ?)
       ON CONFLICT (environment, name) DO UPDATE SET read_at = excluded.read_at, content = excluded.content`,
      ...[environment, name, readAt.toISOString(), JSON.stringify(content)],
    );
  }

  /** What was read of all environments, in the order of their names. */
  async all<T>(name: string): Promise<readonly KeptView<T>[]> {
    const statement = "SELECT environment, read_at, content FROM views WHERE name = ? ORDER BY environment";
    return (await this.database.rows(statement, name)).map((row) => viewIn<T>(row));
  }

  async find<T>(environment: string, name: string): Promise<KeptView<T> | undefined> {
    const statement = "SELECT environment, read_at, content FROM views WHERE environment = ? AND name = ?";
    const [row] = await this.database.rows(statement, environment, name);
    return row === undefined ? undefined : viewIn<T>(row);
  }
}

function viewIn<T>({ environment, read_at: readAt, content }: Row): KeptView<T> {
  return {
    environment: String(environment),
    readAt: String(readAt),
    content: JSON.parse(String(content)) as T,
  };
}
