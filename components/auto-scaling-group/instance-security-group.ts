import * as aws from "@pulumi/aws";
import { keepingInputs } from "../shared/kept-inputs";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { AutoScalingGroupArgs, GroupChildren } from "./args";

/**
 * Creates the security group of the instances. They may open HTTPS connections only, by which ECS, SSM, CloudWatch and
 * package repositories are reached; tasks have security groups of their own. Others may open the connections that the
 * arguments allow, by default none.
 */
export function createInstanceSecurityGroup(
  { name, parent, tags, transform }: GroupChildren,
  { vpcId, ingress = [] }: Pick<AutoScalingGroupArgs, "ingress" | "vpcId">,
): aws.ec2.SecurityGroup {
  const groupName = `${name}-instances`;
  const securityGroup = new aws.ec2.SecurityGroup(
    ...transformed(
      transform.securityGroup,
      groupName,
      { vpcId, description: "Instances", tags: namedTags(groupName, tags) },
      keepingInputs(["description"], { parent }),
    ),
  );
  const rule = { securityGroupId: securityGroup.id, ipProtocol: "tcp" };
  new aws.vpc.SecurityGroupEgressRule(
    ...transformed(
      transform.egressRule,
      `${groupName}-to-https`,
      {
        ...rule,
        fromPort: 443,
        toPort: 443,
        cidrIpv4: "0.0.0.0/0",
        description: "HTTPS to AWS and package repositories",
        tags: namedTags(`${groupName}-to-https`, tags),
      },
      { parent },
    ),
  );
  for (const { securityGroupId, port, name: source } of ingress) {
    const ruleName = `${groupName}-from-${port}${source === undefined ? "" : `-${source}`}`;
    new aws.vpc.SecurityGroupIngressRule(
      ...transformed(
        transform.ingressRule,
        ruleName,
        {
          ...rule,
          fromPort: port,
          toPort: port,
          referencedSecurityGroupId: securityGroupId,
          description: `Port ${port}`,
          tags: namedTags(ruleName, tags),
        },
        { parent },
      ),
    );
  }
  return securityGroup;
}
