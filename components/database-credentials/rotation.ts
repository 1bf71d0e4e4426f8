import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { createNotifyingAlarm } from "../shared/alarm";
import { parseArn } from "../shared/arn";
import type { Children } from "../shared/children";
import { keepingInputs } from "../shared/kept-inputs";
import { DEFAULT_LOG_RETENTION_DAYS } from "../shared/log-retention";
import { automaticName, boundedName } from "../shared/naming";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import { rotationFailed } from "./alarms";
import type { DatabaseCredentialsArgs, DatabaseCredentialsTransforms, RotationArgs } from "./args";
import { ROTATION_CAPABILITIES, rotationApplication, rotationParameters } from "./rotation-application";

type CredentialsChildren = Children<DatabaseCredentialsTransforms>;

/** AWS Lambda API Reference, CreateFunction. */
const FUNCTION_NAME_LENGTH = 64;
/** AWS CloudFormation API Reference, CreateStack, StackName, less the `serverlessrepo-` that the repository adds. */
const STACK_NAME_LENGTH = 113;
/** AWS Lambda Developer Guide, "Sending Lambda function logs to CloudWatch Logs". */
const LOG_GROUP_PREFIX = "/aws/lambda/";
const DEFAULT_ROTATION = { days: 30, windowHours: 4, immediately: false };

/**
 * Creates AWS's function that changes the password, with its logs and alarm.
 * @returns ARN of the function, known once it may log.
 */
export function createRotationFunction(
  children: CredentialsChildren,
  args: DatabaseCredentialsArgs,
): pulumi.Output<string> {
  const logGroup = createLogGroup(children, boundedName(`${children.name}-rotation`, FUNCTION_NAME_LENGTH), args);
  // Fixed: of another name, the function would make a log group of its own, without retention and key.
  const functionName = logGroup.name.apply((name) => name.replace(LOG_GROUP_PREFIX, ""));
  const access = createEndpointAccess(children, args.vpcId);
  const stack = createStack(children, functionName, args, access.securityGroupId, [logGroup, access.rule]);
  const { alarmActions } = args;
  if (alarmActions !== undefined) {
    createNotifyingAlarm(children, rotationFailed(children.name, functionName), alarmActions);
  }
  return stack.outputs.apply((outputs) => outputs.RotationLambdaARN ?? "");
}

/** Has Secrets Manager change the password by the function. */
export function createRotation(
  { name, parent, transform }: CredentialsChildren,
  rotation: RotationArgs | undefined,
  secretId: pulumi.Input<string>,
  rotationLambdaArn: pulumi.Input<string>,
): aws.secretsmanager.SecretRotation {
  const { days, windowHours, immediately } = { ...DEFAULT_ROTATION, ...rotation };
  return new aws.secretsmanager.SecretRotation(
    ...transformed<aws.secretsmanager.SecretRotationArgs>(
      transform.secretRotation,
      name,
      {
        secretId,
        rotationLambdaArn,
        rotateImmediately: immediately,
        rotationRules: { automaticallyAfterDays: days, duration: `${windowHours}h` },
      },
      { parent },
    ),
  );
}

function createLogGroup(
  { name, parent, tags, transform }: CredentialsChildren,
  functionName: string,
  { kmsKeyArn, logRetentionDays }: DatabaseCredentialsArgs,
): aws.cloudwatch.LogGroup {
  const groupName = `${name}-rotation`;
  return new aws.cloudwatch.LogGroup(
    ...transformed<aws.cloudwatch.LogGroupArgs>(
      transform.logGroup,
      groupName,
      {
        name: `${LOG_GROUP_PREFIX}${functionName}`,
        kmsKeyId: kmsKeyArn,
        retentionInDays: logRetentionDays ?? DEFAULT_LOG_RETENTION_DAYS,
        tags: namedTags(groupName, tags),
      },
      keepingInputs(["name"], { parent }),
    ),
  );
}

interface EndpointAccess {
  readonly securityGroupId: pulumi.Output<string>;
  readonly rule: pulumi.Resource;
}

/** The way to Secrets Manager: the database's clients may reach the database only. */
function createEndpointAccess(
  { name, parent, tags, transform }: CredentialsChildren,
  vpcId: pulumi.Input<string>,
): EndpointAccess {
  const groupName = `${name}-rotation`;
  const group = new aws.ec2.SecurityGroup(
    ...transformed<aws.ec2.SecurityGroupArgs>(
      transform.securityGroup,
      groupName,
      { vpcId, description: "Function that rotates the password", tags: namedTags(groupName, tags) },
      keepingInputs(["description"], { parent }),
    ),
  );
  const ruleName = `${groupName}-to-https`;
  const rule = new aws.vpc.SecurityGroupEgressRule(
    ...transformed<aws.vpc.SecurityGroupEgressRuleArgs>(
      transform.egressRule,
      ruleName,
      {
        securityGroupId: group.id,
        description: "HTTPS to Secrets Manager",
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        cidrIpv4: "0.0.0.0/0",
        tags: namedTags(ruleName, tags),
      },
      { parent },
    ),
  );
  return { securityGroupId: group.id, rule };
}

function createStack(
  { name, parent, tags, transform }: CredentialsChildren,
  functionName: pulumi.Output<string>,
  { kmsKeyArn, subnetIds, database }: DatabaseCredentialsArgs,
  securityGroupId: pulumi.Input<string>,
  dependsOn: pulumi.Resource[],
): aws.serverlessrepository.CloudFormationStack {
  const region = pulumi.output(kmsKeyArn).apply((arn) => parseArn(arn).region);
  const application = region.apply(rotationApplication);
  const parameters = pulumi
    .output({
      region,
      functionName,
      kmsKeyArn,
      subnetIds,
      securityGroupIds: [database.clientSecurityGroupId, securityGroupId],
    })
    .apply(rotationParameters);
  const stackName = `${name}-rotation`;
  return new aws.serverlessrepository.CloudFormationStack(
    ...transformed<aws.serverlessrepository.CloudFormationStackArgs>(
      transform.rotationStack,
      automaticName(stackName, STACK_NAME_LENGTH),
      {
        applicationId: application.applicationId,
        semanticVersion: application.semanticVersion,
        capabilities: [...ROTATION_CAPABILITIES],
        parameters,
        tags: namedTags(stackName, tags),
      },
      // The name of the function is fixed, so that there can't be two of it.
      { parent, dependsOn, deleteBeforeReplace: true },
    ),
  );
}
