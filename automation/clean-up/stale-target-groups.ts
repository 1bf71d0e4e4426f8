import {
  DeleteTargetGroupCommand,
  DescribeTagsCommand,
  paginateDescribeTargetGroups,
  type TagDescription,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { NAMESPACE } from "../../stacks/configuration/problem";
import { askingAws } from "../aws/retries";
import type { AutomationContext } from "../context";
import { batchesOf } from "../shared/batches";
import type { Removed } from "./removed";

/** Elastic Load Balancing API Reference, DescribeTags: `ResourceArns`. */
const TAGS_AT_ONCE = 20;

type Context = Pick<AutomationContext, "aws" | "clock" | "emit" | "engine" | "environment" | "signal">;

/** A target group that no load balancer leads to. */
interface UnusedGroup {
  readonly arn: string;
  readonly name: string;
}

/**
 * Deletes target groups that an earlier update of this environment left: they have its tags, no load balancer leads to
 * them, and the state doesn't name them. Both groups of a service that shifts traffic stand in the state.
 */
export async function removeStaleTargetGroups(removed: Removed, context: Context): Promise<void> {
  const { aws, engine, signal } = context;
  const unused = await askingAws("target groups", context, () => unusedGroups(context));
  if (unused.length === 0) return;
  // Read after the groups: one that another update creates meanwhile stands in the state by now.
  const state = JSON.stringify(await engine.resources());
  const unnamed = unused.filter(({ arn }) => !state.includes(arn));
  for (const { arn, name } of await taggedByEnvironment(unnamed, context)) {
    signal.throwIfAborted();
    await askingAws("target groups", context, () =>
      aws.elasticLoadBalancing.send(new DeleteTargetGroupCommand({ TargetGroupArn: arn }), { abortSignal: signal }),
    );
    removed.targetGroups.push(name);
  }
}

async function unusedGroups({ aws, signal }: Context): Promise<UnusedGroup[]> {
  const found: UnusedGroup[] = [];
  const pages = paginateDescribeTargetGroups({ client: aws.elasticLoadBalancing }, {}, { abortSignal: signal });
  for await (const { TargetGroups = [] } of pages) {
    for (const { TargetGroupArn: arn, TargetGroupName: name = "", LoadBalancerArns = [] } of TargetGroups) {
      if (arn !== undefined && LoadBalancerArns.length === 0) found.push({ arn, name });
    }
  }
  return found;
}

async function taggedByEnvironment(groups: readonly UnusedGroup[], context: Context): Promise<UnusedGroup[]> {
  const { aws, signal } = context;
  const own: UnusedGroup[] = [];
  for (const some of batchesOf(groups, TAGS_AT_ONCE)) {
    const request = new DescribeTagsCommand({ ResourceArns: some.map(({ arn }) => arn) });
    const { TagDescriptions = [] } = await askingAws("tags of target groups", context, () =>
      aws.elasticLoadBalancing.send(request, { abortSignal: signal }),
    );
    const ownArns = TagDescriptions.filter((each) => isOfEnvironment(each, context)).map((each) => each.ResourceArn);
    own.push(...some.filter(({ arn }) => ownArns.includes(arn)));
  }
  return own;
}

/** Whether the tags are those that the program puts on every resource of the environment. */
function isOfEnvironment({ Tags = [] }: TagDescription, { environment }: Context): boolean {
  const wanted = { Project: NAMESPACE, Environment: environment, ManagedBy: "Pulumi" };
  return Object.entries(wanted).every(([key, value]) => Tags.some((tag) => tag.Key === key && tag.Value === value));
}
