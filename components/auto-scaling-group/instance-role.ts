import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { managedPolicyArn } from "../shared/managed-policy";
import { automaticName } from "../shared/naming";
import { serviceTrust } from "../shared/policy-document";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { AutoScalingGroupArgs, GroupChildren } from "./args";

const ROLE_NAME_LENGTH = 64;

/**
 * AWS's own policies (AWS Managed Policy Reference Guide): sessions without SSH, metrics, and for ECS its agent's
 * calls.
 */
const BASIC_POLICIES = {
  ssm: "AmazonSSMManagedInstanceCore",
  cloudwatch: "CloudWatchAgentServerPolicy",
};
const CLUSTER_POLICIES = { ecs: "service-role/AmazonEC2ContainerServiceforEC2Role" };

/** Role and profile of the instances, and the policies that the first instance needs. */
export interface InstanceIdentity {
  readonly role: aws.iam.Role;
  readonly profile: aws.iam.InstanceProfile;
  readonly policies: readonly pulumi.Resource[];
}

/** Creates the role of the instances; tasks have roles of their own. */
export function createInstanceIdentity(
  children: GroupChildren,
  { cluster, policies = {} }: Pick<AutoScalingGroupArgs, "cluster" | "policies">,
): InstanceIdentity {
  const { name, parent, tags, transform } = children;
  const roleName = automaticName(`${name}-instance`, ROLE_NAME_LENGTH);
  const role = new aws.iam.Role(
    ...transformed(
      transform.role,
      roleName,
      {
        description: `Instances of ${name}`,
        assumeRolePolicy: JSON.stringify(serviceTrust("ec2.amazonaws.com")),
        tags: namedTags(roleName, tags),
      },
      { parent },
    ),
  );
  const profile = new aws.iam.InstanceProfile(
    ...transformed(
      transform.instanceProfile,
      roleName,
      { role: role.name, tags: namedTags(roleName, tags) },
      { parent },
    ),
  );
  const ofAws = Object.entries({ ...BASIC_POLICIES, ...(cluster !== undefined && CLUSTER_POLICIES) });
  const all = {
    ...Object.fromEntries(ofAws.map(([key, policy]) => [key, managedPolicyArn(policy, parent)])),
    ...policies,
  };
  return { role, profile, policies: Object.entries(all).map(([key, arn]) => attach(children, role, key, arn)) };
}

function attach(
  { name, parent, transform }: GroupChildren,
  role: aws.iam.Role,
  key: string,
  policyArn: pulumi.Input<string>,
): aws.iam.RolePolicyAttachment {
  return new aws.iam.RolePolicyAttachment(
    ...transformed(
      transform.rolePolicyAttachment,
      `${name}-instance-${key}`,
      { role: role.name, policyArn },
      { parent },
    ),
  );
}
