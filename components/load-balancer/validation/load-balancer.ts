import { checkTags } from "../../shared/tag-rules";
import { ArgumentProblems, literal } from "../../shared/validation";
import type { LoadBalancerArgs } from "../arguments";
import type { TargetAlgorithm } from "../target-arguments";
import { validateDomain } from "./domain";
import { validateIpHash } from "./network";
import { requireWhole } from "../../shared/bounds";
import { validateRouting } from "./routing";
import { validateTarget } from "./target";
import { validateTestListener } from "./test-listener";
import { validateWebFirewall } from "./web-firewall";

const NAME = /^(?!internal-)[a-z](?:[a-z0-9-]*[a-z0-9])?$/;
const TARGET_NAME = /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/;
const CERTIFICATE_ARN = /^arn:aws[\w-]*:acm:[\w-]+:\d{12}:certificate\/\S+$/;
const MAXIMUM_ALARM_ACTIONS = 5;

/** Two groups each of the 100 that there may be, not adjustable (Elastic Load Balancing User Guide, "Quotas"). */
const MAXIMUM_TARGETS = 50;

/** @throws {pulumi.InputPropertiesError} naming every problem of a load balancer's arguments. */
export function validateLoadBalancer(name: string, args: LoadBalancerArgs): void {
  const problems = new ArgumentProblems();
  validateName(problems, name);
  validateSurroundings(problems, args);
  validateDomain(problems, args);
  validateTargets(problems, args);
  if (args.algorithm === "ip-hash") validateIpHash(problems, args);
  else validateRouting(problems, args.targets);
  validateTestListener(problems, args);
  validateWebFirewall(problems, args.webFirewall);
  checkTags(problems, args.tags);
  problems.throwIfAny(`Invalid arguments for load balancer ${name}`);
}

function validateName(problems: ArgumentProblems, name: string): void {
  problems.require(
    NAME.test(name),
    "name",
    `must be lower-case letters, digits and hyphens, begin with a letter and not with "internal-", got ${JSON.stringify(name)}`,
  );
}

function validateSurroundings(problems: ArgumentProblems, args: LoadBalancerArgs): void {
  const subnetIds = literal(args.subnetIds);
  const certificateArn = literal(args.certificateArn);
  problems.require(
    subnetIds === undefined || subnetIds.length >= 2,
    "subnetIds",
    `must be two subnets at least, in different zones, got ${subnetIds?.length ?? 0}`,
  );
  problems.require(
    certificateArn === undefined || CERTIFICATE_ARN.test(certificateArn),
    "certificateArn",
    `must be a certificate of ACM (arn:aws:acm:<region>:<account>:certificate/<id>), got ${JSON.stringify(certificateArn)}`,
  );
  problems.require(
    args.alarmActions.length >= 1 && args.alarmActions.length <= MAXIMUM_ALARM_ACTIONS,
    "alarmActions",
    `must be one to ${MAXIMUM_ALARM_ACTIONS} ARNs, such as a topic's, got ${args.alarmActions.length}`,
  );
  requireWhole(problems, "accessLogRetentionDays", args.accessLogRetentionDays, { smallest: 1, largest: 36_500 });
}

function validateTargets(problems: ArgumentProblems, { targets, algorithm = "round-robin" }: LoadBalancerArgs): void {
  const entries = Object.entries(targets);
  const inherited: TargetAlgorithm = algorithm === "ip-hash" ? "round-robin" : algorithm;
  problems.require(entries.length > 0, "targets", "must name one target at least");
  problems.require(
    entries.length <= MAXIMUM_TARGETS,
    "targets",
    `must be ${MAXIMUM_TARGETS} at most, since each has two of the 100 target groups that a load balancer can have, got ${entries.length}; use another load balancer`,
  );
  for (const [name, target] of entries) {
    problems.require(
      TARGET_NAME.test(name),
      `targets.${name}`,
      "must be named with lower-case letters, digits and hyphens, and begin with a letter",
    );
    validateTarget(problems, `targets.${name}`, target, inherited);
  }
}
