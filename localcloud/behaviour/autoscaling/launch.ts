import { addressOf, parseCidr } from "../../services/shared/cidr";
import { addressesInUse } from "../addresses";
import { MINUTE, SECOND } from "../model/instant";
import type { RunningInstance } from "../model/instance";
import type { ScalingActivity } from "../model/scaling";
import { insufficientCapacity } from "./activity";
import type { InstancesDraft } from "./group-draft";
import { type GroupInHand, instancesOf, standing } from "./group-in-hand";
import type { LaunchSpecification } from "./launch-specification";
import { type GroupSubnet, launchPlace, subnetsOf } from "./zone-choice";

/** After how long a group tries again to launch what EC2 had no capacity for. AWS documents no figure. */
const RETRY_AFTER = MINUTE;

/** The first four addresses of a subnet and its last one are AWS's (Amazon VPC User Guide, "Subnet CIDR blocks"). */
const RESERVED_FIRST = 4;
const RESERVED = 5;

/**
 * Launches instances, as many as EC2 has capacity for.
 * @param cause by the capacity before and after each
 */
export function launchInstances(
  group: GroupInHand,
  draft: InstancesDraft,
  count: number,
  cause: (from: number, to: number) => string,
): void {
  const { launch, settings } = group;
  if (launch === undefined || settings.suspendedProcesses.includes("Launch")) return;
  if (count <= 0 || waitsAfterFailure(settings.name, draft)) return;
  for (let launched = 0; launched < count; launched++) {
    const before = standing(instancesOf(group, draft)).length;
    if (!launchOne(group, launch, draft, cause(before, before + 1))) return;
  }
}

function waitsAfterFailure(name: string, draft: InstancesDraft): boolean {
  const failedAt = draft.find("autoScalingGroup", name)?.launchFailedAt;
  if (failedAt === undefined || draft.now >= failedAt + RETRY_AFTER) return false;
  draft.wake(failedAt + RETRY_AFTER);
  return true;
}

/** Whether an instance could be launched. */
function launchOne(group: GroupInHand, launch: LaunchSpecification, draft: InstancesDraft, cause: string): boolean {
  const { settings } = group;
  const subnets = subnetsOf(settings.subnetIds, draft.situation.cloud);
  const present = instancesOf(group, draft);
  const shortages = draft.shortages().filter(({ region }) => region === settings.region);
  const place = launchPlace(subnets, standing(present), launch.instanceTypes, shortages);
  if (place === undefined) {
    failLaunch(group, launch, draft, subnets, cause);
    return false;
  }
  const activityId = draft.uuid();
  const instance: RunningInstance = {
    id: `i-${draft.situation.draw(17)}`,
    region: settings.region,
    autoScalingGroupName: settings.name,
    lifecycleState: "Pending",
    healthStatus: "Healthy",
    protectedFromScaleIn: settings.protectsNewInstances,
    availabilityZone: place.subnet.zone,
    subnetId: place.subnet.id,
    privateAddress: freeAddress(place.subnet, draft),
    instanceType: place.instanceType,
    imageId: launch.imageId,
    launchTemplateId: launch.launchTemplateId,
    launchTemplateVersion: launch.version,
    launchedAt: draft.now,
    activityId,
  };
  draft.put(instance);
  draft.record({
    ...activityOf(group, draft, activityId, cause),
    description: `Launching a new EC2 instance: ${instance.id}`,
    status: "InProgress",
  });
  draft.wake(draft.now + draft.situation.parameters.instanceLaunchSeconds * SECOND);
  return true;
}

function failLaunch(
  group: GroupInHand,
  { instanceTypes }: LaunchSpecification,
  draft: InstancesDraft,
  subnets: readonly GroupSubnet[],
  cause: string,
): void {
  const { settings } = group;
  const [first, ...others] = [...new Set(subnets.map(({ zone }) => zone))];
  draft.record({
    ...activityOf(group, draft, draft.uuid(), cause),
    description: "Launching a new EC2 instance.",
    status: "Failed",
    statusMessage: insufficientCapacity(instanceTypes[0] ?? "", first ?? "", others),
    endedAt: draft.now,
  });
  const known = draft.find("autoScalingGroup", settings.name) ?? { name: settings.name, region: settings.region };
  draft.remember({ ...known, launchFailedAt: draft.now });
  draft.wake(draft.now + RETRY_AFTER);
}

function activityOf(
  { settings }: GroupInHand,
  draft: InstancesDraft,
  id: string,
  cause: string,
): Pick<ScalingActivity, "id" | "resourceId" | "region" | "cause" | "startedAt"> {
  return { id, resourceId: settings.name, region: settings.region, cause, startedAt: draft.now };
}

/** An address of the subnet that neither an instance nor a task has. */
function freeAddress({ cidrBlock }: GroupSubnet, draft: InstancesDraft): string {
  const cidr = parseCidr(cidrBlock);
  if (cidr === undefined) return "";
  const taken = addressesInUse(draft.situation.running);
  for (const { privateAddress } of draft.instances()) taken.add(privateAddress);
  const hosts = cidr.last - cidr.first + 1 - RESERVED;
  const drawn = Number.parseInt(draft.situation.draw(6), 16) % hosts;
  for (let step = 0; step < hosts; step++) {
    const address = addressOf(cidr.first + RESERVED_FIRST + ((drawn + step) % hosts));
    if (!taken.has(address)) return address;
  }
  return "";
}
