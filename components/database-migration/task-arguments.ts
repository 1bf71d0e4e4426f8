import * as pulumi from "@pulumi/pulumi";
import type { SidecarArgs } from "../container-service";
import type { TaskResourceArgs } from "../container-service/task";
import type { DatabaseMigrationArgs } from "./args";

/** Defaults of the arguments. */
export const DEFAULTS = { cpu: "500m", memory: "1Gi", timeout: "15m", username: "migration" } as const;

/** Variables in which the command of the role finds the names and passwords of the roles that it makes. */
export const ROLE_VARIABLES: readonly string[] = ["MIGRATION", "SERVICE"].flatMap((whose) => [
  `${whose}_USERNAME`,
  `${whose}_PASSWORD`,
]);

/** A task's arguments with the container that makes the role. */
export type MigrationTaskArgs = TaskResourceArgs & { readonly sidecars: readonly [SidecarArgs] };

/**
 * The containers of the task: the one that makes the roles knows the administrator's credentials, and the migration's
 * own knows those of the role alone.
 */
export function migrationTaskArgs(args: DatabaseMigrationArgs, roleSecretArn: pulumi.Input<string>): MigrationTaskArgs {
  const { image, registryCredentialsArn, environment, command, role, service, architecture, clusterArn } = args;
  const { vpcId, vpcCidrBlock, kmsKeyArn, secretKeyArns, logRetentionDays } = args;
  const common = { image, registryCredentialsArn, environment };
  return {
    ...common,
    ...{ vpcId, vpcCidrBlock, kmsKeyArn, secretKeyArns, logRetentionDays },
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
          ...(service !== undefined && credentials("SERVICE", service.secretArn)),
        },
      },
    ],
  };
}

function credentials(
  whose: "DATABASE" | "MIGRATION" | "SERVICE",
  secretArn: pulumi.Input<string>,
): Readonly<Record<string, pulumi.Output<string>>> {
  return {
    [`${whose}_USERNAME`]: pulumi.interpolate`${secretArn}:username::`,
    [`${whose}_PASSWORD`]: pulumi.interpolate`${secretArn}:password::`,
  };
}
