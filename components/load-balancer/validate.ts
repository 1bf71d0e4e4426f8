import { CERTIFICATE_ARN } from "../shared/arn";
import { requireWhole } from "../shared/bounds";
import { checkTags } from "../shared/tag-rules";
import { SEVERITIES, topicsFor } from "../shared/severity";
import { type ArgumentProblems, literal } from "../shared/validation";
import type { LoadBalancerArgs } from "./args";
import { validateLoadBalancerTarget } from "./load-balancer-target-validate";
import { plannedTargets } from "./plan";
import { requireHttpsToAuthenticate } from "./validate-authentication";
import { validateDomain } from "./validate-domain";
import { validateIpHash } from "./validate-ip-hash";
import { validateRouting } from "./validate-routing";
import { validateTestListener } from "./validate-test-listener";
import { validateWebFirewall } from "./validate-web-firewall";

const NAME = /^(?!internal-)[a-z](?:[a-z0-9-]*[a-z0-9])?$/;
const TARGET_NAME = /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/;
const MAXIMUM_ALARM_ACTIONS = 5;

/** Two groups each of the 100 that there may be, not adjustable (Elastic Load Balancing User Guide, "Quotas"). */
const MAXIMUM_TARGETS = 50;

/** Records what AWS would refuse of a load balancer, and what could not work; the targets' problems included. */
export function validateLoadBalancer(args: LoadBalancerArgs, problems: ArgumentProblems, name: string): void {
  checkName(problems, name);
  checkPlacement(problems, args);
  checkCertificateArn(problems, literal(args.certificateArn));
  checkAlarmActions(problems, args);
  requireWhole(problems, "accessLogRetentionDays", args.accessLogRetentionDays, { smallest: 1, largest: 36_500 });
  validateDomain(args, problems);
  checkTargets(problems, args);
  if (args.algorithm === "ip-hash") validateIpHash(args, problems);
  else validateRouting(args.targets, problems);
  requireHttpsToAuthenticate(args, problems);
  validateTestListener(args, problems);
  validateWebFirewall(args.webFirewall, problems);
  checkTags(problems, args.tags);
}

function checkName(problems: ArgumentProblems, name: string): void {
  problems.require(
    NAME.test(name),
    "name",
    `must be lower-case letters, digits and hyphens, begin with a letter and not with "internal-", got ${JSON.stringify(name)}`,
  );
}

function checkPlacement(problems: ArgumentProblems, args: LoadBalancerArgs): void {
  const subnetIds = literal(args.subnetIds);
  problems.require(
    subnetIds === undefined || subnetIds.length >= 2,
    "subnetIds",
    `must be two subnets at least, in different zones, got ${subnetIds?.length ?? 0}`,
  );
}

function checkCertificateArn(problems: ArgumentProblems, certificateArn: string | undefined): void {
  problems.require(
    certificateArn === undefined || CERTIFICATE_ARN.test(certificateArn),
    "certificateArn",
    `must be a certificate of ACM (arn:aws:acm:<region>:<account>:certificate/<id>), got ${JSON.stringify(certificateArn)}`,
  );
}

function checkAlarmActions(problems: ArgumentProblems, { alarmActions }: LoadBalancerArgs): void {
  const numbers = SEVERITIES.map((severity) => topicsFor(severity, alarmActions).length);
  problems.require(
    Math.max(...numbers) >= 1 && Math.max(...numbers) <= MAXIMUM_ALARM_ACTIONS,
    "alarmActions",
    `must be one to ${MAXIMUM_ALARM_ACTIONS} ARNs, such as a topic's, got ${Math.max(...numbers)}`,
  );
}

function checkTargets(problems: ArgumentProblems, args: LoadBalancerArgs): void {
  const targets = Object.entries(plannedTargets(args));
  problems.require(targets.length > 0, "targets", "must name one target at least");
  problems.require(
    targets.length <= MAXIMUM_TARGETS,
    "targets",
    `must be ${MAXIMUM_TARGETS} at most, since each has two of the 100 target groups that a load balancer can have, got ${targets.length}; use another load balancer`,
  );
  for (const [name, target] of targets) {
    problems.require(
      TARGET_NAME.test(name),
      `targets.${name}`,
      "must be named with lower-case letters, digits and hyphens, and begin with a letter",
    );
    validateLoadBalancerTarget(
      target,
      problems.at((path) => `targets.${name}.${path}`),
    );
  }
}
