import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Children } from "../shared/children";
import { automaticName } from "../shared/naming";
import { transformed } from "../shared/transform";
import type { BackupSelectionArgs, BackupTransforms } from "./args";

/** AWS Backup API Reference, BackupSelection. */
const SELECTION_NAME_LENGTH = 50;

/** What a selection belongs to. */
interface SelectionContext {
  readonly planId: pulumi.Input<string>;
  readonly roleArn: pulumi.Input<string>;
  /** What AWS Backup needs when it tries the role. */
  readonly dependsOn: readonly pulumi.Resource[];
}

/**
 * Creates the selection of a plan. Tags stand in conditions, which all have to be met; as tags beside the ARNs they
 * would add to them (AWS Backup Developer Guide, "Assigning resources programmatically").
 */
export function createSelection(
  { name, parent, transform }: Children<BackupTransforms>,
  { resources, tags = {} }: BackupSelectionArgs,
  { planId, roleArn, dependsOn }: SelectionContext,
): void {
  const stringEquals = Object.entries(tags).map(([key, value]) => ({ key: `aws:ResourceTag/${key}`, value }));
  new aws.backup.Selection(
    ...transformed<aws.backup.SelectionArgs>(
      transform.selection,
      automaticName(`${name}-selection`, SELECTION_NAME_LENGTH),
      {
        planId,
        iamRoleArn: roleArn,
        resources: [...resources],
        ...(stringEquals.length > 0 && { conditions: [{ stringEquals }] }),
      },
      { parent, dependsOn: [...dependsOn] },
    ),
  );
}
