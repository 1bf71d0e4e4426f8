import type { CloudReader, CloudResource } from "../../model/resource";
import type { Reference } from "../../model/resource-type";
import { allows } from "../shared/policy-evaluation";
import { policyOf } from "../shared/policy-rules";

const ROLE = "aws:iam/role:Role";

/** An input that names a role by its name; IAM doesn't delete the role before the resource that names it. */
export function roleNameReference(input: string, conflict: string): Reference {
  return {
    input,
    to: [ROLE],
    missing: { code: "NoSuchEntity", message: (name) => `The role with name ${name} cannot be found.` },
    inUse: { code: "DeleteConflict", message: () => conflict },
  };
}

/** An input that names a role of the account by its ARN; IAM deletes the role although others name it. */
export function roleArnReference(input: string, missing: Reference["missing"]): Reference {
  return { input, to: [ROLE], by: "arn", missing, ignores: isServiceLinked };
}

/** AWS creates service-linked roles by itself (IAM User Guide, "Service-linked roles"). */
function isServiceLinked(roleArn: string): boolean {
  return roleArn.includes(":role/aws-service-role/");
}

/** The role of a name. */
export function roleNamed(name: string, cloud: CloudReader): CloudResource | undefined {
  return cloud.find(ROLE, name);
}

/** The role with an ARN. */
export function roleByArn(roleArn: string, cloud: CloudReader): CloudResource | undefined {
  return cloud.ofType(ROLE).find((role) => role.computed.arn === roleArn);
}

/**
 * Whether a role's trust policy lets a service assume it.
 * @param service principal such as `ecs-tasks.amazonaws.com`.
 * @param context condition keys that the service is known to send.
 */
export function isAssumableBy(
  role: CloudResource,
  service: string,
  context?: Readonly<Record<string, string>>,
): boolean {
  const trust = policyOf(role.inputs, "assumeRolePolicy", "trust");
  const principal = { type: "Service", value: service } as const;
  return trust !== undefined && allows(trust, { principal, action: "sts:AssumeRole", context });
}
