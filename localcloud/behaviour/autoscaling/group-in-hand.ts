import type { CloudReader, CloudResource } from "../../model/resource";
import type { RunningInstance } from "../model/instance";
import { providerOfGroup, type ProviderSettings } from "./capacity-providers";
import type { InstancesDraft } from "./group-draft";
import { groupSettings, type GroupSettings } from "./group-settings";
import { launchSpecification, type LaunchSpecification } from "./launch-specification";

/** A group, and what it depends on. */
export interface GroupInHand {
  readonly resource: CloudResource;
  readonly settings: GroupSettings;
  readonly provider: ProviderSettings | undefined;
  /** Undefined where its launch template is gone. */
  readonly launch: LaunchSpecification | undefined;
}

export function groupInHand(resource: CloudResource, cloud: CloudReader): GroupInHand {
  const settings = groupSettings(resource);
  return {
    ...{ resource, settings },
    provider: providerOfGroup(settings.arn, cloud),
    launch: launchSpecification(resource, cloud),
  };
}

/** Instances of a group, those that are terminated too. */
export function instancesOf({ settings }: GroupInHand, draft: InstancesDraft): RunningInstance[] {
  return draft
    .instances()
    .filter((each) => each.autoScalingGroupName === settings.name && each.region === settings.region);
}

/** Instances that count for the capacity of their group. */
export function standing(instances: readonly RunningInstance[]): RunningInstance[] {
  return instances.filter(({ lifecycleState }) => lifecycleState === "Pending" || lifecycleState === "InService");
}
