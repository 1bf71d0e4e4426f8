import type { SqlDatabase } from "../store/sql";

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
    const rows = await this.database.rows(statement, name);
    return rows.map(({ environment, read_at: readAt, content }) => ({
      environment: String(environment),
      readAt: String(readAt),
      content: JSON.parse(String(content)) as T,
    }));
  }

  async find<T>(environment: string, name: string): Promise<KeptView<T> | undefined> {
    return (await this.all<T>(name)).find((view) => view.environment === environment);
  }
}
