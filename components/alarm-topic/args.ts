import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../shared/tags";
import type { Transform } from "../shared/transform";

/** Escape hatches, one for each kind of child. */
export interface AlarmTopicTransforms {
  readonly topic?: Transform<aws.sns.TopicArgs>;
  readonly policy?: Transform<aws.sns.TopicPolicyArgs>;
  readonly emailSubscription?: Transform<aws.sns.TopicSubscriptionArgs>;
}

/** Arguments of an `AlarmTopic`. */
export interface AlarmTopicArgs {
  /** Account whose alarms may publish: the provider's own. EventBridge's rules may too. */
  readonly accountId: pulumi.Input<string>;
  /**
   * ARN of the KMS key that encrypts messages. Its policy has to let CloudWatch and EventBridge use it, as that of
   * `EncryptionKey` does; AWS's own key for SNS doesn't, and alarms would vanish without a trace.
   */
  readonly kmsKeyArn: pulumi.Input<string>;
  /**
   * Addresses that get every alarm, in plain text. Each has to confirm the subscription by the link that AWS mails to
   * it; until then it gets nothing.
   * @default - none: subscribe chat, paging or queues to the topic instead
   */
  readonly emailRecipients?: readonly string[];
  /** Tags of the topic; policies and subscriptions have none. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits a child's arguments before it is created. @default - none */
  readonly transform?: AlarmTopicTransforms;
}
