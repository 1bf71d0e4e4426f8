import * as pulumi from "@pulumi/pulumi";
import { MIGRATION_RUN, type MigrationRunInputs } from "./provider/inputs";

/** Arguments of {@link MigrationRun}, which hold names and ARNs only. */
export type MigrationRunArgs = {
  readonly [Name in keyof MigrationRunInputs]: pulumi.Input<MigrationRunInputs[Name]>;
};

/**
 * One run of a migration: creating it starts the task, waits for its end, and fails the update where the task fails.
 * Another image, command or database runs it again, and another first password of services; any other change is noted
 * and runs nothing. Deleting it does nothing: a schema isn't migrated back.
 *
 * Pulumi's engine has the provider `pulumi-resource-proofpix` do so, which comes with this library.
 */
export class MigrationRun extends pulumi.CustomResource {
  /** ARN of the task that ran last. ECS forgets a task an hour after its end; its log stays. */
  declare public readonly taskArn: pulumi.Output<string>;

  constructor(name: string, args: MigrationRunArgs, opts?: pulumi.CustomResourceOptions) {
    super(MIGRATION_RUN, name, { ...args, taskArn: undefined }, opts);
  }
}
