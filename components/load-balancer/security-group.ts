import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { Scope } from "./scope";

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
}

/** Creates the security group: in through the open ports, out to the targets' ports inside the VPC, nothing else. */
export function createSecurityGroup(scope: Scope, args: SecurityGroupArgs): aws.ec2.SecurityGroup {
  const name = `${scope.name}-load-balancer`;
  const group = new aws.ec2.SecurityGroup(
    ...transformed(
      scope.transform.securityGroup,
      name,
      {
        vpcId: args.vpcId,
        description: `Load balancer ${scope.name}`,
        tags: namedTags(name, scope.tags),
      },
      { parent: scope.parent },
    ),
  );
  for (const { port, cidrBlocks } of args.openPorts) {
    cidrBlocks.forEach((cidrBlock, index) => {
      createIngressRule(scope, group, port, { cidrBlock, index });
    });
  }
  for (const port of new Set(args.targetPorts)) createEgressRule(scope, group, port, args.vpcCidrBlock);
  return group;
}

function createIngressRule(
  scope: Scope,
  group: aws.ec2.SecurityGroup,
  port: number,
  source: { readonly cidrBlock: pulumi.Input<string>; readonly index: number },
): void {
  const name = `${scope.name}-ingress-${port}${source.index === 0 ? "" : `-${source.index + 1}`}`;
  new aws.vpc.SecurityGroupIngressRule(
    ...transformed(
      scope.transform.ingressRule,
      name,
      {
        securityGroupId: group.id,
        ipProtocol: "tcp",
        fromPort: port,
        toPort: port,
        cidrIpv4: source.cidrBlock,
        description: `Clients on port ${port}`,
        tags: namedTags(name, scope.tags),
      },
      { parent: scope.parent },
    ),
  );
}

function createEgressRule(
  scope: Scope,
  group: aws.ec2.SecurityGroup,
  port: number,
  cidrBlock: pulumi.Input<string>,
): void {
  const name = `${scope.name}-egress-${port}`;
  new aws.vpc.SecurityGroupEgressRule(
    ...transformed(
      scope.transform.egressRule,
      name,
      {
        securityGroupId: group.id,
        ipProtocol: "tcp",
        fromPort: port,
        toPort: port,
        cidrIpv4: cidrBlock,
        description: `Targets on port ${port}`,
        tags: namedTags(name, scope.tags),
      },
      { parent: scope.parent },
    ),
  );
}
