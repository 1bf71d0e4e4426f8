import type { CloudReader, CloudResource } from "../../model/resource";
import { number, objects, text } from "../../model/values";
import { launchTemplateOf, OVERRIDES, versionOf } from "../../services/autoscaling/launch-source";
import { imageAtLaunch } from "../../services/ec2/launch-image";
import { oncePerObject } from "../model/once-per-object";

/** What a group launches now. */
export interface LaunchSpecification {
  readonly launchTemplateId: string;
  /** A number, also where the group names `$Latest` or `$Default`. */
  readonly version: string;
  readonly imageId: string;
  /** In order of their priority (Amazon EC2 Auto Scaling API Reference, InstancesDistribution, `prioritized`). */
  readonly instanceTypes: readonly string[];
  readonly agent: AgentSettings;
}

/** What the script that an instance runs at its start tells ECS's agent. */
export interface AgentSettings {
  /** Undefined: it joins no cluster. */
  readonly clusterName: string | undefined;
  readonly reservedMemoryMebibytes: number;
}

/**
 * What a group launches; undefined where its launch template is gone. The local cloud keeps the content of a template's
 * latest version, whichever the group names.
 */
export function launchSpecification(group: CloudResource, cloud: CloudReader): LaunchSpecification | undefined {
  const template = launchTemplateOf(group.inputs, group.region, cloud);
  return template && specifications(group)(template);
}

const specifications = oncePerObject(({ inputs, region }: CloudResource) =>
  oncePerObject((template: CloudResource): LaunchSpecification => {
    const overrides = objects(inputs, OVERRIDES).flatMap((each) => text(each, "instanceType") ?? []);
    return {
      launchTemplateId: template.id,
      version: versionNumber(versionOf(inputs), template),
      imageId: imageAtLaunch(template.inputs, region) ?? "",
      instanceTypes: overrides.length > 0 ? overrides : [text(template.inputs, "instanceType") ?? ""],
      agent: agentSettings(template),
    };
  }),
);

function versionNumber(version: string, { computed }: CloudResource): string {
  if (version === "$Latest") return String(number(computed, "latestVersion") ?? 1);
  return version === "$Default" ? String(number(computed, "defaultVersion") ?? 1) : version;
}

/** Amazon ECS Developer Guide, "Amazon ECS container agent configuration": `ECS_CLUSTER` and `ECS_RESERVED_MEMORY`. */
const agentSettings = oncePerObject(({ inputs }: CloudResource): AgentSettings => {
  const script = Buffer.from(text(inputs, "userData") ?? "", "base64").toString("utf8");
  const setting = (name: string): string | undefined =>
    new RegExp(`\\b${name}\\s*=\\s*["']?([\\w-]+)`).exec(script)?.[1];
  return {
    clusterName: setting("ECS_CLUSTER"),
    reservedMemoryMebibytes: Number(setting("ECS_RESERVED_MEMORY") ?? 0),
  };
});
