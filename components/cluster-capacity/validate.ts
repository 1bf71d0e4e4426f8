import { requireSeconds, requireWhole } from "../shared/bounds";
import { checkTags } from "../shared/tag-rules";
import { type ArgumentProblems, literal } from "../shared/validation";
import type { ClusterCapacityArgs, GroupCapacityArgs } from "./args";

const GROUP_NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const PERCENT = { smallest: 1, largest: 100 };
/** Amazon ECS API Reference, "ManagedScaling": instanceWarmupPeriod takes more, but no instance needs an hour. */
const WARMUP = { smallest: 0, largest: 3600 };

/** Records groups that can't serve the cluster. */
export function validateClusterCapacity(args: ClusterCapacityArgs, problems: ArgumentProblems): void {
  for (const [name, group] of Object.entries(args.autoScalingGroups ?? {})) {
    problems.require(
      GROUP_NAME.test(name),
      `autoScalingGroups.${name}`,
      `must be named with lower-case letters, digits and single hyphens, beginning with a letter, got ${JSON.stringify(name)}`,
    );
    validateGroup(
      group,
      args,
      problems.at((path) => `autoScalingGroups.${name}.${path}`),
    );
  }
  checkTags(problems, args.tags);
}

function validateGroup(
  { autoScalingGroup, targetCapacityPercent, instanceWarmup }: GroupCapacityArgs,
  { cluster }: ClusterCapacityArgs,
  problems: ArgumentProblems,
): void {
  const [joined, asked] = [literal(autoScalingGroup.clusterName), literal(cluster.clusterName)];
  problems.require(
    autoScalingGroup.clusterName !== undefined,
    "autoScalingGroup",
    "must be a group whose instances join the cluster, got one that joins none; give the group `cluster: { clusterName: cluster.clusterName }`",
  );
  problems.require(
    joined === undefined || asked === undefined || joined === asked,
    "autoScalingGroup",
    `must be a group whose instances join the cluster ${JSON.stringify(asked)}, got one that joins ${JSON.stringify(joined)}`,
  );
  requireWhole(problems, "targetCapacityPercent", targetCapacityPercent, PERCENT);
  requireSeconds(problems, "instanceWarmup", instanceWarmup, WARMUP);
}
