import { CloudWatchLogsClient, GetLogEventsCommand, ResourceNotFoundException } from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeTasksCommand,
  ECSClient,
  paginateListTasks,
  RunTaskCommand,
  StopTaskCommand,
  type Task,
} from "@aws-sdk/client-ecs";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { parseArn } from "../../shared/arn";
import { MigrationError } from "./failure";
import { CONTAINERS, type MigrationRunInputs } from "./inputs";
import type { LogLine, MigrationTask, MigrationTasks, StartRequest } from "./tasks";

/** Amazon ECS API Reference, DescribeTasks. */
const TASKS_AT_ONCE = 100;
/** Lines of a container that are looked at. */
const MOST_LINES = 1000;

/**
 * Tasks in ECS, reached with the credentials and endpoints of the AWS SDK's standard settings, in the cluster's region.
 */
export class EcsTasks implements MigrationTasks {
  private readonly ecs: ECSClient;
  private readonly logs: CloudWatchLogsClient;

  constructor(private readonly inputs: MigrationRunInputs) {
    const { region } = parseArn(inputs.clusterArn);
    this.ecs = new ECSClient({ region });
    this.logs = new CloudWatchLogsClient({ region });
  }

  async all(): Promise<readonly MigrationTask[]> {
    const arns = [...(await this.listed("RUNNING")), ...(await this.listed("STOPPED"))].slice(0, TASKS_AT_ONCE);
    return arns.length === 0 ? [] : this.described(arns);
  }

  async start({ startedBy, clientToken }: StartRequest): Promise<MigrationTask> {
    const { clusterArn: cluster, taskDefinitionArn: taskDefinition, subnetIds, securityGroupIds } = this.inputs;
    const { tasks = [], failures = [] } = await this.ecs.send(
      new RunTaskCommand({
        cluster,
        taskDefinition,
        startedBy,
        clientToken,
        launchType: "FARGATE",
        networkConfiguration: {
          awsvpcConfiguration: {
            subnets: [...subnetIds],
            securityGroups: [...securityGroupIds],
            assignPublicIp: "DISABLED",
          },
        },
        propagateTags: "TASK_DEFINITION",
        enableECSManagedTags: true,
      }),
    );
    const [task] = tasks;
    if (task !== undefined) return taskOf(task);
    const reasons = failures.map(({ reason, detail }) => [reason, detail].filter(Boolean).join(": ")).join("; ");
    throw new MigrationError(`ECS did not start the migration: ${reasons}`);
  }

  async describe(taskArn: string): Promise<MigrationTask | undefined> {
    return (await this.described([taskArn]))[0];
  }

  async stop(taskArn: string, reason: string): Promise<void> {
    await this.ecs.send(new StopTaskCommand({ cluster: this.inputs.clusterArn, task: taskArn, reason }));
  }

  async log(taskArn: string): Promise<readonly LogLine[]> {
    const id = taskArn.split("/").at(-1) ?? "";
    const streams = await Promise.all(
      CONTAINERS.map(({ name, streamPrefix }) => this.lines(`${streamPrefix}/${name}/${id}`)),
    );
    return streams.flat();
  }

  private async listed(desiredStatus: "RUNNING" | "STOPPED"): Promise<string[]> {
    const family = parseArn(this.inputs.taskDefinitionArn).resource.replace(/^task-definition\/|:\d+$/g, "");
    const pages = paginateListTasks({ client: this.ecs }, { cluster: this.inputs.clusterArn, family, desiredStatus });
    const arns: string[] = [];
    for await (const { taskArns = [] } of pages) arns.push(...taskArns);
    return arns;
  }

  private async described(arns: string[]): Promise<MigrationTask[]> {
    const { tasks = [] } = await this.ecs.send(
      new DescribeTasksCommand({ cluster: this.inputs.clusterArn, tasks: arns }),
    );
    return tasks.map(taskOf);
  }

  /** The newest lines of a stream, which is there once its container has written one. */
  private async lines(logStreamName: string): Promise<LogLine[]> {
    const { logGroupName } = this.inputs;
    const command = new GetLogEventsCommand({ logGroupName, logStreamName, limit: MOST_LINES });
    const { events = [] } = await this.logs.send(command).catch((error: unknown) => {
      if (error instanceof ResourceNotFoundException) return { events: [] };
      throw error;
    });
    const seen = new Map<string, number>();
    return events.map(({ timestamp = 0, message = "" }) => {
      const place = `${logStreamName} ${timestamp} ${message}`;
      const count = (seen.get(place) ?? 0) + 1;
      seen.set(place, count);
      return { id: `${place} ${count}`, text: message };
    });
  }
}

/**
 * Refuses credentials of another account than the cluster's, into which the program's provider deployed.
 * @throws {MigrationError}
 */
export async function requireAccount(clusterArn: string): Promise<void> {
  const { accountId, region } = parseArn(clusterArn);
  const { Account: own } = await new STSClient({ region }).send(new GetCallerIdentityCommand({}));
  if (own === accountId) return;
  throw new MigrationError(
    `the AWS credentials of this environment are those of account ${String(own)}, and the migration has to run in ${accountId}, ` +
      "into which the program deploys. A profile or role that the program gives its provider is not seen here: set AWS_PROFILE to it",
  );
}

function taskOf(task: Task): MigrationTask {
  const { taskArn = "", startedBy, lastStatus = "", createdAt, stopCode, stoppedReason, containers = [] } = task;
  return {
    arn: taskArn,
    status: lastStatus,
    createdAt: createdAt?.getTime() ?? 0,
    startedBy,
    stopCode,
    stoppedReason,
    containers: containers.map(({ name = "", exitCode, reason }) => ({ name, exitCode, reason })),
  };
}
