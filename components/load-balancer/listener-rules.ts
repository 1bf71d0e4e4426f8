import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import { authenticateAction } from "./authentication";
import { ruleConditions } from "./routes";
import type { LoadBalancerChildren } from "./args";
import type { TargetSettings } from "./target-settings";

type Action = aws.types.input.lb.ListenerRuleAction;

/** Listeners that send a target's requests to it. */
export interface Listeners {
  readonly productionListenerArn: pulumi.Input<string>;
  readonly testListenerArn: pulumi.Input<string>;
  readonly priority: number;
}

/** Rules of one target. */
export interface ListenerRules {
  readonly production: aws.lb.ListenerRule;
  readonly test: aws.lb.ListenerRule;
}

/** The groups between which a rule divides requests. */
export interface RuleGroups {
  readonly blue: aws.lb.TargetGroup;
  readonly green: aws.lb.TargetGroup;
}

/**
 * What a rule does with a request, until ECS rewrites it. Sticky for a second, the minimum: AWS refuses sticky targets
 * behind a rule that isn't, and the rule can't be changed later; with no more than a second, clients follow a shift of
 * traffic at once (Elastic Load Balancing User Guide, "Sticky sessions for your Application Load Balancer").
 */
export function forwardAction(blueArn: pulumi.Input<string>, greenArn: pulumi.Input<string>): Action {
  return {
    type: "forward",
    forward: {
      targetGroups: [
        { arn: blueArn, weight: 100 },
        { arn: greenArn, weight: 0 },
      ],
      stickiness: { enabled: true, duration: 1 },
    },
  };
}

/** Creates the rules that lead to a target's groups. */
export function createListenerRules(
  children: LoadBalancerChildren,
  settings: TargetSettings,
  listeners: Listeners,
  groups: RuleGroups,
): ListenerRules {
  const forward = forwardAction(groups.blue.arn, groups.green.arn);
  const { authenticate } = settings;
  const rule = (role: string, listenerArn: pulumi.Input<string>, first?: Action): aws.lb.ListenerRule => {
    const name = `${children.name}-${role}`;
    return new aws.lb.ListenerRule(
      ...transformed(
        children.transform.listenerRule,
        name,
        {
          listenerArn,
          priority: listeners.priority,
          conditions: ruleConditions(settings.routing),
          actions: first === undefined ? [forward] : [first, { ...forward, order: 2 }],
          tags: namedTags(name, children.tags),
        },
        {
          parent: children.parent,
          // ECS moves traffic by rewriting the actions; to put ours back would send it to the idle group.
          // No deployment does so behind an authentication.
          ignoreChanges: first === undefined ? ["actions"] : [],
          // New groups would go unnoticed otherwise. A priority has room for one rule at a time.
          replaceWith: [groups.blue, groups.green],
          deleteBeforeReplace: true,
        },
      ),
    );
  };
  return {
    production: rule(
      "production",
      listeners.productionListenerArn,
      authenticate && authenticateAction(authenticate, { parent: children.parent }),
    ),
    test: rule("test", listeners.testListenerArn),
  };
}
