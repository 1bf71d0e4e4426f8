import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Children } from "./children";
import { automaticName } from "./naming";
import { type AlarmTopics, type Severity, topicsFor } from "./severity";
import { namedTags } from "./tags";
import { type Transform, transformed } from "./transform";

/** A rule of EventBridge on events of AWS services, and the sentence that people get for each. */
export interface EventRuleDefinition {
  /** Logical name. */
  readonly name: string;
  readonly description: string;
  readonly severity: Severity;
  /** Which events of the watched resource (Amazon EventBridge User Guide, "Event patterns"). */
  readonly pattern: (watched: string) => Readonly<Record<string, unknown>>;
  /** Parts of the event by the names under which `message` has them in angle brackets. */
  readonly paths: Readonly<Record<string, string>>;
  readonly message: string;
}

/** Escape hatches for the children of {@link createEventRule}. */
export interface EventRuleTransforms {
  readonly rule?: Transform<aws.cloudwatch.EventRuleArgs>;
  readonly target?: Transform<aws.cloudwatch.EventTargetArgs>;
}

/** Amazon EventBridge API Reference, PutRule. */
const RULE_NAME_LENGTH = 64;

/**
 * Creates the rule of a definition, and a target for each topic of its severity.
 * @param watched ARN or name that the pattern is made of.
 */
export function createEventRule(
  { parent, tags, transform }: Omit<Children<EventRuleTransforms>, "name">,
  { name, description, severity, pattern, paths, message }: EventRuleDefinition,
  watched: pulumi.Input<string>,
  topics: AlarmTopics,
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
  topicsFor(severity, topics).forEach((arn, index) => {
    new aws.cloudwatch.EventTarget(
      ...transformed<aws.cloudwatch.EventTargetArgs>(
        transform.target,
        index === 0 ? name : `${name}-${index + 1}`,
        // The target has no role: the policies of topic and key let EventBridge write to an encrypted topic (Amazon
        // EventBridge User Guide, "Using resource-based policies").
        {
          rule: rule.name,
          arn,
          inputTransformer: { inputPaths: { ...paths }, inputTemplate: JSON.stringify(message) },
        },
        { parent },
      ),
    );
  });
  return rule;
}
