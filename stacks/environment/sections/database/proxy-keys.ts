import { duration, group, text, wholeNumber } from "../../../configuration/schema/fields";

const WITHIN_MINUTES = "within minutes, without downtime";

/** The group `proofpix:database.proxy`. */
export const proxy = group(
  {
    maxConnectionsPercent: wholeNumber(1, 100, {
      description: "Share of the database's connections, in percent, that the proxy may open; 90 unless given.",
      changing: WITHIN_MINUTES,
      examples: [90],
    }).optional(),
    maxIdleConnectionsPercent: wholeNumber(0, 100, {
      description:
        "Share of the database's connections, in percent, that the proxy keeps open unused; half of maxConnectionsPercent unless given.",
      changing: WITHIN_MINUTES,
      examples: [45],
    }).optional(),
    connectionBorrowTimeout: duration(1, 300, {
      description: "Time that a service waits for a connection when all are in use; 30s unless given.",
      changing: WITHIN_MINUTES,
      examples: ["30s"],
    }).optional(),
    idleClientTimeout: duration(1, 28_800, {
      description: "Time without a query after which the proxy closes a service's connection; 30m unless given.",
      changing: WITHIN_MINUTES,
      examples: ["30m"],
    }).optional(),
    initQuery: text(/\S/, {
      description: "SQL that runs first on each connection to the database.",
      allowed: "SQL",
      changing: "new connections have it",
      examples: ["SET statement_timeout = '30s'"],
    }).optional(),
  },
  {
    description:
      "RDS Proxy before the database (DB-3), whose endpoint services get; none unless given, and {} for its defaults.",
    changing:
      "services move to or from its endpoint with a deployment of their own; about 22 dollars a month for two virtual CPUs, twice with a read-only endpoint",
    examples: [{ maxConnectionsPercent: 90 }],
  },
);
