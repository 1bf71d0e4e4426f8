import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { alarmName } from "../shared/naming";
import { topicsFor } from "../shared/severity";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import { requireValid } from "../shared/validation";
import type { AnomalyAlarmArgs } from "./args";
import { bandArgs } from "./band";
import { validateAnomalyAlarm } from "./validate";

/**
 * Tells people that a metric is unusual for the hour and the day, where no threshold makes sense. CloudWatch learns
 * from up to two weeks; a new metric has no band for some hours, in which the alarm is silent. It costs about 0.30 USD a
 * month, three metrics' price.
 *
 * @throws {pulumi.InputPropertiesError} naming every argument that could not work.
 */
export class AnomalyAlarm extends pulumi.ComponentResource {
  /** Name of the alarm. */
  public readonly alarmName: pulumi.Output<string>;

  constructor(name: string, args: AnomalyAlarmArgs, opts?: pulumi.ComponentResourceOptions) {
    requireValid("AnomalyAlarm", name, args, validateAnomalyAlarm);
    super("proofpix:anomaly-alarm:AnomalyAlarm", name, {}, opts);

    const physicalName = alarmName(name);
    const topics = [...topicsFor(args.severity ?? "warning", args.alarmActions)];
    const alarm = new aws.cloudwatch.MetricAlarm(
      ...transformed<aws.cloudwatch.MetricAlarmArgs>(
        args.transform?.alarm,
        physicalName,
        {
          ...bandArgs(args),
          name: physicalName,
          alarmDescription: args.description,
          alarmActions: topics,
          okActions: topics,
          tags: namedTags(physicalName, args.tags),
        },
        { parent: this },
      ),
    );

    this.alarmName = alarm.name;
    this.registerOutputs({ alarmName: this.alarmName });
  }
}
