import * as pulumi from "@pulumi/pulumi";
import { requireValid } from "../shared/validation";
import type { AutoScalingGroupArgs } from "./args";
import { createGroup } from "./group";
import { createGroupScaling } from "./group-scaling";
import { createInstanceIdentity } from "./instance-role";
import { createInstanceSecurityGroup } from "./instance-security-group";
import { createLaunchTemplate } from "./launch-template";
import { machineImage } from "./machine-image";
import { validateAutoScalingGroup } from "./validate";

/**
 * EC2 instances that are replaced when they fail, when they are a month old and when their template changes, and that
 * are scaled by their own triggers or by what the tasks of a cluster need. No SSH, no
 * public address, encrypted disks: people reach an instance through Session Manager.
 *
 * Beside the instances, detailed monitoring costs about 2 USD a month for each, and an alarm 0.10 for each metric.
 * @throws {pulumi.InputPropertiesError} naming every argument that could not work.
 */
export class AutoScalingGroup extends pulumi.ComponentResource {
  /** Name of the group. */
  public readonly groupName: pulumi.Output<string>;
  /** ARN of the group. */
  public readonly groupArn: pulumi.Output<string>;
  /**
   * AMI of instances that are launched when the program runs: what the parameter named then, or what was given.
   * Instances that run already may have an older one, until they are replaced.
   */
  public readonly imageId: pulumi.Output<string>;
  /** Version of the launch template that new instances have. */
  public readonly launchTemplateVersion: pulumi.Output<number>;
  /** Cluster that the instances join; undefined without `cluster`. */
  public readonly clusterName: pulumi.Output<string> | undefined;
  /** Whether instances that run tasks of the cluster are never taken away, rather than drained. */
  public readonly managedTerminationProtection: boolean;
  /** Security group of the instances. */
  public readonly securityGroupId: pulumi.Output<string>;
  /** Role of the instances. */
  public readonly roleName: pulumi.Output<string>;
  /** Names of the group's alarms. */
  public readonly alarmNames: readonly pulumi.Output<string>[];

  constructor(name: string, args: AutoScalingGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    requireValid("AutoScalingGroup", name, args, validateAutoScalingGroup);
    super("proofpix:auto-scaling-group:AutoScalingGroup", name, {}, opts);

    const children = { name, parent: this, tags: args.tags, transform: args.transform ?? {} };
    const { templateImageId, imageId } = machineImage(args, this);
    const identity = createInstanceIdentity(children, args);
    const securityGroup = createInstanceSecurityGroup(children, args);
    const template = createLaunchTemplate(children, args, {
      imageId: templateImageId,
      instanceProfileArn: identity.profile.arn,
      securityGroupId: securityGroup.id,
    });
    const group = createGroup(children, args, template, identity.policies);
    const alarms = createGroupScaling(children, args, group);

    this.groupName = group.name;
    this.groupArn = group.arn;
    this.imageId = imageId;
    this.launchTemplateVersion = template.latestVersion;
    this.clusterName = args.cluster && pulumi.output(args.cluster.clusterName);
    this.managedTerminationProtection = args.cluster?.managedTerminationProtection ?? false;
    this.securityGroupId = securityGroup.id;
    this.roleName = identity.role.name;
    this.alarmNames = alarms.map((alarm) => alarm.name);
    this.registerOutputs({
      groupName: this.groupName,
      groupArn: this.groupArn,
      imageId: this.imageId,
      launchTemplateVersion: this.launchTemplateVersion,
      clusterName: this.clusterName,
      managedTerminationProtection: this.managedTerminationProtection,
      securityGroupId: this.securityGroupId,
      roleName: this.roleName,
      alarmNames: this.alarmNames,
    });
  }
}
