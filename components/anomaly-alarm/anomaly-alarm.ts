import * as pulumi from "@pulumi/pulumi";
import { createBandAlarm } from "../shared/alarm";
import { requireValid } from "../shared/validation";
import type { AnomalyAlarmArgs } from "./args";
import { DEFAULTS } from "./defaults";
import { validateAnomalyAlarm } from "./validate";

/**
 * Tells people that a metric is unusual for the hour and the day, where no threshold makes sense. CloudWatch learns
 * from up to two weeks; a new metric has no band for some hours, in which the alarm is silent. It costs about 0.30 USD
 * a month, three metrics' price.
 *
 * @throws {pulumi.InputPropertiesError} naming every argument that could not work.
 */
export class AnomalyAlarm extends pulumi.ComponentResource {
  /** Name of the alarm. */
  public readonly alarmName: pulumi.Output<string>;

  constructor(name: string, args: AnomalyAlarmArgs, opts?: pulumi.ComponentResourceOptions) {
    requireValid("AnomalyAlarm", name, args, validateAnomalyAlarm);
    super("proofpix:anomaly-alarm:AnomalyAlarm", name, {}, opts);

    const { alarmActions, description, metric, tags, transform = {} } = args;
    const alarm = createBandAlarm(
      { parent: this, tags, transform, name },
      {
        name,
        description,
        metric,
        unusual: args.unusual ?? DEFAULTS.unusual,
        deviations: args.deviations ?? DEFAULTS.deviations,
        periodSeconds: args.periodSeconds ?? DEFAULTS.periodSeconds,
        evaluationPeriods: args.evaluationPeriods ?? DEFAULTS.evaluationPeriods,
        severity: args.severity ?? DEFAULTS.severity,
        // Before it has learnt what is usual, CloudWatch has no band to compare with.
        treatMissingData: "notBreaching",
      },
      alarmActions,
    );

    this.alarmName = alarm.name;
    this.registerOutputs({ alarmName: this.alarmName });
  }
}
