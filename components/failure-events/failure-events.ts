import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Children } from "../shared/children";
import { automaticName } from "../shared/naming";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import { requireValid } from "../shared/validation";
import type { FailureEventsArgs, FailureEventsTransforms } from "./args";
import { type EventRuleDefinition, instanceFailureRules, serviceFailureRules } from "./event-rules";
import { validateFailureEvents } from "./validate";

/** Amazon EventBridge API Reference, PutRule. */
const RULE_NAME_LENGTH = 64;

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
    requireValid("FailureEvents", name, args, validateFailureEvents);
    super("proofpix:failure-events:FailureEvents", name, {}, opts);

    const children = { name, parent: this, tags: args.tags, transform: args.transform ?? {} };
    const { clusterArn, autoScalingGroupName, topicArn } = args;
    const rules = [
      ...serviceFailureRules(name).map((rule) => createRule(children, rule, clusterArn, topicArn)),
      ...(autoScalingGroupName === undefined
        ? []
        : instanceFailureRules(name).map((rule) => createRule(children, rule, autoScalingGroupName, topicArn))),
    ];
    this.ruleNames = rules.map((rule) => rule.name);
    this.registerOutputs({ ruleNames: this.ruleNames });
  }
}

function createRule(
  { parent, tags, transform }: Children<FailureEventsTransforms>,
  { name, description, pattern, paths, message }: EventRuleDefinition,
  watched: pulumi.Input<string>,
  topicArn: pulumi.Input<string>,
): aws.cloudwatch.EventRule {
  const rule = new aws.cloudwatch.EventRule(
    ...transformed<aws.cloudwatch.EventRuleArgs>(
      transform.rule,
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
      transform.target,
      name,
      // The target has no role: the policies of topic and key let EventBridge write to an encrypted topic (Amazon
      // EventBridge User Guide, "Using resource-based policies").
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
