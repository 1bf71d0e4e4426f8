import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { LoadBalancerArgs, LoadBalancerChildren } from "./args";
import { createApplicationListeners } from "./listeners";
import { LoadBalancerTarget } from "./load-balancer-target";
import type { TargetEntrance } from "./load-balancer-target-args";
import { type LoadBalancerPlan, type PlannedTarget, testListenerPort } from "./plan";
import type { Prioritized } from "./priorities";

/** How requests get to one of the targets. */
type Entrances = (target: Prioritized<PlannedTarget>) => TargetEntrance;

/** What targets need: the load balancer, and the certificate with which it ends TLS. */
export interface TargetDependencies {
  readonly loadBalancer: aws.lb.LoadBalancer;
  readonly certificateArn: pulumi.Input<string> | undefined;
}

/** Creates the listeners and every target behind them. */
export function createTargets(
  children: LoadBalancerChildren,
  args: LoadBalancerArgs,
  plan: LoadBalancerPlan,
  dependencies: TargetDependencies,
): Readonly<Record<string, LoadBalancerTarget>> {
  const entrances =
    plan.kind === "application" ? applicationEntrances(children, args, dependencies) : networkEntrances(dependencies);
  const targets: Record<string, LoadBalancerTarget> = {};
  for (const [targetName, target] of Object.entries(plan.targets)) {
    targets[targetName] = new LoadBalancerTarget(
      `${children.name}-${targetName}`,
      {
        ...target,
        targetName,
        vpcId: args.vpcId,
        loadBalancer: dependencies.loadBalancer,
        entrance: entrances(target),
        alarmActions: args.alarmActions,
        tags: children.tags,
        transform: children.transform,
      },
      { parent: children.parent },
    );
  }
  return targets;
}

function applicationEntrances(
  children: LoadBalancerChildren,
  args: LoadBalancerArgs,
  { loadBalancer, certificateArn }: TargetDependencies,
): Entrances {
  const listeners = createApplicationListeners(children, {
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

function networkEntrances({ certificateArn }: TargetDependencies): Entrances {
  return () => ({ kind: "network", certificateArn });
}
