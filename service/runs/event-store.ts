import type { PublicEvent } from "../deployments/public-record";
import type { Row, SqlDatabase, SqlValue } from "../store/sql";

/** An event of a run, as it is kept. */
export interface KeptEvent {
  /** One more for each event of the database: where a stream goes on from. */
  readonly sequence: number;
  readonly environment: string;
  readonly run: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly event: PublicEvent;
}

/** Which events are asked for. */
export interface EventQuery {
  /** Only those after this one. */
  readonly after: number;
  readonly environment?: string;
  readonly run?: string;
  readonly limit: number;
}

/** Events of runs, in the database that all instances of the service share. */
export class EventStore {
  constructor(private readonly database: SqlDatabase) {}

  async append(environment: string, run: string, at: Date, event: PublicEvent): Promise<void> {
    // A stream goes on after the highest number that it saw: one that is lower and is seen later would be skipped.
    await this.database.serialized((sql) =>
      sql.change(
        "INSERT INTO events (environment, run, at, code, data) VALUES (?, ?, ?, ?, ?)",
        ...[environment, run, at.toISOString(), event.code, JSON.stringify(event)],
      ),
    );
  }

  /** Events, oldest first. */
  async after({ after, environment, run, limit }: EventQuery): Promise<readonly KeptEvent[]> {
    const conditions: readonly { readonly text: string; readonly value: SqlValue }[] = [
      { text: "sequence > ?", value: after },
      ...(environment === undefined ? [] : [{ text: "environment = ?", value: environment }]),
      ...(run === undefined ? [] : [{ text: "run = ?", value: run }]),
    ];
    const where = conditions.map(({ text }) => text).join(" AND ");
    const rows = await this.database.rows(
      `SELECT * FROM events WHERE ${where} ORDER BY sequence LIMIT ?`,
      ...conditions.map(({ value }) => value),
      limit,
    );
    return rows.map(eventIn);
  }

  /** The newest event's number; 0 where there is none. */
  async last(): Promise<number> {
    const [row] = await this.database.rows("SELECT MAX(sequence) AS last FROM events");
    return Number(row?.last ?? 0);
  }

  /** Forgets what is older than a time: the records of deployments keep what came of it. */
  async forgetBefore(time: Date): Promise<void> {
    await this.database.change("DELETE FROM events WHERE at < ?", time.toISOString());
  }
}

function eventIn(row: Row): KeptEvent {
  return {
    sequence: Number(row.sequence),
    environment: String(row.environment),
    run: String(row.run),
    at: String(row.at),
    event: JSON.parse(String(row.data)) as PublicEvent,
  };
}
