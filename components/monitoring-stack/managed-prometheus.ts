import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { parseArn } from "../shared/arn";
import { keepingInputs } from "../shared/kept-inputs";
import { DEFAULT_LOG_RETENTION_DAYS } from "../shared/log-retention";
import type { PolicyStatementInput } from "../shared/policy-document";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { MonitoringStackArgs, StackChildren } from "./args";

/** A workspace of Amazon Managed Service for Prometheus, and what parts need in order to use it. */
export interface ManagedPrometheus {
  readonly workspaceId: pulumi.Output<string>;
  /** Region of the workspace, for which requests are signed. */
  readonly region: pulumi.Output<string>;
  /** Address at which it is queried as Prometheus is; samples are written to `api/v1/remote_write` below it. */
  readonly endpoint: pulumi.Output<string>;
  /** Statements with which a role may write samples. */
  readonly writeStatements: readonly PolicyStatementInput[];
  /** Statements with which a role may query. */
  readonly queryStatements: readonly PolicyStatementInput[];
}

/** What a data source of Grafana asks (Amazon Managed Service for Prometheus User Guide, "IAM permissions"). */
const QUERY_ACTIONS = ["aps:GetLabels", "aps:GetMetricMetadata", "aps:GetSeries", "aps:QueryMetrics"];

type WorkspaceArgs = Pick<MonitoringStackArgs, "kmsKeyArn" | "logRetentionDays">;

/** Creates the workspace that keeps samples for 150 days, encrypted with the customer's key. */
export function createManagedPrometheus(children: StackChildren, args: WorkspaceArgs): ManagedPrometheus {
  const { name, parent, tags, transform } = children;
  const logGroup = createLogGroup(children, args);
  const workspace = new aws.amp.Workspace(
    ...transformed<aws.amp.WorkspaceArgs>(
      transform.workspace,
      name,
      {
        alias: name,
        kmsKeyArn: args.kmsKeyArn,
        loggingConfiguration: { logGroupArn: pulumi.interpolate`${logGroup.arn}:*` },
        tags: namedTags(name, tags),
      },
      { parent },
    ),
  );
  const statement = (actions: string[]): PolicyStatementInput => ({
    Effect: "Allow",
    Action: actions,
    Resource: workspace.arn,
  });
  return {
    workspaceId: workspace.id,
    region: workspace.arn.apply((arn) => parseArn(arn).region),
    endpoint: workspace.prometheusEndpoint,
    writeStatements: [statement(["aps:RemoteWrite"])],
    queryStatements: [statement(QUERY_ACTIONS)],
  };
}

/** Says which rules failed and which alerts could not be sent. */
function createLogGroup(
  { name, parent, tags, transform }: StackChildren,
  { kmsKeyArn, logRetentionDays }: WorkspaceArgs,
): aws.cloudwatch.LogGroup {
  // Of groups that are called so, the account's policy of log deliveries needs no entry, whose size is limited (Amazon
  // CloudWatch Logs User Guide, "Enable logging from AWS services").
  const path = `/aws/vendedlogs/prometheus/${name}`;
  return new aws.cloudwatch.LogGroup(
    ...transformed<aws.cloudwatch.LogGroupArgs>(
      transform.logGroup,
      `${name}-managed-prometheus`,
      {
        name: path,
        retentionInDays: logRetentionDays ?? DEFAULT_LOG_RETENTION_DAYS,
        kmsKeyId: kmsKeyArn,
        tags: namedTags(path, tags),
      },
      keepingInputs(["name"], { parent }),
    ),
  );
}
