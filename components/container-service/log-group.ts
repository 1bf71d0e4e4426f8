import * as aws from "@pulumi/aws";
import type { Children } from "../shared/children";
import { keepingInputs } from "../shared/kept-inputs";
import { DEFAULT_LOG_RETENTION_DAYS } from "../shared/log-retention";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { ContainerServiceArgs, ContainerServiceTransforms } from "./args";

/**
 * The log group of tasks. Its name is fixed, so that people and log queries find it; the key's policy has to let
 * CloudWatch Logs use the key.
 */
export function createLogGroup(
  { name, parent, tags, transform }: Children<Pick<ContainerServiceTransforms, "logGroup">>,
  { kmsKeyArn, logRetentionDays }: Pick<ContainerServiceArgs, "kmsKeyArn" | "logRetentionDays">,
): aws.cloudwatch.LogGroup {
  const logGroupName = `/ecs/${name}`;
  return new aws.cloudwatch.LogGroup(
    ...transformed(
      transform.logGroup,
      name,
      {
        name: logGroupName,
        retentionInDays: logRetentionDays ?? DEFAULT_LOG_RETENTION_DAYS,
        kmsKeyId: kmsKeyArn,
        tags: namedTags(logGroupName, tags),
      },
      keepingInputs(["name"], { parent }),
    ),
  );
}
