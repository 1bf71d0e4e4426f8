import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { AlarmTopics } from "../shared/severity";
import type { Tags } from "../shared/tags";
import type { Transform } from "../shared/transform";

/** Arguments of `FailureEvents`. */
export interface FailureEventsArgs {
  /** ARN of the cluster whose services are watched. */
  readonly clusterArn: pulumi.Input<string>;
  /** Name of the Auto Scaling group whose instances are watched. @default - no instances */
  readonly autoScalingGroupName?: pulumi.Input<string> | undefined;
  /**
   * ARNs of the topics that are told, or those of each severity. Their policies, and those of the keys that encrypt
   * them, have to let EventBridge in, as those of `AlarmTopic` and `EncryptionKey` do.
   */
  readonly alarmActions: AlarmTopics;
  /** Tags of the rules. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits a child resource's arguments before it is created. @default - none */
  readonly transform?: FailureEventsTransforms;
}

/** Escape hatches, one for each kind of child. */
export interface FailureEventsTransforms {
  readonly rule?: Transform<aws.cloudwatch.EventRuleArgs>;
  readonly target?: Transform<aws.cloudwatch.EventTargetArgs>;
}
