import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { LoadBalancerArgs, LoadBalancerChildren } from "./args";
import type { Listeners } from "./listener-rules";
import { createApplicationListeners } from "./listeners";
import { LoadBalancerTarget } from "./load-balancer-target";
import type { TargetEntrance } from "./load-balancer-target-args";
import { type LoadBalancerPlan, testListenerPort } from "./plan";

/** How requests get to one of the targets. */
type Entrances = (priority: number) => TargetEntrance;

/** ARNs of a load balancer's listeners. */
export interface ListenerArns {
  readonly productionListenerArn: pulumi.Output<string>;
  readonly testListenerArn: pulumi.Output<string> | undefined;
  readonly redirectListenerArn: pulumi.Output<string> | undefined;
}

/** Targets of a load balancer by name, and the listeners before them. */
export interface AttachedTargets {
  readonly targets: Readonly<Record<string, LoadBalancerTarget>>;
  readonly listeners: ListenerArns;
}

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
): AttachedTargets {
  if (plan.kind === "network") {
    const targets = attachTargets(children, args, plan, { ...dependencies, entrances: networkEntrances(dependencies) });
    const [target] = Object.values(targets);
    if (target === undefined) throw new Error("a load balancer has one target at least");
    const { productionListenerArn } = target;
    return {
      targets,
      listeners: { productionListenerArn, testListenerArn: undefined, redirectListenerArn: undefined },
    };
  }
  const { production, test, redirect } = createApplicationListeners(children, {
    loadBalancerArn: dependencies.loadBalancer.arn,
    certificateArn: dependencies.certificateArn,
    testPort: testListenerPort(args),
  });
  const arns = { productionListenerArn: production.arn, testListenerArn: test.arn };
  return {
    targets: attachTargets(children, args, plan, { ...dependencies, entrances: applicationEntrances(arns) }),
    listeners: { ...arns, redirectListenerArn: redirect?.arn },
  };
}

function attachTargets(
  children: LoadBalancerChildren,
  args: LoadBalancerArgs,
  plan: LoadBalancerPlan,
  { loadBalancer, entrances }: Pick<TargetDependencies, "loadBalancer"> & { readonly entrances: Entrances },
): Readonly<Record<string, LoadBalancerTarget>> {
  const targets: Record<string, LoadBalancerTarget> = {};
  for (const [targetName, { priority, ...target }] of Object.entries(plan.targets)) {
    targets[targetName] = new LoadBalancerTarget(
      `${children.name}-${targetName}`,
      {
        ...target,
        targetName,
        vpcId: args.vpcId,
        loadBalancer,
        entrance: entrances(priority),
        alarmActions: args.alarmActions,
        tags: children.tags,
        transform: children.transform,
      },
      { parent: children.parent },
    );
  }
  return targets;
}

function applicationEntrances(listeners: Pick<Listeners, "productionListenerArn" | "testListenerArn">): Entrances {
  return (priority) => ({ kind: "application", ...listeners, priority });
}

function networkEntrances({ certificateArn }: TargetDependencies): Entrances {
  return () => ({ kind: "network", certificateArn });
}
