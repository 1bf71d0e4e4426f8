import type { CloudResource } from "../../../model/resource";
import { objects, text, texts, type Properties } from "../../../model/values";
import { type ApiContext, reading, type ServiceOperations } from "../../operation";
import { pageOf, type PageMembers } from "../pages";
import { actionForms, conditionForms } from "./actions";
import { askedFor, LISTENER, LISTENER_RULE, LOAD_BALANCER } from "./lookup";

export const MARKED_PAGES: PageMembers = { token: "Marker", nextToken: "NextMarker", limit: "PageSize", most: 400 };

/** Elastic Load Balancing API Reference, DescribeLoadBalancers, DescribeListeners and DescribeRules. */
export const loadBalancerOperations: ServiceOperations = {
  DescribeLoadBalancers: reading((call, context) => {
    const found = askedFor(LOAD_BALANCER, call, context, {
      ...{ arns: "LoadBalancerArns", names: "Names" },
      ...{ code: "LoadBalancerNotFound", what: "load balancers" },
    });
    const { elements, next } = pageOf(found, call.input, MARKED_PAGES);
    return { LoadBalancers: elements.map((each) => loadBalancerForm(each, context)), ...next };
  }),
  DescribeListeners: reading((call, context) => {
    const listeners = askedFor(LISTENER, call, context, {
      ...{ arns: "ListenerArns", code: "ListenerNotFound", what: "listeners" },
    });
    const loadBalancerArn = text(call.input, "LoadBalancerArn");
    const found = listeners.filter(
      ({ inputs }) => loadBalancerArn === undefined || inputs.loadBalancerArn === loadBalancerArn,
    );
    const { elements, next } = pageOf(found, call.input, MARKED_PAGES);
    return { Listeners: elements.map(listenerForm), ...next };
  }),
  DescribeRules: reading((call, context) => {
    const rules = askedFor(LISTENER_RULE, call, context, {
      ...{ arns: "RuleArns", code: "RuleNotFound", what: "rules" },
    });
    const listenerArn = text(call.input, "ListenerArn");
    const own = rules.filter(({ inputs }) => listenerArn === undefined || inputs.listenerArn === listenerArn);
    const listener = listenerArn === undefined ? undefined : context.cloud.find(LISTENER, listenerArn);
    const forms = [...own.map(ruleForm).sort(byPriority), ...(listener === undefined ? [] : [defaultRule(listener)])];
    const { elements, next } = pageOf(forms, call.input, MARKED_PAGES);
    return { Rules: elements, ...next };
  }),
};

function loadBalancerForm({ id, inputs, computed }: CloudResource, { cloud }: ApiContext): Properties {
  return {
    LoadBalancerArn: id,
    DNSName: computed.dnsName,
    CanonicalHostedZoneId: computed.zoneId,
    LoadBalancerName: computed.name,
    Scheme: computed.internal === true ? "internal" : "internet-facing",
    VpcId: computed.vpcId,
    State: { Code: "active" },
    Type: inputs.loadBalancerType ?? "application",
    AvailabilityZones: texts(computed, "subnets").map((SubnetId) => ({
      SubnetId,
      ZoneName: cloud.find("aws:ec2/subnet:Subnet", SubnetId)?.computed.availabilityZone,
    })),
    SecurityGroups: texts(computed, "securityGroups"),
    IpAddressType: computed.ipAddressType,
  };
}

function listenerForm({ id, inputs, computed }: CloudResource): Properties {
  const certificateArn = text(inputs, "certificateArn");
  return {
    ListenerArn: id,
    LoadBalancerArn: inputs.loadBalancerArn,
    Port: inputs.port,
    Protocol: computed.protocol,
    SslPolicy: computed.sslPolicy,
    ...(certificateArn !== undefined && { Certificates: [{ CertificateArn: certificateArn }] }),
    ...(inputs.alpnPolicy !== undefined && { AlpnPolicy: [inputs.alpnPolicy] }),
    DefaultActions: actionForms(objects(inputs, "defaultActions")),
  };
}

function ruleForm({ id, inputs, computed }: CloudResource): Properties {
  return {
    RuleArn: id,
    Priority: computed.priority ?? inputs.priority,
    Conditions: conditionForms(objects(inputs, "conditions")),
    Actions: actionForms(objects(inputs, "actions")),
    IsDefault: false,
  };
}

/** Each listener has a rule without conditions, which comes last. */
function defaultRule({ id, inputs }: CloudResource): Properties {
  return {
    RuleArn: `${id.replace(":listener/", ":listener-rule/")}/default`,
    Priority: "default",
    Conditions: [],
    Actions: actionForms(objects(inputs, "defaultActions")),
    IsDefault: true,
  };
}

function byPriority({ Priority: one }: Properties, { Priority: other }: Properties): number {
  return Number(one) - Number(other);
}
