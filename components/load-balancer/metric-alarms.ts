import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { AlarmDefinition } from "./alarms";
import type { Scope } from "./scope";

/** Creates alarms that tell `actions` when they begin and when they end. */
export function createAlarms(
  scope: Scope,
  definitions: readonly AlarmDefinition[],
  actions: readonly pulumi.Input<string>[],
): aws.cloudwatch.MetricAlarm[] {
  return definitions.map(
    ({ name, description, metrics, expression, ...limits }) =>
      new aws.cloudwatch.MetricAlarm(
        ...transformed(
          scope.transform.alarm,
          name,
          {
            ...limits,
            name,
            alarmDescription: description,
            comparisonOperator: "GreaterThanThreshold",
            metricQueries: [...metrics, { id: "result", expression, label: description, returnData: true }],
            // Without requests there is nothing to judge, and no data.
            treatMissingData: "notBreaching",
            alarmActions: [...actions],
            okActions: [...actions],
            tags: namedTags(name, scope.tags),
          },
          { parent: scope.parent },
        ),
      ),
  );
}
