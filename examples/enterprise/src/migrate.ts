import { runOnDatabase } from "./database-client";
import { migrate } from "./migrator";

// Migrates the schema and ends: a deployment runs it before the service changes to another version.
runOnDatabase(async (client, log) => {
  const applied = await migrate(client, log);
  log("info", "the schema is up to date", { applied });
});
