import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { DEFAULT_LOG_RETENTION_DAYS } from "../shared/log-retention";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { DatabaseArgs } from "./args";
import type { DatabaseChildren } from "./dependencies";
import { type DatabaseKind, isAurora } from "./engines";

type LogArgs = Pick<DatabaseArgs, "kmsKeyArn" | "logRetentionDays">;

/** Logs that a kind of database can write to CloudWatch Logs; slow statements are in `postgresql`. */
export function exportedLogs(kind: DatabaseKind): string[] {
  // Amazon Aurora User Guide, "Publishing Aurora PostgreSQL logs to Amazon CloudWatch Logs".
  return isAurora(kind) ? ["postgresql"] : ["postgresql", "upgrade"];
}

/**
 * Creates the log groups of an instance or cluster, before it: RDS would create them itself, without key and retention.
 * @param role part of the logical names, empty for the database's own.
 */
export function createLogGroups(
  { name, parent, tags, transform }: DatabaseChildren,
  args: LogArgs,
  { kind, role, identifier }: { kind: DatabaseKind; role: string; identifier: pulumi.Output<string> },
): aws.cloudwatch.LogGroup[] {
  const owner = kind === "instance" ? "instance" : "cluster";
  return exportedLogs(kind).map((log) => {
    const logicalName = `${name}${role}-${log}-log`;
    return new aws.cloudwatch.LogGroup(
      ...transformed<aws.cloudwatch.LogGroupArgs>(
        transform.logGroup,
        logicalName,
        {
          name: pulumi.interpolate`/aws/rds/${owner}/${identifier}/${log}`,
          retentionInDays: args.logRetentionDays ?? DEFAULT_LOG_RETENTION_DAYS,
          kmsKeyId: args.kmsKeyArn,
          tags: namedTags(logicalName, tags),
        },
        { parent },
      ),
    );
  });
}
