import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { AnomalyAlarm } from "../anomaly-alarm";
import { transformed } from "../shared/transform";
import { requireValid } from "../shared/validation";
import type { ErrorLogsArgs } from "./args";
import { ERROR_PATTERN, errorLines } from "./metric";
import { validateErrorLogs } from "./validate";

/**
 * Counts the lines of a service's log that are errors, and tells people of unusually many. How many are usual differs
 * from service to service and from hour to hour: CloudWatch learns it. It costs about 0.60 USD a month: a metric, and
 * an alarm by anomaly detection.
 *
 * @throws {pulumi.InputPropertiesError} naming every argument that could not work.
 */
export class ErrorLogs extends pulumi.ComponentResource {
  /** Name of the alarm. */
  public readonly alarmName: pulumi.Output<string>;

  constructor(name: string, args: ErrorLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    requireValid("ErrorLogs", name, args, validateErrorLogs);
    super("proofpix:error-logs:ErrorLogs", name, {}, opts);

    const metric = errorLines(name);
    const filterName = `${name}-errors`;
    new aws.cloudwatch.LogMetricFilter(
      ...transformed<aws.cloudwatch.LogMetricFilterArgs>(
        args.transform?.metricFilter,
        filterName,
        {
          name: filterName,
          logGroupName: args.logGroupName,
          pattern: args.pattern ?? ERROR_PATTERN,
          metricTransformation: {
            name: metric.metricName,
            namespace: metric.namespace,
            value: "1",
            // A minute in which lines came and none of them was an error.
            defaultValue: "0",
            unit: "Count",
          },
        },
        { parent: this },
      ),
    );
    const alarm = new AnomalyAlarm(
      `${name}-errors-unusual`,
      {
        description: `${name} logs more errors than usual at this hour; its log group says which.`,
        metric,
        alarmActions: args.alarmActions,
        ...(args.tags !== undefined && { tags: args.tags }),
        ...(args.transform?.alarm !== undefined && { transform: { alarm: args.transform.alarm } }),
      },
      { parent: this },
    );

    this.alarmName = alarm.alarmName;
    this.registerOutputs({ alarmName: this.alarmName });
  }
}
