import type { Properties } from "../../../../localcloud/model/values";
import type { TestCloud } from "../../support";
import { SECURITY_GROUP, twoNetworks } from "../ec2/network";

export const GROUP = "aws:autoscaling/group:Group";
export const POLICY = "aws:autoscaling/policy:Policy";
export const SCHEDULE = "aws:autoscaling/schedule:Schedule";
export const LAUNCH_TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
export const GET_PARAMETER = "aws:ssm/getParameter:getParameter";

export const RECOMMENDED = "/aws/service/ecs/optimized-ami/amazon-linux-2023";

/** The images that Amazon ECS recommends, as a program looks them up. */
export function images(cloud: TestCloud): { readonly x86: string; readonly arm: string } {
  const [x86, arm] = ["", "/arm64"].map((architecture) =>
    String(cloud.call(GET_PARAMETER, { name: `${RECOMMENDED}${architecture}/recommended/image_id` }).insecureValue),
  );
  return { x86: x86 ?? "", arm: arm ?? "" };
}

/** Two networks, and what instances are launched from. */
export function launchable(cloud: TestCloud, changes: Properties = {}) {
  const given = twoNetworks(cloud);
  const securityGroup = cloud.create(SECURITY_GROUP, { vpcId: given.vpcId, name: "instances" });
  const template = cloud.create(LAUNCH_TEMPLATE, {
    name: "instances",
    imageId: images(cloud).x86,
    instanceType: "m7i.large",
    vpcSecurityGroupIds: [securityGroup.id],
    ...changes,
  });
  return { ...given, securityGroup, template };
}

/** The same with valid inputs of a group in both zones of the first network. */
export function grouped(cloud: TestCloud, changes: Properties = {}) {
  const given = launchable(cloud, changes);
  const inputs = {
    name: "instances",
    minSize: 1,
    maxSize: 4,
    launchTemplate: { id: given.template.id, version: "1" },
    vpcZoneIdentifiers: [given.subnetId, given.subnetOfZoneB],
  };
  return { ...given, inputs };
}

/** Inputs that launch by a mixed instances policy of a template instead of the template alone. */
export function mixed(templateId: string, launchTemplate: object = {}, instancesDistribution: object = {}) {
  const launchTemplateSpecification = { launchTemplateId: templateId, version: "1" };
  return {
    launchTemplate: undefined,
    mixedInstancesPolicy: { instancesDistribution, launchTemplate: { launchTemplateSpecification, ...launchTemplate } },
  };
}

/** A group, and the input by which its policies and scheduled actions name it. */
export function scalable(cloud: TestCloud, changes: Properties = {}) {
  const given = grouped(cloud);
  const group = cloud.create(GROUP, { ...given.inputs, ...changes });
  return { ...given, group, inputs: { autoscalingGroupName: group.id } };
}
