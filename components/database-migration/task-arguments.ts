import * as pulumi from "@pulumi/pulumi";
import type { SidecarArgs } from "../container-service";
import type { TaskDefinitionArgs } from "../container-service/task-definition";
import type { DatabaseMigrationArgs } from "./args";

/** Defaults of the arguments. */
export const DEFAULTS = { cpu: "500m", memory: "1Gi", timeout: "15m", username: "migration" } as const;

/** Variables in which the command of the role finds the role's name and password. */
export const ROLE_VARIABLES: readonly string[] = ["MIGRATION_USERNAME", "MIGRATION_PASSWORD"];

/** A task definition's arguments with the container that makes the role. */
export type MigrationTaskArgs = TaskDefinitionArgs & { readonly sidecars: readonly [SidecarArgs] };

/**
 * The containers of the task: the one that makes the role knows the administrator's credentials, and the migration's
 * own knows those of the role alone.
 */
export function migrationTaskArgs(args: DatabaseMigrationArgs, roleSecretArn: pulumi.Input<string>): MigrationTaskArgs {
  const { image, registryCredentialsArn, environment, command, role, architecture, clusterArn } = args;
  const common = { image, registryCredentialsArn, environment };
  return {
    ...common,
    cluster: { clusterArn, clusterName: "" },
    cpu: args.cpu ?? DEFAULTS.cpu,
    memory: args.memory ?? DEFAULTS.memory,
    architecture,
    command,
    containerHealthCheck: false,
    secrets: credentials("DATABASE", roleSecretArn),
    sidecars: [
      {
        ...common,
        name: "role",
        command: role.command,
        runsFirst: true,
        secrets: {
          ...credentials("DATABASE", args.database.administratorSecretArn),
          ...credentials("MIGRATION", roleSecretArn),
        },
      },
    ],
  };
}

function credentials(
  whose: "DATABASE" | "MIGRATION",
  secretArn: pulumi.Input<string>,
): Readonly<Record<string, pulumi.Output<string>>> {
  return {
    [`${whose}_USERNAME`]: pulumi.interpolate`${secretArn}:username::`,
    [`${whose}_PASSWORD`]: pulumi.interpolate`${secretArn}:password::`,
  };
}
