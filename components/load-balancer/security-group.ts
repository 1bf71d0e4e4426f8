import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { keepingInputs } from "../shared/kept-inputs";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import { literal } from "../shared/validation";
import type { LoadBalancerChildren } from "./args";

/** Every IPv4 address. */
export const ANYWHERE = "0.0.0.0/0";

const HTTPS_PORT = 443;

/** A port and who may reach it. */
export interface OpenPort {
  readonly port: number;
  readonly cidrBlocks: readonly pulumi.Input<string>[];
}

export interface SecurityGroupArgs {
  readonly vpcId: pulumi.Input<string>;
  readonly vpcCidrBlock: pulumi.Input<string>;
  readonly openPorts: readonly OpenPort[];
  readonly targetPorts: readonly number[];
  /** Whether the load balancer asks a provider who its users are. */
  readonly authenticates: boolean;
}

/**
 * Creates the security group: it admits connections to the open ports, and lets the targets' ports in the VPC be
 * reached, and where users sign in the provider's, whose addresses nobody promises.
 */
export function createSecurityGroup(children: LoadBalancerChildren, args: SecurityGroupArgs): aws.ec2.SecurityGroup {
  const name = `${children.name}-load-balancer`;
  const group = new aws.ec2.SecurityGroup(
    ...transformed(
      children.transform.securityGroup,
      name,
      {
        vpcId: args.vpcId,
        description: "Load balancer",
        tags: namedTags(name, children.tags),
      },
      keepingInputs(["description"], { parent: children.parent }),
    ),
  );
  for (const { port, cidrBlocks } of args.openPorts) {
    cidrBlocks.forEach((cidrBlock, index) => {
      createIngressRule(children, group, port, { cidrBlock, suffix: ruleSuffix(cidrBlock, index, args.vpcCidrBlock) });
    });
  }
  for (const port of new Set(args.targetPorts)) {
    createEgressRule(children, group, port, {
      cidrBlock: args.vpcCidrBlock,
      role: `egress-${port}`,
      description: `Targets on port ${port}`,
    });
  }
  if (args.authenticates) {
    createEgressRule(children, group, HTTPS_PORT, {
      cidrBlock: ANYWHERE,
      role: "egress-identity-provider",
      description: "Provider that knows the users",
    });
  }
  return group;
}

/**
 * The end of a rule's name, which tells it from others on the same port: its block, or its place in the list where the
 * block isn't known yet. AWS refuses two equal rules, even while an update replaces one by the other.
 */
function ruleSuffix(cidrBlock: pulumi.Input<string>, index: number, vpcCidrBlock: pulumi.Input<string>): string {
  const block = literal(cidrBlock);
  if (block === ANYWHERE || cidrBlock === vpcCidrBlock) return "";
  return `-${block?.replace("/", "-") ?? index + 1}`;
}

function createIngressRule(
  children: LoadBalancerChildren,
  group: aws.ec2.SecurityGroup,
  port: number,
  source: { readonly cidrBlock: pulumi.Input<string>; readonly suffix: string },
): void {
  const name = `${children.name}-ingress-${port}${source.suffix}`;
  new aws.vpc.SecurityGroupIngressRule(
    ...transformed(
      children.transform.ingressRule,
      name,
      {
        securityGroupId: group.id,
        ipProtocol: "tcp",
        fromPort: port,
        toPort: port,
        cidrIpv4: source.cidrBlock,
        description: `Clients on port ${port}`,
        tags: namedTags(name, children.tags),
      },
      { parent: children.parent },
    ),
  );
}

function createEgressRule(
  children: LoadBalancerChildren,
  group: aws.ec2.SecurityGroup,
  port: number,
  to: { readonly cidrBlock: pulumi.Input<string>; readonly role: string; readonly description: string },
): void {
  const name = `${children.name}-${to.role}`;
  new aws.vpc.SecurityGroupEgressRule(
    ...transformed(
      children.transform.egressRule,
      name,
      {
        securityGroupId: group.id,
        ipProtocol: "tcp",
        fromPort: port,
        toPort: port,
        cidrIpv4: to.cidrBlock,
        description: to.description,
        tags: namedTags(name, children.tags),
      },
      // The old rule is deleted last, so that targets which still serve can be reached.
      { parent: children.parent, replaceOnChanges: ["cidrIpv4"] },
    ),
  );
}
