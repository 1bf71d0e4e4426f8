import { ROLE_NAME } from "../../../../components/shared/database-role";
import { cpu, duration, flag, group, size, text, textList } from "../../../configuration/schema/fields";

const RUNS = "runs the migration before the service is changed";
const NEXT_RUN = "counts from the next run on";

/** The group `proofpix:services[].migration`. */
export const migration = group(
  {
    command: textList(/^[^]+$/, {
      description:
        "What the service's image runs to migrate the schema, word by word; it ends with 0, and does nothing where all is done.",
      allowed: "a text",
      changing: RUNS,
      examples: ["node", "dist/migrate.js"],
    }),
    roleCommand: textList(/^[^]+$/, {
      description:
        "What the service's image runs first, as the database's administrator, to make the roles with which the migration and the services log in.",
      allowed: "a text",
      changing: NEXT_RUN,
      examples: ["node", "dist/migration-role.js"],
    }),
    username: text(ROLE_NAME, {
      description: "Name of the role of PostgreSQL with which the migration logs in.",
      allowed: "lower-case letters, digits and underscores",
      changing: `${NEXT_RUN}; the former role stays, and what it owns`,
      examples: ["migration"],
    }).default("migration"),
    serviceRole: flag({
      description:
        "Whether roleCommand also makes the role with which all services log in to the database, which may only read and write rows. Without it, they log in as the administrator, who may change and drop every table.",
      changing:
        "runs the migration, then deploys every service that uses the database; where the image doesn't make the role, their tasks fail and ECS rolls them back. About 0.40 USD a month for its secret",
    }).default(true),
    timeout: duration(60, 21_600, {
      description: "Time after which a migration that hasn't ended is stopped, and the deployment fails.",
      changing: NEXT_RUN,
      examples: ["15m"],
    }).default("15m"),
    cpu: cpu({
      description: "CPU of the migration's task, which runs on Fargate: with the memory one of its pairs.",
      changing: `${NEXT_RUN}; paid for while it runs`,
      examples: ["500m"],
    }).default("500m"),
    memory: size({
      description: "Memory of the migration's task, which runs on Fargate: with the CPU one of its pairs.",
      changing: `${NEXT_RUN}; paid for while it runs`,
      examples: ["1Gi"],
    }).default("1Gi"),
    irreversible: flag({
      description:
        "Whether the migrations of this release leave a schema that earlier versions can't work with: a rollback to before it is refused. Take it out again with the next release.",
      changing: "nothing by itself",
    }).default(false),
  },
  {
    description:
      "Migration of the database's schema (DB-4): a task of the service's image that runs once for each image, before any service changes that uses the database.",
    changing: "adding one runs it; about 0.40 USD a month for the secret of its role",
    examples: [{ command: ["node", "dist/migrate.js"], roleCommand: ["node", "dist/migration-role.js"] }],
  },
);
