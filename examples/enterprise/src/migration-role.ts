import { runOnDatabase } from "./database-client";
import { SettingsError } from "./settings";
import { makeRole } from "./role";

// Makes the role with which migrations log in, as the database's administrator, and ends.
runOnDatabase(async (client, log, environment) => {
  const reason = "the role's name and password come from the deployment";
  const username = environment.required("MIGRATION_USERNAME", reason);
  const password = environment.required("MIGRATION_PASSWORD", reason);
  if (environment.problems.length > 0) throw new SettingsError(environment.problems);
  const moved = await makeRole(client, { username, password });
  log("info", "the role of migrations is ready", { role: username, moved });
});
