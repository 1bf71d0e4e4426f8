import type { Database } from "./database";
import { Gauge, type Metric } from "./metrics";

/** What Prometheus learns about the connections to the database. */
export function databaseMetrics(database: Pick<Database, "connections">): readonly Metric[] {
  const help = "Connections of the pool to each host by state; waiting are the callers that have none yet.";
  return [
    new Gauge("database_pool_connections", help, () =>
      database
        .connections()
        .flatMap(({ host, ...states }) =>
          Object.entries(states).map(([state, value]) => ({ labels: { host, state }, value })),
        ),
    ),
  ];
}
