import type { BackupArgs } from "../../../components/backup";

export const KEY = "arn:aws:kms:eu-west-1:123456789012:key/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
export const TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";
export const DATABASES = "arn:aws:rds:eu-west-1:123456789012:db:*";

/** Arguments of a plan with every default. */
export const BACKUP_ARGS: BackupArgs = { kmsKeyArn: KEY, alarmActions: [TOPIC], selection: { resources: [DATABASES] } };
