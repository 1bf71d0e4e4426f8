import type { Credentials } from "./credentials";
import { runOnDatabase } from "./database-client";
import type { EnvironmentReader } from "./environment-reader";
import { SettingsError } from "./settings";
import { makeRole } from "./role";
import { makeServiceRole } from "./service-role";

const REASON = "the role's name and password come from the deployment";

// Makes the roles with which migrations and services log in, as the database's administrator, and ends.
runOnDatabase(async (client, log, environment) => {
  const migration = credentialsOf("MIGRATION", environment);
  // Absent: services log in with something else.
  const hasService = environment.text("SERVICE_USERNAME") !== undefined;
  const service = hasService ? credentialsOf("SERVICE", environment) : undefined;
  if (environment.problems.length > 0) throw new SettingsError(environment.problems);
  const moved = await makeRole(client, migration);
  log("info", "the role of migrations is ready", { role: migration.username, moved });
  if (service === undefined) return;
  const group = await makeServiceRole(client, service, migration.username);
  log("info", "the role of services is ready", { role: service.username, group });
});

function credentialsOf(whose: "MIGRATION" | "SERVICE", environment: EnvironmentReader): Credentials {
  return {
    username: environment.required(`${whose}_USERNAME`, REASON),
    password: environment.required(`${whose}_PASSWORD`, REASON),
  };
}
