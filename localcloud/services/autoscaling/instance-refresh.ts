import type { Operation, Rule } from "../../model/resource-type";
import { flag, number, object, text, type Properties } from "../../model/values";
import { NotModelledError } from "../shared/not-modelled";
import { imageParameterOf } from "../ec2/launch-image";
import { launchTemplateOf, templateInputOf, versionOf } from "./launch-source";
import { refuse } from "./refusal";

const PREFERENCES = "instanceRefresh.preferences";

/** AWS tells these by the first refresh that the provider starts: stricter here. */
export const instanceRefreshRules: readonly Rule[] = [
  refuseRootVolumeReplacement,
  requireHealthyRange(PREFERENCES, 90),
  requireHealthyRange("instanceMaintenancePolicy"),
  requireRollbackTarget,
  requireKnownImage,
  requireCheckpoints,
];

function refuseRootVolumeReplacement({ inputs }: Operation): void {
  if (text(inputs, "instanceRefresh.strategy") !== "ReplaceRootVolume") return;
  throw new NotModelledError("the replacement of root volumes", ["instanceRefresh.strategy"], "services/autoscaling/");
}

/** Amazon EC2 Auto Scaling API Reference, RefreshPreferences and InstanceMaintenancePolicy: at most 100 apart. */
function requireHealthyRange(at: string, usualMinimum?: number): Rule {
  return ({ inputs }) => {
    const minimum = number(inputs, `${at}.minHealthyPercentage`) ?? usualMinimum;
    const maximum = number(inputs, `${at}.maxHealthyPercentage`);
    if (maximum === undefined || minimum === undefined || maximum - minimum <= 100) return;
    refuse(
      `The difference between MaxHealthyPercentage and MinHealthyPercentage cannot be greater than 100, got ${maximum} and ${minimum}`,
      `${at}.minHealthyPercentage, ${at}.maxHealthyPercentage`,
    );
  };
}

/** Amazon EC2 Auto Scaling User Guide, "Undo changes with a manual or auto rollback", considerations. */
function requireRollbackTarget({ inputs }: Operation): void {
  if (flag(inputs, `${PREFERENCES}.autoRollback`) !== true) return;
  const version = versionOf(inputs);
  if (/^\d+$/.test(version)) return;
  refuse(
    `A rollback takes a launch template with a numbered version, got ${version}`,
    `${PREFERENCES}.autoRollback, ${templateInputOf(inputs).path}.version`,
  );
}

/**
 * Amazon EC2 Auto Scaling User Guide, "Use AWS Systems Manager parameters instead of AMI IDs in launch templates",
 * limitations: neither skip matching nor a desired configuration, without which nothing rolls back.
 */
function requireKnownImage({ inputs, region, cloud }: Operation): void {
  const parameter = imageParameterOf(launchTemplateOf(inputs, region, cloud)?.inputs ?? {});
  if (parameter === undefined) return;
  for (const preference of ["autoRollback", "skipMatching"]) {
    if (flag(inputs, `${PREFERENCES}.${preference}`) !== true) continue;
    refuse(
      `${preference} takes a launch template that names its image; this one looks it up at launch, in the parameter ${parameter}`,
      `${PREFERENCES}.${preference}`,
    );
  }
}

/** Amazon EC2 Auto Scaling API Reference, RefreshPreferences, CheckpointPercentages and CheckpointDelay. */
function requireCheckpoints({ inputs }: Operation): void {
  const percentages = checkpointsOf(object(inputs, PREFERENCES) ?? {});
  if (percentages.some((percentage, index) => index > 0 && percentage <= (percentages[index - 1] ?? 0))) {
    refuse(
      `CheckpointPercentages must be unique and in ascending order, got ${percentages.join(", ")}`,
      `${PREFERENCES}.checkpointPercentages`,
    );
  }
  if (percentages.length === 0 && number(inputs, `${PREFERENCES}.checkpointDelay`) !== undefined) {
    refuse("CheckpointDelay takes CheckpointPercentages", `${PREFERENCES}.checkpointDelay`);
  }
}

function checkpointsOf({ checkpointPercentages }: Properties): number[] {
  return Array.isArray(checkpointPercentages) ? checkpointPercentages.map(Number) : [];
}
