import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { namedTags, type Tags } from "../shared/tags";
import { type Transform, transformed } from "../shared/transform";
import { topicPolicy } from "./topic-policy";
import { validateAlarmTopicArgs } from "./validate-arguments";

/** Escape hatches, one per kind of child. */
export interface AlarmTopicTransforms {
  readonly topic?: Transform<aws.sns.TopicArgs>;
  readonly policy?: Transform<aws.sns.TopicPolicyArgs>;
  readonly emailSubscription?: Transform<aws.sns.TopicSubscriptionArgs>;
}

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
   * it; until then it gets nothing. @default none: subscribe chat, paging or queues to the topic instead
   */
  readonly emailRecipients?: readonly string[];
  /** Tags of the topic; policies and subscriptions have none. @default none but `Name` */
  readonly tags?: Tags;
  readonly transform?: AlarmTopicTransforms;
}

/** Where one environment's alarms go: encrypted, and open to this account's CloudWatch alarms and to EventBridge. */
export class AlarmTopic extends pulumi.ComponentResource {
  /** ARN of the topic, known once alarms may publish on it. */
  readonly topicArn: pulumi.Output<string>;

  /** @throws {pulumi.InputPropertiesError} naming everything that is wrong with the arguments. */
  constructor(name: string, args: AlarmTopicArgs, opts?: pulumi.ComponentResourceOptions) {
    validateAlarmTopicArgs(args);
    super("proofpix:alarm-topic:AlarmTopic", name, {}, opts);

    const topic = new aws.sns.Topic(
      ...transformed<aws.sns.TopicArgs>(
        args.transform?.topic,
        `${name}-topic`,
        { kmsMasterKeyId: args.kmsKeyArn, tags: namedTags(`${name}-topic`, args.tags) },
        { parent: this },
      ),
    );
    const policy = this.createPolicy(`${name}-policy`, args, topic.arn);
    for (const recipient of args.emailRecipients ?? []) {
      this.subscribe(`${name}-${recipient.toLowerCase()}`, args, topic.arn, recipient);
    }

    this.topicArn = policy.arn;
    this.registerOutputs({ topicArn: this.topicArn });
  }

  private createPolicy(name: string, args: AlarmTopicArgs, topicArn: pulumi.Output<string>): aws.sns.TopicPolicy {
    return new aws.sns.TopicPolicy(
      ...transformed<aws.sns.TopicPolicyArgs>(
        args.transform?.policy,
        name,
        {
          arn: topicArn,
          policy: pulumi.jsonStringify(
            pulumi.all([topicArn, args.accountId]).apply(([arn, accountId]) => topicPolicy(arn, accountId)),
          ),
        },
        { parent: this },
      ),
    );
  }

  private subscribe(name: string, args: AlarmTopicArgs, topicArn: pulumi.Output<string>, recipient: string): void {
    new aws.sns.TopicSubscription(
      ...transformed<aws.sns.TopicSubscriptionArgs>(
        args.transform?.emailSubscription,
        name,
        { topic: topicArn, protocol: "email", endpoint: recipient },
        { parent: this },
      ),
    );
  }
}
