import { AwsError, refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { objects, texts, valuesAt } from "../../model/values";
import { launchRules } from "../ec2/launch-template-rules";
import { vpcOf } from "../ec2/vpc-of";
import { launchTemplateOf, OVERRIDES, templateInputOf } from "./launch-source";

const SECURITY_GROUPS = ["vpcSecurityGroupIds[]", "networkInterfaces[].securityGroups[]"];

/**
 * What CreateAutoScalingGroup and UpdateAutoScalingGroup refuse about the launch template, of which CreateLaunchTemplate
 * only warned: they try a launch without carrying it out (terraform-provider-aws, acceptance tests of `aws_ami`).
 */
export const launchTemplateChecks: readonly Rule[] = [requireLaunchableContent, requireSecurityGroupsOfTheNetwork];

function requireLaunchableContent(operation: Operation): void {
  const { inputs, region, cloud } = operation;
  const template = launchTemplateOf(inputs, region, cloud);
  if (template === undefined) return;
  const [override] = objects(inputs, OVERRIDES);
  const instanceType = override?.instanceType ?? template.inputs.instanceType;
  for (const rule of launchRules) {
    try {
      rule({ ...operation, inputs: { ...template.inputs, instanceType } });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      refuse(
        "ValidationError",
        `You must use a valid fully-formed launch template. ${error.message}`,
        templateInputOf(inputs).path,
      );
    }
  }
}

/** AWS re:Post, "One or more security groups in the launch template are not linked to the VPCs". */
function requireSecurityGroupsOfTheNetwork({ inputs, region, cloud }: Operation): void {
  const template = launchTemplateOf(inputs, region, cloud)?.inputs ?? {};
  const [subnet] = texts(inputs, "vpcZoneIdentifiers");
  const network = vpcOf(cloud, "aws:ec2/subnet:Subnet", subnet);
  for (const { value, path } of SECURITY_GROUPS.flatMap((list) => valuesAt(template, list))) {
    const other = vpcOf(cloud, "aws:ec2/securityGroup:SecurityGroup", String(value));
    if (other === undefined || network === undefined || other === network) continue;
    refuse(
      "ValidationError",
      `One or more security groups in the launch template are not linked to the VPCs configured in the Auto Scaling group: ${String(value)} is in ${other}`,
      `${templateInputOf(inputs).path}: ${path}`,
    );
  }
}
