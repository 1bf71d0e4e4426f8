import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** A service, whose name is known once an update of it has ended. */
export interface DeployedService {
  readonly name: pulumi.Output<string>;
  readonly clusterArn: pulumi.Input<string>;
  /** Task definition that the service was asked to run. */
  readonly taskDefinition: pulumi.Input<string | undefined>;
  readonly parent: pulumi.Resource;
}

/**
 * Stops an update whose state says that a revision was deployed while ECS runs another, as it does after a rollback:
 * the engine would see nothing left to deploy, and go on to remove what only the running tasks need. A preview doesn't
 * ask, as it can't tell a revision that is still to be deployed from one that was rolled back.
 */
export function requireRunningRevision({ name, clusterArn, taskDefinition, parent }: DeployedService): void {
  if (pulumi.runtime.isDryRun()) return;
  const running = aws.ecs.getServiceOutput({ clusterArn, serviceName: name }, { parent });
  pulumi.all([running.taskDefinition, taskDefinition, name]).apply(([runs, asked, serviceName]) => {
    const problem = revisionProblem({ serviceName, runs, asked });
    if (problem !== undefined) throw new pulumi.RunError(problem);
  });
}

/** The revision of a service's task definition that ECS runs, by ARN, and the one that it was told to run. */
export interface Revisions {
  readonly serviceName: string;
  readonly runs: string;
  readonly asked: string | undefined;
}

/**
 * The problem where ECS runs another revision, with its fix. A family without a revision, which a transform may give,
 * is none.
 */
export function revisionProblem({ serviceName, runs, asked }: Revisions): string | undefined {
  if (asked?.includes(":task-definition/") !== true || runs === asked) return undefined;
  return (
    `the service ${serviceName} runs ${revision(runs)}, and not ${revision(asked)} as Pulumi's state says: ` +
    "ECS rolled the last deployment back, or somebody changed it. Nothing that the running tasks need was removed. " +
    "Mend what made it fail, then run `pulumi up --refresh`, which reads what runs and deploys again"
  );
}

function revision(taskDefinitionArn: string): string {
  return taskDefinitionArn.split("task-definition/").at(-1) ?? taskDefinitionArn;
}
