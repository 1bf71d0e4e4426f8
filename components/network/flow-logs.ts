import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { keepingInputs } from "../shared/kept-inputs";
import { automaticName } from "../shared/naming";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import { requireValid } from "../shared/validation";
import { flowLogPolicy, flowLogTrust } from "./flow-log-policy";
import type { FlowLogsArgs } from "./flow-logs-args";
import { validateFlowLogs } from "./flow-logs-validate";

const ROLE_NAME_LENGTH = 64;

/** A record of every connection in a VPC, accepted or rejected, in CloudWatch Logs. */
export class FlowLogs extends pulumi.ComponentResource {
  constructor(name: string, args: FlowLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    requireValid("FlowLogs", name, args, validateFlowLogs);
    super("proofpix:network:FlowLogs", name, {}, opts);
    const { transform } = args;

    const logGroup = new aws.cloudwatch.LogGroup(
      ...transformed<aws.cloudwatch.LogGroupArgs>(
        transform?.flowLogGroup,
        name,
        {
          name: args.logGroupName,
          retentionInDays: args.retentionDays,
          kmsKeyId: args.keyArn,
          tags: namedTags(name, args.tags),
        },
        keepingInputs(["name"], { parent: this }),
      ),
    );
    const role = this.createRole(name, args, logGroup.arn);
    const policy = new aws.iam.RolePolicy(
      ...transformed<aws.iam.RolePolicyArgs>(
        transform?.flowLogRolePolicy,
        name,
        { role: role.name, policy: pulumi.jsonStringify(logGroup.arn.apply(flowLogPolicy)) },
        { parent: this },
      ),
    );
    new aws.ec2.FlowLog(
      ...transformed<aws.ec2.FlowLogArgs>(
        transform?.flowLog,
        name,
        {
          vpcId: args.vpcId,
          trafficType: "ALL",
          logDestinationType: "cloud-watch-logs",
          logDestination: logGroup.arn,
          iamRoleArn: role.arn,
          tags: namedTags(name, args.tags),
        },
        // A flow log that is made before its permissions starts in an error state and loses its first records.
        { parent: this, dependsOn: [policy] },
      ),
    );
    this.registerOutputs();
  }

  /** The role as which the flow log writes. */
  private createRole(name: string, args: FlowLogsArgs, logGroupArn: pulumi.Output<string>): aws.iam.Role {
    return new aws.iam.Role(
      ...transformed<aws.iam.RoleArgs>(
        args.transform?.flowLogRole,
        automaticName(name, ROLE_NAME_LENGTH),
        {
          description: "Lets VPC flow logs write to their log group",
          assumeRolePolicy: pulumi.jsonStringify(logGroupArn.apply(flowLogTrust)),
          tags: namedTags(name, args.tags),
        },
        { parent: this },
      ),
    );
  }
}
