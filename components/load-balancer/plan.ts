import type * as pulumi from "@pulumi/pulumi";
import type { LoadBalancerKind } from "./access-log-policy";
import type { LoadBalancerArgs } from "./arguments";
import { prioritized, type Prioritized } from "./priorities";
import { ANYWHERE, type OpenPort } from "./security-group";
import type { TargetAlgorithm } from "./target-arguments";
import { targetSettings, type TargetSettings } from "./target-settings";

/** Everything about a load balancer that follows from its arguments alone. */
export interface LoadBalancerPlan {
  readonly kind: LoadBalancerKind;
  /** Whether clients connect over TLS. */
  readonly secure: boolean;
  readonly targets: Readonly<Record<string, Prioritized<TargetSettings>>>;
  readonly openPorts: readonly OpenPort[];
}

/** Plan for valid arguments. */
export function loadBalancerPlan(args: LoadBalancerArgs): LoadBalancerPlan {
  const secure = args.domain !== undefined || args.certificateArn !== undefined;
  const kind = args.algorithm === "ip-hash" ? "network" : "application";
  const targets = prioritized(
    Object.fromEntries(
      Object.entries(args.targets).map(([name, target]) => [name, targetSettings(target, targetAlgorithm(args))]),
    ),
  );
  return { kind, secure, targets, openPorts: openPorts(args, { kind, secure }) };
}

/** Port of the test listener. */
export function testListenerPort(args: Pick<LoadBalancerArgs, "testListener" | "domain" | "certificateArn">): number {
  const secure = args.domain !== undefined || args.certificateArn !== undefined;
  return args.testListener?.port ?? (secure ? 8443 : 8080);
}

/** Algorithm of targets that name none. Behind a network load balancer none applies. */
function targetAlgorithm({ algorithm = "round-robin" }: LoadBalancerArgs): TargetAlgorithm {
  return algorithm === "ip-hash" ? "round-robin" : algorithm;
}

function openPorts(args: LoadBalancerArgs, { kind, secure }: Pick<LoadBalancerPlan, "kind" | "secure">): OpenPort[] {
  const clients: pulumi.Input<string>[] = [args.internal === true ? args.vpcCidrBlock : ANYWHERE];
  const secured = secure ? [{ port: 443, cidrBlocks: clients }] : [];
  if (kind === "network") return secured;
  const testers = args.testListener?.cidrBlocks ?? [args.vpcCidrBlock];
  return [{ port: 80, cidrBlocks: clients }, ...secured, { port: testListenerPort(args), cidrBlocks: testers }];
}
