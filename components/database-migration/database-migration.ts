import * as pulumi from "@pulumi/pulumi";
import { createTask } from "../container-service/task";
import { durationSeconds } from "../shared/quantity";
import { transformed } from "../shared/transform";
import { requireValid } from "../shared/validation";
import type { DatabaseMigrationArgs } from "./args";
import { MigrationRun, type MigrationRunArgs } from "./migration-run";
import { createRoleSecret } from "./role-secret";
import { DEFAULTS, migrationTaskArgs } from "./task-arguments";
import { validateDatabaseMigration } from "./validate";

/**
 * Migrates the schema of a database before a service changes to another image: a task of that image, which runs
 * once for each digest, with a role of PostgreSQL of its own. An update waits for the task, and fails where it fails,
 * with the last lines of its log. What depends on the component isn't touched then: the old version goes on serving.
 * About $0.40 a month for the role's secret, and the minutes of the task on Fargate.
 *
 * @throws {pulumi.InputPropertiesError} naming every argument that could not work.
 */
export class DatabaseMigration extends pulumi.ComponentResource {
  /** ARN of the task that ran last. */
  public readonly taskArn: pulumi.Output<string>;
  /** ARN of the task definition that the migration runs. */
  public readonly taskDefinitionArn: pulumi.Output<string>;
  /** Log group of the migration's output. */
  public readonly logGroupName: pulumi.Output<string>;
  /** ARN of the secret with the role's name and password. */
  public readonly secretArn: pulumi.Output<string>;

  constructor(name: string, args: DatabaseMigrationArgs, opts?: pulumi.ComponentResourceOptions) {
    requireValid("DatabaseMigration", name, args, validateDatabaseMigration);
    super("proofpix:database-migration:DatabaseMigration", name, {}, opts);

    const children = { name, parent: this, tags: args.tags, transform: args.transform ?? {} };
    const secretArn = createRoleSecret(children, args, args.role.username ?? DEFAULTS.username);
    const task = migrationTaskArgs(args, secretArn);
    const { logGroup, roles, network, taskDefinition } = createTask(children, task, "FARGATE");
    const run = new MigrationRun(
      ...transformed<MigrationRunArgs>(
        children.transform.run,
        name,
        {
          image: args.image,
          command: [...args.command],
          databaseHost: args.database.writerHost,
          ...(args.service !== undefined && { serviceSecretVersion: args.service.secretVersion }),
          clusterArn: args.clusterArn,
          taskDefinitionArn: taskDefinition.arn,
          subnetIds: args.subnetIds,
          securityGroupIds: [network.securityGroup.id, args.database.clientSecurityGroupId],
          logGroupName: logGroup.name,
          timeoutSeconds: durationSeconds(args.timeout ?? DEFAULTS.timeout),
        } as MigrationRunArgs,
        { parent: this, dependsOn: [...roles.policies, ...network.rules] },
      ),
    );

    this.taskArn = run.taskArn;
    this.taskDefinitionArn = taskDefinition.arn;
    this.logGroupName = logGroup.name;
    this.secretArn = secretArn;
    this.registerOutputs({
      taskArn: this.taskArn,
      taskDefinitionArn: this.taskDefinitionArn,
      logGroupName: this.logGroupName,
      secretArn: this.secretArn,
    });
  }
}
