import { exactly, NOTHING, type Range, times } from "../model/range";
import type { CostedResource, CostedStack } from "../model/resource";
import type { Charges } from "./charge";
import type { CostSheet } from "./cost-sheet";
import { chargeVolume } from "./volumes";
import { dearestType, instanceTypesOf, templatesOf } from "./instance-types";
import { TYPES } from "./types";

/**
 * Amazon CloudWatch pricing, example 1: detailed monitoring of an instance is charged as seven custom metrics.
 */
const DETAILED_METRICS = 7;

export const COMPUTE: Charges = {
  [TYPES.instance]: (instance, sheet) => {
    const one = exactly(1);
    chargeInstances(instance.text("instanceType"), one, sheet);
    if (instance.flag("monitoring") === true) chargeDetailedMonitoring(one, sheet);
    if (instance.flag("associatePublicIpAddress") === true) sheet.hourly("public IPv4 address", "ipv4.hour");
    chargeRootVolume(instance, sheet);
    for (const disk of instance.each("ebsBlockDevices")) chargeVolume(disk, one, sheet);
  },
  [TYPES.group]: (group, sheet, stack) => {
    const count = instancesOf(group, stack);
    chargeInstances(dearestType(instanceTypesOf(group, stack), group.region), count, sheet);
    for (const template of templatesOf(group, stack)) chargeTemplate(template, count, sheet);
  },
  "aws:ebs/volume:Volume": (volume, sheet) => {
    chargeVolume(volume, exactly(1), sheet, "", { size: "size", type: "type" });
  },
  "aws:lambda/function:Function": (_function, sheet) => {
    sheet.dependsOnUse("requests", "million requests", "lambda.requests");
    sheet.dependsOnUse("duration", "GB-second");
  },
  "aws:serverlessrepository/cloudFormationStack:CloudFormationStack": (_stack, sheet) => {
    sheet.dependsOnUse("requests of its functions", "million requests", "lambda.requests");
    sheet.dependsOnUse("duration of its functions", "GB-second");
  },
};

function chargeInstances(type: string | undefined, count: Range, sheet: CostSheet): void {
  if (type === undefined) sheet.lacks("its instance type isn't known");
  else sheet.hourly(`instance ${type}`, `ec2.${type}`, count);
}

function chargeTemplate(template: CostedResource, count: Range, sheet: CostSheet): void {
  if (template.flag("monitoring.enabled") === true) chargeDetailedMonitoring(count, sheet);
  for (const mapping of template.each("blockDeviceMappings")) chargeVolume(mapping, count, sheet, "ebs.");
}

function chargeRootVolume(instance: CostedResource, sheet: CostSheet): void {
  const isGiven = instance.number("rootBlockDevice.volumeSize") !== undefined;
  if (isGiven) chargeVolume(instance, exactly(1), sheet, "rootBlockDevice.");
  else sheet.lacks("its root volume has the image's size, which isn't known");
}

function chargeDetailedMonitoring(count: Range, sheet: CostSheet): void {
  sheet.monthly("metrics of detailed monitoring", "cloudwatch.metric", times(count, DETAILED_METRICS));
}

/** How many instances a group has, at its least and at its most. */
export function instancesOf(group: CostedResource, stack: CostedStack): Range {
  if (isIdleCapacity(group, stack)) return NOTHING;
  return { min: group.number("minSize") ?? 0, max: group.number("maxSize") ?? 0 };
}

/** Whether a group belongs to a capacity provider that no service uses, and so stays empty. */
function isIdleCapacity(group: CostedResource, stack: CostedStack): boolean {
  const providers = stack.referrersOf(group, "autoScalingGroupProvider", [TYPES.capacityProvider]);
  const services = providers.flatMap((provider) =>
    stack.referrersOf(provider, "capacityProviderStrategies", [TYPES.service]),
  );
  return providers.length > 0 && services.length === 0;
}
