import * as aws from "@pulumi/aws";
import type { Children } from "../shared/children";
import { managedPolicyArn } from "../shared/managed-policy";
import { automaticName } from "../shared/naming";
import { serviceTrust } from "../shared/policy-document";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { BackupTransforms } from "./args";

const ROLE_NAME_LENGTH = 64;

/**
 * AWS Managed Policy Reference Guide: what AWS Backup needs in order to find, snapshot and copy, and to delete the
 * snapshots that it made. It lets nobody restore: `AWSBackupServiceRolePolicyForRestores` is another one.
 */
const BACKUP_POLICY = "service-role/AWSBackupServiceRolePolicyForBackup";

/**
 * Creates the role with which AWS Backup backs up. Its trust has no condition on the account, as in AWS's guide: no
 * document says that AWS Backup passes one. Whoever lets AWS Backup use a role needs `iam:PassRole` on it.
 */
export function createRole({ name, parent, tags, transform }: Children<BackupTransforms>): {
  readonly role: aws.iam.Role;
  readonly policy: aws.iam.RolePolicyAttachment;
} {
  const role = new aws.iam.Role(
    ...transformed<aws.iam.RoleArgs>(
      transform.role,
      automaticName(name, ROLE_NAME_LENGTH),
      {
        description: `Lets AWS Backup make the backups of ${name}`,
        assumeRolePolicy: JSON.stringify(serviceTrust("backup.amazonaws.com")),
        tags: namedTags(name, tags),
      },
      { parent },
    ),
  );
  const policy = new aws.iam.RolePolicyAttachment(
    ...transformed<aws.iam.RolePolicyAttachmentArgs>(
      transform.rolePolicyAttachment,
      name,
      { role: role.name, policyArn: managedPolicyArn(BACKUP_POLICY, parent) },
      { parent },
    ),
  );
  return { role, policy };
}
