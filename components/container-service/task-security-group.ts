import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Children } from "../shared/children";
import { keepingInputs } from "../shared/kept-inputs";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { ContainerServiceArgs, ContainerServiceTransforms, ServiceClient } from "./args";
import { LOAD_BALANCER } from "./clients";

/** The security group of tasks, and the rules without which no task can pull its image or be reached. */
export interface TaskSecurityGroup {
  readonly securityGroup: aws.ec2.SecurityGroup;
  readonly rules: readonly pulumi.Resource[];
}

type NetworkChildren = Children<Pick<ContainerServiceTransforms, "egressRule" | "ingressRule" | "securityGroup">>;

/** The arguments by which a task is reached, and reaches others. */
export type TaskNetworkArgs = Pick<
  ContainerServiceArgs,
  "clients" | "loadBalancer" | "port" | "vpcCidrBlock" | "vpcId"
>;

/**
 * The load balancer and clients alone may open connections to the tasks, and to their ports only. Tasks may open HTTPS
 * connections to anywhere, and any connection inside the VPC.
 */
export function createTaskSecurityGroup(children: NetworkChildren, args: TaskNetworkArgs): TaskSecurityGroup {
  const { name, parent, tags, transform } = children;
  const groupName = `${name}-tasks`;
  const securityGroup = new aws.ec2.SecurityGroup(
    ...transformed(
      transform.securityGroup,
      groupName,
      { vpcId: args.vpcId, description: "Tasks", tags: namedTags(groupName, tags) },
      keepingInputs(["description"], { parent }),
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
  children: NetworkChildren,
  securityGroupId: pulumi.Input<string>,
  { clients = [], loadBalancer, port }: TaskNetworkArgs,
): pulumi.Resource[] {
  return [
    ...(loadBalancer === undefined || port === undefined
      ? []
      : [
          createIngressRule(children, securityGroupId, "Requests and health checks of the load balancer", {
            name: LOAD_BALANCER,
            port,
            securityGroupId: loadBalancer.securityGroupId,
          }),
        ]),
    ...clients.map((client) => createIngressRule(children, securityGroupId, `Connections of ${client.name}`, client)),
  ];
}

function createIngressRule(
  { name, parent, tags, transform }: NetworkChildren,
  securityGroupId: pulumi.Input<string>,
  description: string,
  client: ServiceClient,
): aws.vpc.SecurityGroupIngressRule {
  const ruleName = `${name}-from-${client.name}`;
  return new aws.vpc.SecurityGroupIngressRule(
    ...transformed(
      transform.ingressRule,
      // The port is in the name, so that the rule of a new port exists before the new tasks start, and the old rule
      // until the old tasks have ended.
      `${ruleName}-${client.port}`,
      {
        securityGroupId,
        description,
        ipProtocol: "tcp",
        fromPort: client.port,
        toPort: client.port,
        referencedSecurityGroupId: client.securityGroupId,
        tags: namedTags(ruleName, tags),
      },
      {
        parent,
        ...(client.name === LOAD_BALANCER && { aliases: [{ name: ruleName }] }),
        replaceOnChanges: ["referencedSecurityGroupId"],
      },
    ),
  );
}

function createEgressRule(
  { name, parent, tags, transform }: NetworkChildren,
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
