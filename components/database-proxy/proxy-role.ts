import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Children } from "../shared/children";
import { automaticName } from "../shared/naming";
import { policyDocument, serviceTrust } from "../shared/policy-document";
import { readSecretStatements } from "../shared/secret-access";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { DatabaseProxyArgs, DatabaseProxyTransforms } from "./args";

const ROLE_NAME_LENGTH = 64;

/** The role as which a proxy reads its secret, and the policy without which it can't. */
export interface ProxyRole {
  readonly role: aws.iam.Role;
  readonly policy: aws.iam.RolePolicy;
}

/**
 * Creates a role that may read the secrets of the proxy's users and nothing else. Its trust has no condition: the guide
 * names none with which RDS assumes the role of a proxy (Amazon RDS User Guide, "Configuring IAM authentication for RDS
 * Proxy").
 */
export function createProxyRole(
  { name, parent, tags, transform }: Children<DatabaseProxyTransforms>,
  args: Pick<DatabaseProxyArgs, "furtherSecretArns" | "kmsKeyArn" | "secretArn">,
): ProxyRole {
  const role = new aws.iam.Role(
    ...transformed<aws.iam.RoleArgs>(
      transform.role,
      automaticName(name, ROLE_NAME_LENGTH),
      {
        description: `Lets the proxy ${name} read the secret of its database`,
        assumeRolePolicy: JSON.stringify(serviceTrust("rds.amazonaws.com")),
        tags: namedTags(name, tags),
      },
      { parent },
    ),
  );
  const policy = new aws.iam.RolePolicy(
    ...transformed<aws.iam.RolePolicyArgs>(
      transform.rolePolicy,
      name,
      {
        role: role.name,
        policy: pulumi.jsonStringify(
          pulumi.output(readSecretStatements(args)).apply((statements) => policyDocument(...statements)),
        ),
      },
      { parent },
    ),
  );
  return { role, policy };
}
