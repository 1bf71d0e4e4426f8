import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { ContainerServiceArgs, ServiceChildren } from "./args";

/** The security group of a service's tasks, and the rules without which no task can pull its image or be reached. */
export interface TaskSecurityGroup {
  readonly securityGroup: aws.ec2.SecurityGroup;
  readonly rules: readonly pulumi.Resource[];
}

type NetworkArgs = Pick<ContainerServiceArgs, "loadBalancer" | "port" | "vpcCidrBlock" | "vpcId">;

/**
 * The load balancer alone may open connections to the tasks, and to their port only. Tasks may open HTTPS connections
 * to anywhere, and any connection inside the VPC (SE-3).
 */
export function createTaskSecurityGroup(children: ServiceChildren, args: NetworkArgs): TaskSecurityGroup {
  const { name, parent, tags, transform } = children;
  const groupName = `${name}-tasks`;
  const securityGroup = new aws.ec2.SecurityGroup(
    ...transformed(
      transform.securityGroup,
      groupName,
      { vpcId: args.vpcId, description: `Tasks of ${name}`, tags: namedTags(groupName, tags) },
      { parent },
    ),
  );
  return {
    securityGroup,
    rules: [
      ...createIngressRules(children, securityGroup.id, args),
      createEgressRule(children, "https", {
        securityGroupId: securityGroup.id,
        description: "HTTPS to registries, AWS and external services",
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        cidrIpv4: "0.0.0.0/0",
      }),
      createEgressRule(children, "vpc", {
        securityGroupId: securityGroup.id,
        description: "Databases, caches, endpoints and other services of the VPC",
        ipProtocol: "-1",
        cidrIpv4: args.vpcCidrBlock,
      }),
    ],
  };
}

function createIngressRules(
  { name, parent, tags, transform }: ServiceChildren,
  securityGroupId: pulumi.Input<string>,
  { loadBalancer, port }: NetworkArgs,
): pulumi.Resource[] {
  if (loadBalancer === undefined) return [];
  const ruleName = `${name}-from-load-balancer`;
  return [
    new aws.vpc.SecurityGroupIngressRule(
      ...transformed(
        transform.ingressRule,
        // The port is in the name, so that the rule of a new port exists before the new tasks start, and the old rule
        // until the old tasks have ended.
        `${ruleName}-${String(port)}`,
        {
          securityGroupId,
          description: "Requests and health checks of the load balancer",
          ipProtocol: "tcp",
          fromPort: port,
          toPort: port,
          referencedSecurityGroupId: loadBalancer.securityGroupId,
          tags: namedTags(ruleName, tags),
        },
        { parent, aliases: [{ name: ruleName }], replaceOnChanges: ["referencedSecurityGroupId"] },
      ),
    ),
  ];
}

function createEgressRule(
  { name, parent, tags, transform }: ServiceChildren,
  destination: string,
  args: aws.vpc.SecurityGroupEgressRuleArgs,
): aws.vpc.SecurityGroupEgressRule {
  const ruleName = `${name}-to-${destination}`;
  return new aws.vpc.SecurityGroupEgressRule(
    ...transformed(
      transform.egressRule,
      ruleName,
      { ...args, tags: namedTags(ruleName, tags) },
      // The old rule is deleted last, so that running tasks keep their connections.
      { parent, replaceOnChanges: ["cidrIpv4"] },
    ),
  );
}
