import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Children } from "./children";
import { keepingInputs } from "./kept-inputs";
import { namedTags } from "./tags";
import { type Transform, transformed } from "./transform";

/** Escape hatches for the children of {@link createStoreAccess}. */
export interface StoreAccessTransforms {
  /** Both groups: the store's and its clients'. */
  readonly securityGroup?: Transform<aws.ec2.SecurityGroupArgs>;
  readonly ingressRule?: Transform<aws.vpc.SecurityGroupIngressRuleArgs>;
  readonly egressRule?: Transform<aws.vpc.SecurityGroupEgressRuleArgs>;
}

/** Where a data store listens. */
export interface StoreAccessArgs {
  readonly vpcId: pulumi.Input<string>;
  /** Port on which the store accepts connections. */
  readonly port: number;
  /** What the store is called in descriptions, such as `"database"`. */
  readonly store: string;
}

/** The security groups of a data store and of what may connect to it. */
export interface StoreAccess {
  /** Group of the store, which lets in the members of the clients' group on one port, and nobody else. */
  readonly securityGroup: aws.ec2.SecurityGroup;
  /** Group that a client joins in order to reach the store. */
  readonly clientSecurityGroup: aws.ec2.SecurityGroup;
  /** The rules without which no client reaches the store. */
  readonly rules: readonly pulumi.Resource[];
}

/**
 * Creates the security groups of a data store. Clients are let in by a group of their own, which they join: so
 * the way to the store exists before the first of them starts, and neither side waits for the other.
 */
export function createStoreAccess(children: Children<StoreAccessTransforms>, args: StoreAccessArgs): StoreAccess {
  const { name } = children;
  const securityGroup = createGroup(children, name, `The ${args.store}`, args);
  const clientSecurityGroup = createGroup(children, `${name}-clients`, `Clients of the ${args.store}`, args);
  const rules = [
    createIngressRule(children, securityGroup.id, clientSecurityGroup.id, args),
    createEgressRule(children, clientSecurityGroup.id, securityGroup.id, args),
  ];
  return { securityGroup, clientSecurityGroup, rules };
}

function createGroup(
  { parent, tags, transform }: Children<StoreAccessTransforms>,
  groupName: string,
  description: string,
  { vpcId }: StoreAccessArgs,
): aws.ec2.SecurityGroup {
  return new aws.ec2.SecurityGroup(
    ...transformed(
      transform.securityGroup,
      groupName,
      { vpcId, description, tags: namedTags(groupName, tags) },
      keepingInputs(["description"], { parent }),
    ),
  );
}

function createIngressRule(
  { name, parent, tags, transform }: Children<StoreAccessTransforms>,
  securityGroupId: pulumi.Input<string>,
  referencedSecurityGroupId: pulumi.Input<string>,
  { port, store }: StoreAccessArgs,
): aws.vpc.SecurityGroupIngressRule {
  const ruleName = `${name}-from-clients`;
  return new aws.vpc.SecurityGroupIngressRule(
    ...transformed(
      transform.ingressRule,
      ruleName,
      {
        securityGroupId,
        description: `Clients of the ${store}`,
        ipProtocol: "tcp",
        fromPort: port,
        toPort: port,
        referencedSecurityGroupId,
        tags: namedTags(ruleName, tags),
      },
      { parent },
    ),
  );
}

function createEgressRule(
  { name, parent, tags, transform }: Children<StoreAccessTransforms>,
  securityGroupId: pulumi.Input<string>,
  referencedSecurityGroupId: pulumi.Input<string>,
  { port, store }: StoreAccessArgs,
): aws.vpc.SecurityGroupEgressRule {
  const ruleName = `${name}-to-store`;
  return new aws.vpc.SecurityGroupEgressRule(
    ...transformed(
      transform.egressRule,
      ruleName,
      {
        securityGroupId,
        description: `The ${store}`,
        ipProtocol: "tcp",
        fromPort: port,
        toPort: port,
        referencedSecurityGroupId,
        tags: namedTags(ruleName, tags),
      },
      { parent },
    ),
  );
}
