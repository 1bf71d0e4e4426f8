import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Children } from "../shared/children";
import { keepingInputs } from "../shared/kept-inputs";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { CacheArgs, CacheTransforms } from "./args";
import type { CacheSettings } from "./settings";

/** What ElastiCache writes down (Amazon ElastiCache User Guide, "Log delivery"). */
const LOG_TYPES = ["slow-log", "engine-log"] as const;

/** Where ElastiCache delivers the logs of a replication group. */
export type LogDelivery = aws.types.input.elasticache.ReplicationGroupLogDeliveryConfiguration;

/** Creates a log group for each kind of log, with retention and key. */
export function createLogs(
  children: Children<CacheTransforms>,
  { kmsKeyArn }: Pick<CacheArgs, "kmsKeyArn">,
  { logRetentionDays }: CacheSettings,
): LogDelivery[] {
  return LOG_TYPES.map((logType) => ({
    destination: createLogGroup(children, logType, { retentionInDays: logRetentionDays, kmsKeyId: kmsKeyArn }),
    destinationType: "cloudwatch-logs",
    logFormat: "json",
    logType,
  }));
}

function createLogGroup(
  { name, parent, tags, transform }: Children<CacheTransforms>,
  logType: string,
  args: Pick<aws.cloudwatch.LogGroupArgs, "retentionInDays" | "kmsKeyId">,
): pulumi.Output<string> {
  // Of groups that are called so, the account's policy of log deliveries needs no entry, whose size is limited (Amazon
  // CloudWatch Logs User Guide, "Enable logging from AWS services").
  const path = `/aws/vendedlogs/elasticache/${name}/${logType}`;
  return new aws.cloudwatch.LogGroup(
    ...transformed<aws.cloudwatch.LogGroupArgs>(
      transform.logGroup,
      `${name}-${logType}`,
      { name: path, ...args, tags: namedTags(path, tags) },
      keepingInputs(["name"], { parent }),
    ),
  ).name;
}
