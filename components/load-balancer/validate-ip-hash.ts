import type { ArgumentProblems } from "../shared/validation";
import type { LoadBalancerArgs } from "./args";
import type { LoadBalancerTargetArgs } from "./load-balancer-target-args";

const NEEDS_HTTP =
  'needs a load balancer that understands HTTP, which "ip-hash" excludes; leave it out or choose another algorithm';

/** Arguments of a target that a network load balancer has no means for. */
const EXCLUDED: readonly (keyof LoadBalancerTargetArgs)[] = [
  "routing",
  "stickiness",
  "slowStart",
  "algorithm",
  "alarms",
  "authenticate",
];

/** Records arguments that need HTTP, which a network load balancer, for `"ip-hash"`, does not understand. */
export function validateIpHash(args: LoadBalancerArgs, problems: ArgumentProblems): void {
  const targets = Object.entries(args.targets);
  problems.require(
    targets.length <= 1,
    "targets",
    `"ip-hash" serves one target, since it can't route by path or host, got ${targets.length}`,
  );
  problems.require(
    args.domain !== undefined || args.certificateArn !== undefined,
    "domain",
    '"ip-hash" has no plain HTTP; give a domain or certificateArn',
  );
  problems.require(typeof args.webFirewall !== "object", "webFirewall", NEEDS_HTTP);
  problems.require(args.testListener === undefined, "testListener", NEEDS_HTTP);
  for (const [name, target] of targets) checkTarget(problems, name, target);
}

function checkTarget(problems: ArgumentProblems, name: string, target: LoadBalancerTargetArgs): void {
  for (const argument of EXCLUDED) {
    problems.require(target[argument] === undefined, `targets.${name}.${argument}`, NEEDS_HTTP);
  }
  problems.require(
    target.protocol !== "HTTPS",
    `targets.${name}.protocol`,
    'source addresses stick to instances over plain connections only; leave it out with "ip-hash"',
  );
}
