import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { AlarmDefinition } from "./alarms";
import type { LoadBalancerChildren } from "./args";

/** Creates alarms that tell `actions` when they begin and when they end. */
export function createAlarms(
  children: LoadBalancerChildren,
  definitions: readonly AlarmDefinition[],
  actions: readonly pulumi.Input<string>[],
): aws.cloudwatch.MetricAlarm[] {
  return definitions.map(
    (definition) =>
      new aws.cloudwatch.MetricAlarm(
        ...transformed(
          children.transform.alarm,
          definition.name,
          {
            ...alarmLimits(definition),
            alarmActions: [...actions],
            okActions: [...actions],
            tags: namedTags(definition.name, children.tags),
          },
          { parent: children.parent },
        ),
      ),
  );
}

/** What an alarm looks at, and when it rings. */
export function alarmLimits({
  name,
  description,
  metrics,
  expression,
  ...limits
}: AlarmDefinition): aws.cloudwatch.MetricAlarmArgs {
  return {
    ...limits,
    name,
    alarmDescription: description,
    comparisonOperator: "GreaterThanThreshold",
    metricQueries: [...metrics, { id: "result", expression, label: description, returnData: true }],
    // Without requests there is nothing to judge, and no data.
    treatMissingData: "notBreaching",
  };
}
