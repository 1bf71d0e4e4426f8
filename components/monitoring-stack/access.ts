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

/** A rule that lets tasks of one group in at one port of another. */
interface AccessRule {
  readonly name: string;
  readonly from: pulumi.Input<string>;
  readonly to: pulumi.Input<string>;
  readonly port: number;
  readonly protocol: "tcp" | "udp";
  readonly description: string;
}

/** Parts that ask the tasks of watched services: for metrics, and for their health. */
const WATCHERS: readonly PartName[] = ["prometheus", "blackbox"];

/**
 * Lets in who has to be: parts among each other, those that watch into the services, and the services' spans into the
 * collector. Nobody else reaches a part, but the load balancer Grafana.
 */
export function createAccess(
  children: StackChildren,
  { services, system }: Pick<MonitoringStackArgs, "services" | "system">,
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
    ...watched.flatMap(({ name, securityGroupId, port }) => [
      ...(port === undefined ? [] : watcherRules(name, securityGroupId, port, groups)),
      ...tracingRules(name, securityGroupId, groups),
    ]),
  ];
  for (const rule of rules) createRule(children, rule);
}

function partRules(system: MonitoringStackArgs["system"], groups: PartGroups): AccessRule[] {
  return connections(system).map(({ from, to, port, protocol, purpose }) => {
    const udp = protocol === "udp" ? "-udp" : "";
    return {
      name: `${to}-from-${from}-${port}${udp}`,
      from: groups[from],
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
    from: groups[watcher],
    to,
    port,
    protocol: "tcp",
    description: watcher === "prometheus" ? "Metrics of the service" : "Health of each task",
  }));
}

function tracingRules(service: string, from: pulumi.Input<string>, groups: PartGroups): AccessRule[] {
  return [TRACING_PORTS.otlpGrpc, TRACING_PORTS.otlpHttp].map((port) => ({
    name: `otel-collector-from-service-${service}-${port}`,
    from,
    to: groups["otel-collector"],
    port,
    protocol: "tcp",
    description: `Spans of ${service}`,
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
        referencedSecurityGroupId: from,
        tags: namedTags(ruleName, tags),
      },
      { parent, replaceOnChanges: ["referencedSecurityGroupId"] },
    ),
  );
}
