import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { managedPolicyArn } from "../shared/managed-policy";
import { automaticName } from "../shared/naming";
import { policyDocument, serviceTrust } from "../shared/policy-document";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { ContainerServiceArgs, ServiceChildren } from "./args";
import { type Deployment, isShifting } from "./deployment";
import { type DeploymentHook, hookFunctions } from "./deployment-hooks";

const ROLE_NAME_LENGTH = 64;

/** AWS Managed Policy Reference Guide; what it allows is confined to target groups, listeners and rules. */
const SHIFT_TRAFFIC = "AmazonECSInfrastructureRolePolicyForLoadBalancers";

/** Roles that ECS has during a deployment, and what has to exist before it uses them. */
export interface DeploymentRoles {
  /** Undefined where there are no two target groups. */
  readonly trafficShiftArn: pulumi.Output<string> | undefined;
  /** Undefined where no hook calls a function. */
  readonly hookArn: pulumi.Output<string> | undefined;
  readonly policies: readonly pulumi.Resource[];
}

/** Creates the roles with which ECS shifts traffic and calls hooks. */
export function createDeploymentRoles(
  children: ServiceChildren,
  { loadBalancer, deployment }: Pick<ContainerServiceArgs, "deployment" | "loadBalancer">,
): DeploymentRoles {
  const shifting = loadBalancer?.target.greenTargetGroupArn === undefined ? undefined : createShiftRole(children);
  const functions = hookFunctions(hooksOf(deployment));
  const calling = functions.length === 0 ? undefined : createHookRole(children, functions);
  return {
    trafficShiftArn: shifting?.role.arn,
    hookArn: calling?.role.arn,
    policies: [shifting, calling].flatMap((each) => (each === undefined ? [] : [each.policy])),
  };
}

function hooksOf(deployment: Deployment | undefined): readonly DeploymentHook[] {
  return deployment !== undefined && isShifting(deployment) ? (deployment.hooks ?? []) : [];
}

interface RoleWithPolicy {
  readonly role: aws.iam.Role;
  readonly policy: pulumi.Resource;
}

/** Amazon ECS Developer Guide, "Amazon ECS infrastructure IAM role for load balancers". */
function createShiftRole(children: ServiceChildren): RoleWithPolicy {
  const { name, parent, transform } = children;
  const role = createRole(children, "traffic-shift", `Lets ECS shift the traffic of ${name}`);
  const policy = new aws.iam.RolePolicyAttachment(
    ...transformed(
      transform.deploymentRolePolicyAttachment,
      `${name}-traffic-shift`,
      { role: role.name, policyArn: managedPolicyArn(SHIFT_TRAFFIC, parent) },
      { parent },
    ),
  );
  return { role, policy };
}

function createHookRole(children: ServiceChildren, functions: readonly pulumi.Input<string>[]): RoleWithPolicy {
  const { name, parent, transform } = children;
  const role = createRole(children, "hooks", `Lets ECS call the deployment hooks of ${name}`);
  const policy = new aws.iam.RolePolicy(
    ...transformed(
      transform.deploymentRolePolicy,
      `${name}-hooks`,
      {
        role: role.name,
        policy: pulumi.all([...functions]).apply((arns) => JSON.stringify(invocationPolicy(arns))),
      },
      // A deployment that was started outside of this program may still call the earlier functions.
      { parent, replaceOnChanges: ["policy"] },
    ),
  );
  return { role, policy };
}

function invocationPolicy(arns: readonly string[]): object {
  return policyDocument({ Effect: "Allow", Action: "lambda:InvokeFunction", Resource: [...new Set(arns)].sort() });
}

function createRole(
  { name, parent, tags, transform }: ServiceChildren,
  purpose: string,
  description: string,
): aws.iam.Role {
  const roleName = automaticName(`${name}-${purpose}`, ROLE_NAME_LENGTH);
  return new aws.iam.Role(
    ...transformed(
      transform.deploymentRole,
      roleName,
      {
        description,
        assumeRolePolicy: JSON.stringify(serviceTrust("ecs.amazonaws.com")),
        tags: namedTags(roleName, tags),
      },
      { parent },
    ),
  );
}
