import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { TRACING_PORTS } from "../monitoring";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { MonitoringStackArgs, StackChildren } from "./args";
import { connections } from "./connections";
import type { PartName } from "./part-names";

/** Security groups of the parts. */
export type PartGroups = Readonly<Record<PartName, pulumi.Input<string>>>;

/** Who a rule lets in: the tasks of a security group, or every address of a block. */
type Source = { readonly groupId: pulumi.Input<string> } | { readonly cidrBlock: pulumi.Input<string> };

/** A rule that lets others in at one port of a group's tasks. */
interface AccessRule {
  readonly name: string;
  readonly from: Source;
  readonly to: pulumi.Input<string>;
  readonly port: number;
  readonly protocol: "tcp" | "udp";
  readonly description: string;
}

/** Parts that ask the tasks of watched services: for metrics, and for their health. */
const WATCHERS: readonly PartName[] = ["prometheus", "blackbox"];

/** Ports at which the collector takes spans. */
const SPAN_PORTS = [TRACING_PORTS.otlpGrpc, TRACING_PORTS.otlpHttp];

/**
 * Services that the collector lets in one by one, with a rule for each port. A security group takes 60 rules in each
 * direction (Amazon VPC User Guide, "Amazon VPC quotas"), of which parts need some, as do the rules that replace
 * others.
 */
const MOST_SERVICES_ONE_BY_ONE = 25;

/**
 * Lets in who has to be: parts among each other, those that watch into the services, and the services' spans into the
 * collector. Nobody else reaches a part, but the load balancer Grafana; and the collector, which takes spans and tells
 * nothing, the whole VPC where its services are many.
 */
export function createAccess(
  children: StackChildren,
  { services, system, vpcCidrBlock }: Pick<MonitoringStackArgs, "services" | "system" | "vpcCidrBlock">,
  groups: PartGroups,
): void {
  const ports = Object.fromEntries(system.services.map(({ name, port }) => [name, port]));
  const watched = Object.entries(services).map(([name, { securityGroupId }]) => ({
    name,
    securityGroupId,
    port: ports[name],
  }));
  const rules = [
    ...partRules(system, groups),
    ...watched.flatMap(({ name, securityGroupId, port }) =>
      port === undefined ? [] : watcherRules(name, securityGroupId, port, groups),
    ),
    ...(watched.length > MOST_SERVICES_ONE_BY_ONE
      ? tracingRules({ name: "vpc", from: { cidrBlock: vpcCidrBlock }, purpose: "Spans of the services" }, groups)
      : watched.flatMap(({ name, securityGroupId: groupId }) =>
          tracingRules({ name: `service-${name}`, from: { groupId }, purpose: `Spans of ${name}` }, groups),
        )),
  ];
  for (const rule of rules) createRule(children, rule);
}

function partRules(system: MonitoringStackArgs["system"], groups: PartGroups): AccessRule[] {
  return connections(system).map(({ from, to, port, protocol, purpose }) => {
    const udp = protocol === "udp" ? "-udp" : "";
    return {
      name: `${to}-from-${from}-${port}${udp}`,
      from: { groupId: groups[from] },
      to: groups[to],
      port,
      protocol,
      description: purpose,
    };
  });
}

function watcherRules(service: string, to: pulumi.Input<string>, port: number, groups: PartGroups): AccessRule[] {
  return WATCHERS.map((watcher) => ({
    // A service may be called like a part, and have its port.
    name: `service-${service}-from-${watcher}-${port}`,
    from: { groupId: groups[watcher] },
    to,
    port,
    protocol: "tcp",
    description: watcher === "prometheus" ? "Metrics of the service" : "Health of each task",
  }));
}

function tracingRules(
  { name, from, purpose }: { readonly name: string; readonly from: Source; readonly purpose: string },
  groups: PartGroups,
): AccessRule[] {
  return SPAN_PORTS.map((port) => ({
    name: `otel-collector-from-${name}-${port}`,
    from,
    to: groups["otel-collector"],
    port,
    protocol: "tcp",
    description: purpose,
  }));
}

function createRule(
  { name, parent, tags, transform }: StackChildren,
  { from, to, port, protocol, description, ...rule }: AccessRule,
): void {
  const ruleName = `${name}-${rule.name}`;
  new aws.vpc.SecurityGroupIngressRule(
    ...transformed<aws.vpc.SecurityGroupIngressRuleArgs>(
      transform.ingressRule,
      ruleName,
      {
        securityGroupId: to,
        description,
        ipProtocol: protocol,
        fromPort: port,
        toPort: port,
        ...("groupId" in from ? { referencedSecurityGroupId: from.groupId } : { cidrIpv4: from.cidrBlock }),
        tags: namedTags(ruleName, tags),
      },
      { parent, replaceOnChanges: ["groupId" in from ? "referencedSecurityGroupId" : "cidrIpv4"] },
    ),
  );
}
