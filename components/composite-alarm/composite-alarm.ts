import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { alarmName } from "../shared/naming";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import { requireValid } from "../shared/validation";
import { anyOf } from "./alarm-rule";
import type { CompositeAlarmArgs } from "./args";
import { validateCompositeAlarm } from "./validate";

/**
 * One state over several alarms: it sounds while any of them does. Dashboards show it, deployments and health checks of
 * Route 53 ask for it. It costs about 0.50 USD a month.
 *
 * @throws {pulumi.InputPropertiesError} naming every argument that could not work.
 */
export class CompositeAlarm extends pulumi.ComponentResource {
  /** Name of the alarm. */
  public readonly alarmName: pulumi.Output<string>;
  /** ARN of the alarm. */
  public readonly alarmArn: pulumi.Output<string>;

  constructor(name: string, args: CompositeAlarmArgs, opts?: pulumi.ComponentResourceOptions) {
    requireValid("CompositeAlarm", name, args, validateCompositeAlarm);
    super("proofpix:composite-alarm:CompositeAlarm", name, {}, opts);

    const physicalName = alarmName(name);
    const alarmActions = [...(args.alarmActions ?? [])];
    const alarm = new aws.cloudwatch.CompositeAlarm(
      ...transformed<aws.cloudwatch.CompositeAlarmArgs>(
        args.transform?.compositeAlarm,
        physicalName,
        {
          alarmName: physicalName,
          alarmDescription: args.description,
          alarmRule: pulumi.all([...args.alarmNames]).apply(anyOf),
          ...(alarmActions.length > 0 && { alarmActions, okActions: alarmActions }),
          tags: namedTags(physicalName, args.tags),
        },
        { parent: this },
      ),
    );

    this.alarmName = alarm.id;
    this.alarmArn = alarm.arn;
    this.registerOutputs({ alarmName: this.alarmName, alarmArn: this.alarmArn });
  }
}
