import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { LoadBalancerArgs } from "./arguments";
import { createApplicationListeners } from "./listeners";
import { LoadBalancerTarget, type TargetEntrance } from "./load-balancer-target";
import { type LoadBalancerPlan, testListenerPort } from "./plan";
import type { Prioritized } from "./priorities";
import type { Scope } from "./scope";
import type { TargetSettings } from "./target-settings";

/** How requests get to one of the targets. */
type Entrances = (target: Prioritized<TargetSettings>) => TargetEntrance;

/** The load balancer that targets stand behind, and the certificate with which it ends TLS. */
export interface Front {
  readonly loadBalancer: aws.lb.LoadBalancer;
  readonly certificateArn: pulumi.Input<string> | undefined;
}

/** Creates the listeners and every target behind them. */
export function createTargets(
  scope: Scope,
  args: LoadBalancerArgs,
  plan: LoadBalancerPlan,
  front: Front,
): Readonly<Record<string, LoadBalancerTarget>> {
  const entrances = plan.kind === "application" ? applicationEntrances(scope, args, front) : networkEntrances(front);
  const targets: Record<string, LoadBalancerTarget> = {};
  for (const [targetName, settings] of Object.entries(plan.targets)) {
    targets[targetName] = new LoadBalancerTarget(
      `${scope.name}-${targetName}`,
      {
        targetName,
        settings,
        vpcId: args.vpcId,
        loadBalancer: front.loadBalancer,
        entrance: entrances(settings),
        alarmActions: args.alarmActions,
        tags: scope.tags,
        transform: scope.transform,
      },
      { parent: scope.parent },
    );
  }
  return targets;
}

function applicationEntrances(
  scope: Scope,
  args: LoadBalancerArgs,
  { loadBalancer, certificateArn }: Front,
): Entrances {
  const listeners = createApplicationListeners(scope, {
    loadBalancerArn: loadBalancer.arn,
    certificateArn,
    testPort: testListenerPort(args),
  });
  return ({ priority }) => ({
    kind: "application",
    productionListenerArn: listeners.production.arn,
    testListenerArn: listeners.test.arn,
    priority,
  });
}

function networkEntrances({ certificateArn }: Front): Entrances {
  return () => ({ kind: "network", certificateArn });
}
