import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../shared/tags";
import type { Transform } from "../shared/transform";

/** Arguments of a `CompositeAlarm`. */
export interface CompositeAlarmArgs {
  /** What it means that one of the alarms sounds, as people read it. */
  readonly description: string;
  /** Names of the alarms, metric or composite ones, one to 100. It sounds while any of them does. */
  readonly alarmNames: readonly pulumi.Input<string>[];
  /**
   * ARNs of topics that are told when it begins and when it ends. The alarms in it still tell theirs.
   * @default - nobody is told: it is one state to look at and to ask for
   */
  readonly alarmActions?: readonly pulumi.Input<string>[];
  /** Tags of the alarm. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits the alarm's arguments before it is created. @default - none */
  readonly transform?: CompositeAlarmTransforms;
}

/** Escape hatches, one for each kind of child. */
export interface CompositeAlarmTransforms {
  readonly compositeAlarm?: Transform<aws.cloudwatch.CompositeAlarmArgs>;
}
