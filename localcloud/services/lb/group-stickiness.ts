import { refuse } from "../../model/aws-error";
import type { CloudReader } from "../../model/resource";
import type { Operation } from "../../model/resource-type";
import { flag, objects, text, type Properties } from "../../model/values";
import { isSticky } from "./stickiness";

/** Where actions stand. */
const ACTIONS = [
  { type: "aws:lb/listener:Listener", input: "defaultActions" },
  { type: "aws:lb/listenerRule:ListenerRule", input: "actions" },
] as const;

/** Whether an action spreads requests over several groups and may send a client to another one each time. */
function splitsFreely(action: Properties): boolean {
  const isGroupSticky = flag(action, "forward.stickiness.enabled") === true;
  return objects(action, "forward.targetGroups").length > 1 && !isGroupSticky;
}

function groupsOf(action: Properties): string[] {
  return objects(action, "forward.targetGroups").map((group) => text(group, "arn") ?? "");
}

function forwards(action: Properties, targetGroupArn: string): boolean {
  return groupsOf(action).includes(targetGroupArn);
}

/** A target can't keep a client that the rule sends to another group (User Guide, "Sticky sessions"). */
export function requireGroupStickiness(action: Properties, path: string, cloud: CloudReader): void {
  const sticky = groupsOf(action).find((arn) =>
    isSticky(cloud.find("aws:lb/targetGroup:TargetGroup", arn)?.inputs ?? {}),
  );
  if (sticky === undefined || !splitsFreely(action)) return;
  refuse(
    "InvalidLoadBalancerAction",
    `You must enable group stickiness on a rule if you enabled target stickiness on one of its target groups: ${sticky}`,
    `${path}.forward.stickiness`,
  );
}

/** The same from the group's side, when its stickiness is switched on later. */
export function requireSplittingRulesToBeSticky({ inputs, previous, cloud }: Operation): void {
  if (previous === undefined || !isSticky(inputs)) return;
  const free = ACTIONS.flatMap(({ type, input }) =>
    cloud
      .ofType(type)
      .filter((holder) =>
        objects(holder.inputs, input).some((action) => splitsFreely(action) && forwards(action, previous.id)),
      ),
  );
  const [first] = free;
  if (first === undefined) return;
  refuse(
    "InvalidConfigurationRequest",
    `This target group appears behind a rule with group stickiness disabled (${first.id}). You must enable group stickiness before enabling target stickiness`,
    "stickiness",
  );
}
