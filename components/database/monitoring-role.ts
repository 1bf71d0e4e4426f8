import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { parseArn } from "../shared/arn";
import { managedPolicyArn } from "../shared/managed-policy";
import { automaticName } from "../shared/naming";
import { type PolicyDocument, serviceTrust, sourceCondition } from "../shared/policy-document";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { DatabaseChildren } from "./dependencies";

const ROLE_NAME_LENGTH = 64;

/** The role as which enhanced monitoring writes its metrics, and its permission. */
export interface MonitoringRole {
  readonly arn: pulumi.Output<string>;
  readonly policy: pulumi.Resource;
}

/**
 * Creates the role of enhanced monitoring (Amazon RDS User Guide, "Setting up and enabling Enhanced Monitoring").
 * @param groupArn ARN of a security group, by which the account and region are known.
 */
export function createMonitoringRole(
  { name, parent, tags, transform }: DatabaseChildren,
  groupArn: pulumi.Output<string>,
): MonitoringRole {
  const roleName = `${name}-monitoring`;
  const role = new aws.iam.Role(
    ...transformed<aws.iam.RoleArgs>(
      transform.monitoringRole,
      automaticName(roleName, ROLE_NAME_LENGTH),
      {
        description: `Lets RDS write the operating system metrics of ${name}`,
        assumeRolePolicy: pulumi.jsonStringify(groupArn.apply(monitoringTrust)),
        tags: namedTags(roleName, tags),
      },
      { parent },
    ),
  );
  const policy = new aws.iam.RolePolicyAttachment(
    ...transformed<aws.iam.RolePolicyAttachmentArgs>(
      transform.monitoringPolicy,
      roleName,
      {
        role: role.name,
        policyArn: managedPolicyArn("service-role/AmazonRDSEnhancedMonitoringRole", parent),
      },
      { parent },
    ),
  );
  return { arn: role.arn, policy };
}

/** Lets the databases of one account and region, and no others, have RDS assume the role. */
export function monitoringTrust(groupArn: string): PolicyDocument {
  return serviceTrust("monitoring.rds.amazonaws.com", sourceCondition("rds", parseArn(groupArn)));
}
