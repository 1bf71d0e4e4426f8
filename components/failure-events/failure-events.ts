import * as pulumi from "@pulumi/pulumi";
import { createEventRule } from "../shared/event-rule";
import { requireValid } from "../shared/validation";
import type { FailureEventsArgs } from "./args";
import { instanceFailureRules, serviceFailureRules } from "./event-rules";
import { validateFailureEvents } from "./validate";

/**
 * Tells people what no metric shows: failed deployments, tasks without a place, instances that don't start, and failed
 * instance refreshes. It costs nothing: EventBridge delivers events of AWS services for free.
 *
 * @throws {pulumi.InputPropertiesError} naming every tag that AWS would refuse.
 */
export class FailureEvents extends pulumi.ComponentResource {
  /** Names of the EventBridge rules. */
  public readonly ruleNames: readonly pulumi.Output<string>[];

  constructor(name: string, args: FailureEventsArgs, opts?: pulumi.ComponentResourceOptions) {
    requireValid("FailureEvents", name, args, validateFailureEvents);
    super("proofpix:failure-events:FailureEvents", name, {}, opts);

    const children = { name, parent: this, tags: args.tags, transform: args.transform ?? {} };
    const { clusterArn, autoScalingGroupName, alarmActions } = args;
    const rules = [
      ...serviceFailureRules(name).map((rule) => createEventRule(children, rule, clusterArn, alarmActions)),
      ...(autoScalingGroupName === undefined
        ? []
        : instanceFailureRules(name).map((rule) =>
            createEventRule(children, rule, autoScalingGroupName, alarmActions),
          )),
    ];
    this.ruleNames = rules.map((rule) => rule.name);
    this.registerOutputs({ ruleNames: this.ruleNames });
  }
}
