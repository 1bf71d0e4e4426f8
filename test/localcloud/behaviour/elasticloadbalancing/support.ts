import type { CheckAnswer } from "../../../../localcloud/behaviour/model/observation";
import { type RunningTarget, targetKey } from "../../../../localcloud/behaviour/model/target";
import type { RunningChange } from "../../../../localcloud/behaviour/model/running";
import { hostCounts } from "../../../../localcloud/behaviour/elasticloadbalancing/host-counts";
import { targetHealth } from "../../../../localcloud/behaviour/elasticloadbalancing/target-health";
import type { CloudResource } from "../../../../localcloud/model/resource";
import type { Properties } from "../../../../localcloud/model/values";
import { resource } from "../support/deployed";
import { subnet } from "../support/resources";
import { MIDNIGHT, smallWorld, type SmallWorld } from "../support/small-world";

const ARN = "arn:aws:elasticloadbalancing:eu-west-1:123456789012";
export const GROUP_ARN = `${ARN}:targetgroup/blue/1`;
export const LOAD_BALANCER_ARN = `${ARN}:loadbalancer/app/main/2`;
const LISTENER_ARN = `${ARN}:listener/app/main/2/3`;

/** A target group that is checked each 10 s, with 2 successes to be healthy and 3 failures to be unhealthy. */
export function targetGroup(healthCheck: Properties = {}, inputs: Properties = {}): CloudResource {
  const check = {
    interval: 10,
    timeout: 5,
    healthyThreshold: 2,
    unhealthyThreshold: 3,
    path: "/health",
    matcher: "200",
  };
  return resource(
    "aws:lb/targetGroup:TargetGroup",
    GROUP_ARN,
    {
      ...{ port: 80, protocol: "HTTP", targetType: "ip", vpcId: "vpc-1", deregistrationDelay: 30 },
      ...inputs,
      healthCheck: { ...check, ...healthCheck },
    },
    { arn: GROUP_ARN, arnSuffix: "targetgroup/blue/1" },
  );
}

export function loadBalancer(inputs: Properties = {}): CloudResource {
  return resource("aws:lb/loadBalancer:LoadBalancer", LOAD_BALANCER_ARN, inputs, {
    arnSuffix: "app/main/2",
    subnets: ["subnet-a", "subnet-b"],
  });
}

/** A listener that answers by itself, and so uses no target group. */
export const LISTENER = resource("aws:lb/listener:Listener", LISTENER_ARN, {
  loadBalancerArn: LOAD_BALANCER_ARN,
  defaultActions: [{ type: "fixed-response", fixedResponse: { statusCode: "404" } }],
});

/** A rule that forwards a share of the requests to the group. */
export function rule(weight: number): CloudResource {
  return resource("aws:lb/listenerRule:ListenerRule", `${ARN}:listener-rule/app/main/2/3/4`, {
    listenerArn: LISTENER_ARN,
    actions: [{ type: "forward", forward: { targetGroups: [{ arn: GROUP_ARN, weight }] } }],
  });
}

export const SUBNETS = [subnet("subnet-a", "eu-west-1a"), subnet("subnet-b", "eu-west-1b")];

/** All of an Application Load Balancer that forwards to the group. */
export const DEPLOYED = [...SUBNETS, targetGroup(), loadBalancer(), LISTENER, rule(100)];

export function target(other: Partial<RunningTarget> = {}): RunningTarget {
  return {
    targetGroupArn: GROUP_ARN,
    targetId: "10.0.0.1",
    port: 8080,
    availabilityZone: "eu-west-1a",
    taskArn: "task-1",
    state: "initial",
    registeredAt: MIDNIGHT,
    ...other,
  };
}

export function registered(value: RunningTarget): RunningChange {
  return { kind: "target", id: targetKey(value), value };
}

/** The world of the two controllers; what targets answer is given by the number of the check, which begins with 1. */
export function balancedWorld(
  answer: (check: number, targetId: string) => CheckAnswer | undefined,
  resources: readonly CloudResource[] = DEPLOYED,
): SmallWorld & { readonly checkedAt: number[]; readonly paths: string[] } {
  const checkedAt: number[] = [];
  const paths: string[] = [];
  const counts = new Map<string, number>();
  const small = smallWorld([targetHealth, hostCounts], resources, {
    runtime: ({ clock, observe }) => ({
      "check-target": (command) => {
        checkedAt.push((clock.now() - MIDNIGHT) / 1_000);
        paths.push(`${command.protocol} ${command.containerPort} ${command.path} ${command.timeoutSeconds}s`);
        const check = (counts.get(command.target) ?? 0) + 1;
        counts.set(command.target, check);
        const given = answer(check, command.target.split("|")[1] ?? "");
        if (given !== undefined) observe({ kind: "target-checked", target: command.target, answer: given });
      },
    }),
  });
  return { ...small, checkedAt, paths };
}

export const OK: CheckAnswer = { kind: "response", status: 200 };
