import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import { requireValid } from "../shared/validation";
import type { AlarmTopicArgs } from "./args";
import { topicPolicy } from "./topic-policy";
import { validateAlarmTopic } from "./validate";

/**
 * The SNS topic of one environment's alarms: encrypted, and open to this account's CloudWatch alarms and to
 * EventBridge.
 */
export class AlarmTopic extends pulumi.ComponentResource {
  /** ARN of the topic, known once alarms may publish on it. */
  readonly topicArn: pulumi.Output<string>;

  /** @throws {pulumi.InputPropertiesError} naming everything that is wrong with the arguments. */
  constructor(name: string, args: AlarmTopicArgs, opts?: pulumi.ComponentResourceOptions) {
    requireValid("AlarmTopic", name, args, validateAlarmTopic);
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
