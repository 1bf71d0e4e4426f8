import type { HealthSpan } from "../../automation/reports/health";
import type { RunningStatus } from "../../automation/status/status";
import type { Row, SqlDatabase } from "../store/sql";

/** Longer than this without a look, nobody knows how the environment was; in milliseconds. */
const LONGEST_GAP = 60_000;

/** What isn't well in an environment, as sentences; none where all is. */
export function healthProblems({ services, endpoints, alarms }: RunningStatus): readonly string[] {
  const isWell = (health: string): boolean => health === "healthy" || health === "not observed";
  return [
    ...services.filter(({ health }) => !isWell(health)).map(({ name, problems }) => `${name}: ${problems.join("; ")}`),
    ...endpoints.filter(({ state }) => state !== "passed").map(({ subject, detail }) => `${subject} ${detail}`),
    ...alarms.map(({ name }) => `the alarm ${name} rings`),
  ];
}

/** How environments were seen over time. */
export class HealthSpans {
  constructor(private readonly database: SqlDatabase) {}

  /** Notes how an environment is seen at a time: the span before goes on, or another one begins. */
  note(environment: string, at: Date, problems: readonly string[]): Promise<void> {
    return this.database.transaction(async (sql) => {
      const [last] = await sql.rows(
        "SELECT * FROM health_spans WHERE environment = ? ORDER BY began_at DESC LIMIT 1",
        environment,
      );
      const now = at.toISOString();
      const content = JSON.stringify(problems);
      if (last !== undefined && at.getTime() - Date.parse(String(last.seen_at)) <= LONGEST_GAP) {
        // Until now it was as it was seen before.
        const statement = "UPDATE health_spans SET seen_at = ? WHERE environment = ? AND began_at = ?";
        await sql.change(statement, now, environment, String(last.began_at));
        if (last.problems === content) return;
      }
      await sql.change("INSERT INTO health_spans VALUES (?, ?, ?, ?)", environment, now, now, content);
    });
  }

  /** Spans of an environment that reach into a period, oldest first. */
  async list(environment: string, from: Date, to: Date): Promise<readonly HealthSpan[]> {
    const statement = `SELECT * FROM health_spans WHERE environment = ? AND began_at < ? AND seen_at >= ? ORDER BY began_at`;
    return (await this.database.rows(statement, environment, to.toISOString(), from.toISOString())).map(spanIn);
  }
}

function spanIn(row: Row): HealthSpan {
  const problems = JSON.parse(String(row.problems)) as string[];
  return { isHealthy: problems.length === 0, from: String(row.began_at), to: String(row.seen_at), problems };
}
