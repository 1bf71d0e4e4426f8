import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { executionPolicy, secretsRead } from "../container-service/execution-policy";
import { taskTrust } from "../container-service/task-policy";
import { DEFAULT_ARCHITECTURE } from "../shared/architecture";
import { keepingInputs } from "../shared/kept-inputs";
import { DEFAULT_LOG_RETENTION_DAYS } from "../shared/log-retention";
import { automaticName } from "../shared/naming";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import { requireValid } from "../shared/validation";
import type { AgentDaemonArgs, DaemonChildren } from "./agent-daemon-args";
import { validateAgentDaemon } from "./agent-daemon-validate";
import { daemonDefinitions, daemonVolumes } from "./daemon-definition";

const ROLE_NAME_LENGTH = 64;

/**
 * Datadog's agent on every EC2 instance of a cluster: one task each, confined, with a view of the instance's processes
 * and of what its containers use. It listens to nobody: services that send traces have agents as sidecars.
 *
 * @throws {pulumi.InputPropertiesError} naming every argument that could not work.
 */
export class AgentDaemon extends pulumi.ComponentResource {
  /** Name of the ECS service. */
  public readonly serviceName: pulumi.Output<string>;
  /** Log group of the agents. */
  public readonly logGroupName: pulumi.Output<string>;

  constructor(name: string, args: AgentDaemonArgs, opts?: pulumi.ComponentResourceOptions) {
    requireValid("AgentDaemon", name, args, validateAgentDaemon);
    super("proofpix:datadog:AgentDaemon", name, {}, opts);

    const children = { name, parent: this, tags: args.tags, transform: args.transform ?? {} };
    const logGroup = createLogGroup(children, args);
    const { role, policy } = createExecutionRole(children, args, logGroup.arn);
    const taskDefinition = createTaskDefinition(children, args, role.arn, logGroup.name);

    this.serviceName = createService(children, args, taskDefinition.arn, policy).name;
    this.logGroupName = logGroup.name;
    this.registerOutputs({ serviceName: this.serviceName, logGroupName: this.logGroupName });
  }
}

function createLogGroup(
  { name, parent, tags, transform }: DaemonChildren,
  { kmsKeyArn, logRetentionDays }: AgentDaemonArgs,
): aws.cloudwatch.LogGroup {
  const logGroupName = `/ecs/${name}`;
  return new aws.cloudwatch.LogGroup(
    ...transformed<aws.cloudwatch.LogGroupArgs>(
      transform.logGroup,
      name,
      {
        name: logGroupName,
        retentionInDays: logRetentionDays ?? DEFAULT_LOG_RETENTION_DAYS,
        kmsKeyId: kmsKeyArn,
        tags: namedTags(logGroupName, tags),
      },
      keepingInputs(["name"], { parent }),
    ),
  );
}

/** The agent itself calls nothing of AWS, and has no role. */
function createExecutionRole(
  { name, parent, tags, transform }: DaemonChildren,
  { apiKey, clusterArn, image, kmsKeyArn }: AgentDaemonArgs,
  logGroupArn: pulumi.Output<string>,
): { readonly role: aws.iam.Role; readonly policy: aws.iam.RolePolicy } {
  const roleName = automaticName(`${name}-execution`, ROLE_NAME_LENGTH);
  const role = new aws.iam.Role(
    ...transformed<aws.iam.RoleArgs>(
      transform.executionRole,
      roleName,
      {
        description: `Starts the tasks of ${name}`,
        assumeRolePolicy: pulumi.output(clusterArn).apply((arn) => JSON.stringify(taskTrust(arn))),
        tags: namedTags(roleName, tags),
      },
      { parent },
    ),
  );
  const needs = pulumi.output({
    images: [image],
    logGroupArn,
    secretArns: secretsRead({ secrets: { DD_API_KEY: apiKey } }),
    keyArns: [kmsKeyArn],
  });
  const policy = new aws.iam.RolePolicy(
    ...transformed<aws.iam.RolePolicyArgs>(
      transform.executionRolePolicy,
      `${name}-execution`,
      { role: role.name, policy: needs.apply((known) => JSON.stringify(executionPolicy(known))) },
      { parent, replaceOnChanges: ["policy"] },
    ),
  );
  return { role, policy };
}

function createTaskDefinition(
  { name, parent, tags, transform }: DaemonChildren,
  args: AgentDaemonArgs,
  executionRoleArn: pulumi.Output<string>,
  logGroupName: pulumi.Output<string>,
): aws.ecs.TaskDefinition {
  const isArm = (args.architecture ?? DEFAULT_ARCHITECTURE) === "arm64";
  return new aws.ecs.TaskDefinition(
    ...transformed<aws.ecs.TaskDefinitionArgs>(
      transform.taskDefinition,
      name,
      {
        family: name,
        requiresCompatibilities: ["EC2"],
        networkMode: "bridge",
        runtimePlatform: { operatingSystemFamily: "LINUX", cpuArchitecture: isArm ? "ARM64" : "X86_64" },
        executionRoleArn,
        volumes: daemonVolumes(args),
        containerDefinitions: daemonDefinitions(args, logGroupName),
        skipDestroy: true,
        tags: namedTags(name, tags),
      },
      keepingInputs(["family"], { parent }),
    ),
  );
}

/** Instances come and go: nothing waits until each has its agent. */
function createService(
  { name, parent, tags, transform }: DaemonChildren,
  { clusterArn }: AgentDaemonArgs,
  taskDefinition: pulumi.Output<string>,
  policy: aws.iam.RolePolicy,
): aws.ecs.Service {
  return new aws.ecs.Service(
    ...transformed<aws.ecs.ServiceArgs>(
      transform.service,
      name,
      {
        cluster: clusterArn,
        taskDefinition,
        launchType: "EC2",
        schedulingStrategy: "DAEMON",
        deploymentCircuitBreaker: { enable: true, rollback: true },
        enableEcsManagedTags: true,
        propagateTags: "SERVICE",
        tags: namedTags(name, tags),
      },
      { parent, dependsOn: [policy] },
    ),
  );
}
