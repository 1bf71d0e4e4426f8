import type * as pulumi from "@pulumi/pulumi";
import type { LoadBalancerKind } from "../monitoring";
import type { LoadBalancerArgs } from "./args";
import { prioritized, type Prioritized } from "./priorities";
import { ANYWHERE, type OpenPort } from "./security-group";
import type { LoadBalancerTargetArgs, TargetAlgorithm } from "./load-balancer-target-args";
import { DEFAULT_ALGORITHM } from "./target-settings";

/** A target with the algorithm that it gives or inherits. */
export type PlannedTarget = LoadBalancerTargetArgs & { readonly algorithm: TargetAlgorithm };

/** Everything about a load balancer that follows from its arguments alone. */
export interface LoadBalancerPlan {
  readonly kind: LoadBalancerKind;
  /** Whether clients connect over TLS. */
  readonly secure: boolean;
  readonly targets: Readonly<Record<string, Prioritized<PlannedTarget>>>;
  readonly openPorts: readonly OpenPort[];
}

/** Plan of a load balancer whose arguments are valid. */
export function loadBalancerPlan(args: LoadBalancerArgs): LoadBalancerPlan {
  const secure = args.domain !== undefined || args.certificateArn !== undefined;
  const kind = args.algorithm === "ip-hash" ? "network" : "application";
  return { kind, secure, targets: prioritized(plannedTargets(args)), openPorts: openPorts(args, { kind, secure }) };
}

/** Targets by name, with their algorithms, which a network load balancer ignores. */
export function plannedTargets({
  targets,
  algorithm = DEFAULT_ALGORITHM,
}: Pick<LoadBalancerArgs, "targets" | "algorithm">): Readonly<Record<string, PlannedTarget>> {
  const inherited = algorithm === "ip-hash" ? DEFAULT_ALGORITHM : algorithm;
  return Object.fromEntries(
    Object.entries(targets).map(([name, target]) => [name, { ...target, algorithm: target.algorithm ?? inherited }]),
  );
}

/** Port of the test listener. */
export function testListenerPort(args: Pick<LoadBalancerArgs, "testListener" | "domain" | "certificateArn">): number {
  const secure = args.domain !== undefined || args.certificateArn !== undefined;
  return args.testListener?.port ?? (secure ? 8443 : 8080);
}

function openPorts(args: LoadBalancerArgs, { kind, secure }: Pick<LoadBalancerPlan, "kind" | "secure">): OpenPort[] {
  const clients: pulumi.Input<string>[] = [args.internal === true ? args.vpcCidrBlock : ANYWHERE];
  const secured = secure ? [{ port: 443, cidrBlocks: clients }] : [];
  if (kind === "network") return secured;
  const testers = args.testListener?.cidrBlocks ?? [args.vpcCidrBlock];
  return [{ port: 80, cidrBlocks: clients }, ...secured, { port: testListenerPort(args), cidrBlocks: testers }];
}
