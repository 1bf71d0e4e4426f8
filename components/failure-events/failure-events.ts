import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { automaticName } from "../shared/naming";
import { checkTags } from "../shared/tag-rules";
import { namedTags, type Tags } from "../shared/tags";
import { type Transform, transformed } from "../shared/transform";
import { ArgumentProblems } from "../shared/validation";
import { type EventRuleDefinition, instanceFailureRules, serviceFailureRules } from "./event-rules";

/** Amazon EventBridge API Reference, PutRule. */
const RULE_NAME_LENGTH = 64;

/** Arguments of `FailureEvents`. */
export interface FailureEventsArgs {
  /** ARN of the cluster whose services are watched. */
  readonly clusterArn: pulumi.Input<string>;
  /** Name of the Auto Scaling group whose instances are watched. @default - no instances */
  readonly autoScalingGroupName?: pulumi.Input<string>;
  /**
   * Topic that is told. EventBridge has to be let in by its policy, and by that of the key that encrypts it, as by those
   * of `AlarmTopic` and `EncryptionKey`.
   */
  readonly topicArn: pulumi.Input<string>;
  /** Tags of the rules. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits a child resource's arguments before it is created. @default - none */
  readonly transform?: {
    readonly rule?: Transform<aws.cloudwatch.EventRuleArgs>;
    readonly target?: Transform<aws.cloudwatch.EventTargetArgs>;
  };
}

/**
 * Tells people what no metric shows: failed deployments, tasks without a place, instances that don't start, and failed
 * instance refreshes. It costs nothing: EventBridge delivers events of AWS services for free.
 *
 * @throws {pulumi.InputPropertiesError} naming every tag that AWS would refuse.
 */
export class FailureEvents extends pulumi.ComponentResource {
  /** Names of the EventBridge rules. */
  public readonly ruleNames: readonly pulumi.Output<string>[];

  constructor(name: string, args: FailureEventsArgs, opts?: pulumi.ComponentResourceOptions) {
    validate(name, args);
    super("proofpix:failure-events:FailureEvents", name, {}, opts);

    const { clusterArn, autoScalingGroupName } = args;
    const rules = [
      ...serviceFailureRules(name).map((rule) => createRule(this, args, rule, clusterArn)),
      ...(autoScalingGroupName === undefined
        ? []
        : instanceFailureRules(name).map((rule) => createRule(this, args, rule, autoScalingGroupName))),
    ];
    this.ruleNames = rules.map((rule) => rule.name);
    this.registerOutputs({ ruleNames: this.ruleNames });
  }
}

function validate(name: string, { tags }: FailureEventsArgs): void {
  const problems = new ArgumentProblems();
  checkTags(problems, tags);
  problems.throwIfAny(`Invalid arguments for FailureEvents "${name}"`);
}

function createRule(
  parent: pulumi.Resource,
  { topicArn, tags, transform }: FailureEventsArgs,
  { name, description, pattern, paths, message }: EventRuleDefinition,
  watched: pulumi.Input<string>,
): aws.cloudwatch.EventRule {
  const rule = new aws.cloudwatch.EventRule(
    ...transformed<aws.cloudwatch.EventRuleArgs>(
      transform?.rule,
      automaticName(name, RULE_NAME_LENGTH),
      {
        description,
        eventPattern: pulumi.jsonStringify(pulumi.output(watched).apply(pattern)),
        tags: namedTags(name, tags),
      },
      { parent },
    ),
  );
  new aws.cloudwatch.EventTarget(
    ...transformed<aws.cloudwatch.EventTargetArgs>(
      transform?.target,
      name,
      // No role: EventBridge writes to an encrypted topic by the topic's and the key's policies alone (Amazon EventBridge
      // User Guide, "Using resource-based policies").
      {
        rule: rule.name,
        arn: topicArn,
        inputTransformer: { inputPaths: { ...paths }, inputTemplate: JSON.stringify(message) },
      },
      { parent },
    ),
  );
  return rule;
}
