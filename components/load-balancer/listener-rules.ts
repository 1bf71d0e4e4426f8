import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import { ruleConditions } from "./routes";
import type { Scope } from "./scope";
import type { TargetSettings } from "./target-settings";

type Action = aws.types.input.lb.ListenerRuleAction;

/** Listeners that send a target's requests to it. */
export interface Listeners {
  readonly productionListenerArn: pulumi.Input<string>;
  /** Needed by a blue-green target alone. */
  readonly testListenerArn: pulumi.Input<string> | undefined;
  readonly priority: number;
}

/** Rules of one target. */
export interface ListenerRules {
  readonly production: aws.lb.ListenerRule;
  readonly test: aws.lb.ListenerRule | undefined;
}

/**
 * What a rule does with a request, until ECS rewrites it. With sticky groups AWS demands stickiness of the rule too;
 * a second is its minimum, so that clients follow a shift of traffic at once.
 */
export function forwardAction(
  blueArn: pulumi.Input<string>,
  greenArn: pulumi.Input<string> | undefined,
  sticky: boolean,
): Action {
  if (greenArn === undefined) return { type: "forward", targetGroupArn: blueArn };
  const targetGroups = [
    { arn: blueArn, weight: 100 },
    { arn: greenArn, weight: 0 },
  ];
  return {
    type: "forward",
    forward: { targetGroups, ...(sticky && { stickiness: { enabled: true, duration: 1 } }) },
  };
}

/** Creates the rules that lead to a target's groups. */
export function createListenerRules(
  scope: Scope,
  settings: TargetSettings,
  listeners: Listeners,
  groups: { readonly blue: aws.lb.TargetGroup; readonly green: aws.lb.TargetGroup | undefined },
): ListenerRules {
  const action = forwardAction(groups.blue.arn, groups.green?.arn, settings.stickiness !== undefined);
  const rule = (role: string, listenerArn: pulumi.Input<string>): aws.lb.ListenerRule => {
    const name = `${scope.name}-${role}`;
    return new aws.lb.ListenerRule(
      ...transformed(
        scope.transform.listenerRule,
        name,
        {
          listenerArn,
          priority: listeners.priority,
          conditions: ruleConditions(settings.routing),
          actions: [action],
          tags: namedTags(name, scope.tags),
        },
        // ECS moves traffic by rewriting the actions; to put ours back would send it to the idle group.
        { parent: scope.parent, ...(settings.blueGreen && { ignoreChanges: ["actions"] }) },
      ),
    );
  };
  const { productionListenerArn, testListenerArn } = listeners;
  return {
    production: rule("production", productionListenerArn),
    test: settings.blueGreen && testListenerArn !== undefined ? rule("test", testListenerArn) : undefined,
  };
}
