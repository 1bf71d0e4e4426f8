import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { LoadBalancerChildren } from "./args";
import type { TargetAlgorithm } from "./load-balancer-target-args";
import type { StickinessSettings, TargetSettings } from "./target-settings";

/** The two groups between which ECS shifts a target's traffic. Behind a network load balancer there is blue alone. */
export type Color = "blue" | "green";

type Stickiness = aws.types.input.lb.TargetGroupStickiness;

const ALGORITHM_TYPES: Readonly<Record<TargetAlgorithm, string>> = {
  "round-robin": "round_robin",
  "least-connections": "least_outstanding_requests",
  "weighted-random": "weighted_random",
};

/**
 * Ports of groups of addresses. Nothing uses them: ECS registers each task with its container's port. A group's port
 * can't be changed, so that the target's own would replace the group whenever it changes.
 */
const ADDRESS_GROUP_PORTS = { HTTP: 80, HTTPS: 443 } as const;

/** AWS allows six characters: four of the target's name, so that the color always fits. */
export function targetGroupPrefix(targetName: string, color: Color): string {
  return `${targetName.slice(0, 4).replace(/-+$/, "")}-${color.charAt(0)}`;
}

/**
 * Attributes of a group behind an application load balancer; the same for blue and green, or a swap changes behaviour.
 */
export function applicationGroupAttributes(settings: TargetSettings): aws.lb.TargetGroupArgs {
  return {
    port: groupPort(settings),
    protocol: settings.protocol,
    protocolVersion: "HTTP1",
    targetType: settings.targetType,
    loadBalancingAlgorithmType: ALGORITHM_TYPES[settings.algorithm],
    // Steering away from instances with anomalous errors is what weighted random is for; no other algorithm has it.
    ...(settings.algorithm === "weighted-random" && { loadBalancingAnomalyMitigation: "on" }),
    slowStart: settings.slowStart,
    deregistrationDelay: settings.deregistrationDelay,
    healthCheck: { ...settings.healthCheck, protocol: settings.protocol, port: "traffic-port" },
    stickiness: cookieStickiness(settings.stickiness),
  };
}

/** Attributes of a group behind a network load balancer: a source address keeps its instance while that is healthy. */
export function networkGroupAttributes(settings: TargetSettings): aws.lb.TargetGroupArgs {
  return {
    port: groupPort(settings),
    protocol: "TCP",
    targetType: settings.targetType,
    // With client addresses kept, connections through two zones can collide on an instance and be refused.
    preserveClientIp: "false",
    deregistrationDelay: settings.deregistrationDelay,
    healthCheck: { ...settings.healthCheck, protocol: "HTTP", port: "traffic-port" },
    stickiness: { enabled: true, type: "source_ip" },
  };
}

/** Creates one group of a target. */
export function createTargetGroup(
  children: LoadBalancerChildren,
  color: Color,
  args: {
    readonly targetName: string;
    readonly vpcId: pulumi.Input<string>;
    readonly attributes: aws.lb.TargetGroupArgs;
    readonly isAuthenticated?: boolean;
  },
): aws.lb.TargetGroup {
  const name = `${children.name}-${color}`;
  return new aws.lb.TargetGroup(
    ...transformed(
      children.transform.targetGroup,
      name,
      {
        ...args.attributes,
        namePrefix: targetGroupPrefix(args.targetName, color),
        vpcId: args.vpcId,
        tags: namedTags(name, children.tags),
      },
      {
        parent: children.parent,
        // A rule that ECS may have turned to the green group can't be written anew without its weights. When users are
        // to sign in, or no longer, it begins again with groups of its own.
        replacementTrigger: args.isAuthenticated === true ? "authenticated" : "open",
      },
    ),
  );
}

/** An Auto Scaling group registers its instances with the group's port. */
function groupPort({ targetType, protocol, port }: TargetSettings): number {
  return targetType === "instance" ? port : ADDRESS_GROUP_PORTS[protocol];
}

function cookieStickiness(stickiness: StickinessSettings | undefined): Stickiness {
  if (stickiness === undefined) return { enabled: false, type: "lb_cookie" };
  const { cookieName, duration } = stickiness;
  if (cookieName === undefined) return { enabled: true, type: "lb_cookie", cookieDuration: duration };
  return { enabled: true, type: "app_cookie", cookieName, cookieDuration: duration };
}
