import { refuse } from "../../model/aws-error";
import { arn, hexadecimalToken } from "../../model/identifiers";
import { outputsOf, type CloudReader, type CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { number, text, type Properties } from "../../model/values";
import { refuseUnmodelled } from "../shared/inputs";
import type { ListenerContext } from "./action-rules";
import { requireActions, targetGroupReferences } from "./actions";
import { actionLimits, actionMembers, actionSecrets } from "./limits";
import { kindOf } from "./protocols";
import { conditionRules } from "./rule-conditions";

const LISTENER = "aws:lb/listener:Listener";
const RULE = "aws:lb/listenerRule:ListenerRule";
const CONDITION = "Elastic Load Balancing API Reference, RuleCondition";

export const listenerRule: ResourceType = {
  type: RULE,
  mapping: {
    operation: "elbv2.CreateRule",
    inputs: {
      ...actionMembers("actions[]", "Actions"),
      "conditions[].queryStrings": "Conditions.QueryStringConfig.Values",
      "transforms[].hostHeaderRewriteConfig.rewrite": "Transforms.HostHeaderRewriteConfig.Rewrites",
      "transforms[].urlRewriteConfig.rewrite": "Transforms.UrlRewriteConfig.Rewrites",
    },
  },
  documentedLimits: {
    ...actionLimits("actions[]"),
    "conditions[].hostHeader.values[]": [{ document: CONDITION, minLength: 1, maxLength: 128 }],
    "conditions[].pathPattern.values[]": [{ document: CONDITION, minLength: 1, maxLength: 128 }],
    "conditions[].httpHeader.httpHeaderName": [{ document: CONDITION, maxLength: 40 }],
    "conditions[].httpHeader.values[]": [{ document: CONDITION, minLength: 1, maxLength: 128 }],
    "conditions[].queryStrings[].value": [{ document: CONDITION, required: true, minLength: 1, maxLength: 128 }],
  },
  replaceOnChanges: ["listenerArn", "region"],
  secrets: actionSecrets("actions[]"),
  references: [
    {
      input: "listenerArn",
      to: [LISTENER],
      missing: { code: "ListenerNotFound", message: (id) => `One or more listeners not found: '${id}'` },
    },
    ...targetGroupReferences("actions"),
  ],
  rules: [
    refuseUnmodelled(["transforms"], "transforms of requests", "services/lb/listener-rule.ts"),
    requireApplicationLoadBalancer,
    requireUniquePriority,
    ...conditionRules,
    requireRuleActions,
  ],
  make: (operation) => {
    const { inputs, region, accountId } = operation;
    const listener = (text(inputs, "listenerArn") ?? "").split(":listener/")[1] ?? "";
    const id = arn("elasticloadbalancing", region, accountId, `listener-rule/${listener}/${hexadecimalToken(16)}`);
    return { id, computed: { arn: id, ...priorityOutput(operation) } };
  },
  recomputed: ["priority"],
  remake: priorityOutput,
};

/** The provider gives a rule without priority the one after the highest, and keeps it in updates. */
function priorityOutput({ inputs, cloud, previous }: Operation): Properties {
  const before = number(previous?.computed ?? {}, "priority");
  const last = Math.max(0, ...prioritiesOf(text(inputs, "listenerArn"), cloud, previous?.id));
  return { priority: number(inputs, "priority") ?? before ?? last + 1 };
}

function prioritiesOf(listenerArn: string | undefined, cloud: CloudReader, except?: string): number[] {
  return cloud
    .ofType(RULE)
    .filter((rule) => rule.id !== except && rule.inputs.listenerArn === listenerArn)
    .map((rule) => number(rule.computed, "priority") ?? 0);
}

function requireUniquePriority({ inputs, cloud, previous }: Operation): void {
  const priority = number(inputs, "priority");
  const used = prioritiesOf(text(inputs, "listenerArn"), cloud, previous?.id);
  if (priority === undefined || !used.includes(priority)) return;
  refuse("PriorityInUse", `Priority '${priority}' is currently in use`, "priority");
}

/** Elastic Load Balancing API Reference, CreateRule. */
function requireApplicationLoadBalancer(operation: Operation): void {
  if (kindOf(listenerOf(operation).loadBalancer.inputs) === "application") return;
  refuse(
    "InvalidConfigurationRequest",
    "Rules are supported by listeners of application load balancers only",
    "listenerArn",
  );
}

function requireRuleActions(operation: Operation): void {
  requireActions(operation, "actions", listenerOf(operation));
}

function listenerOf({ inputs, cloud }: Operation): ListenerContext {
  const listener = cloud.find(LISTENER, text(inputs, "listenerArn") ?? "");
  const outputs = listener === undefined ? {} : outputsOf(listener);
  return {
    protocol: text(outputs, "protocol") ?? "",
    port: number(outputs, "port"),
    loadBalancer: loadBalancerOf(outputs, cloud),
  };
}

function loadBalancerOf(listener: Properties, cloud: CloudReader): CloudResource {
  const found = cloud.find("aws:lb/loadBalancer:LoadBalancer", text(listener, "loadBalancerArn") ?? "");
  if (found === undefined) refuse("ListenerNotFound", "The listener's load balancer is gone", "listenerArn");
  return found;
}
