import { isDeepStrictEqual } from "node:util";
import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, number, object, text, texts, type Properties } from "../../model/values";
import { refusedIf } from "../../model/warning";
import { imageParameterOf } from "../ec2/launch-image";
import { NotModelledError } from "../shared/inputs";
import { launchTemplateOf, templateInputOf, versionOf } from "./launch-source";

const PREFERENCES = "instanceRefresh.preferences";

/**
 * The provider sends the settings of a refresh to AWS only when an update starts one; AWS can't refuse them earlier.
 */
export const instanceRefreshRules: readonly Rule[] = [
  refuseRootVolumeReplacement,
  requireHealthyRange("instanceMaintenancePolicy"),
  requireBothPercentages,
  ...[requireHealthyRange(PREFERENCES, 90), requireRollbackTarget, requireKnownImage, requireCheckpoints].map((rule) =>
    refusedIf(startsRefresh, rule, "the next instance refresh can't be started"),
  ),
];

/** Inputs whose change starts a refresh, besides its triggers (terraform-provider-aws, `resourceGroupUpdate`). */
const REFRESHED_FOR = ["launchConfiguration", "launchTemplate", "mixedInstancesPolicy"];

function startsRefresh({ inputs, previous }: Operation): boolean {
  if (previous === undefined || object(inputs, "instanceRefresh") === undefined) return false;
  const wanted = inputsOfRefresh(inputs);
  return wanted.some((input) => !isDeepStrictEqual(previous.inputs[input], inputs[input]));
}

/** Names of the inputs of a group whose change starts an instance refresh. */
export function inputsOfRefresh(inputs: Properties): string[] {
  return [...REFRESHED_FOR, ...texts(inputs, "instanceRefresh.triggers").map(camelCase)];
}

/** Triggers have Terraform's names of inputs; its blocks `tag` are the input `tags` here. */
function camelCase(trigger: string): string {
  return trigger === "tag" ? "tags" : trigger.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

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
      "ValidationError",
      `The difference between MaxHealthyPercentage and MinHealthyPercentage cannot be greater than 100, got ${maximum} and ${minimum}`,
      `${at}.minHealthyPercentage, ${at}.maxHealthyPercentage`,
    );
  };
}

/**
 * Amazon EC2 Auto Scaling API Reference, InstanceMaintenancePolicy: it has both percentages; -1 for both removes it.
 */
function requireBothPercentages({ inputs }: Operation): void {
  const policy = object(inputs, "instanceMaintenancePolicy");
  if (policy === undefined) return;
  const [least = -2, most = -2] = ["minHealthyPercentage", "maxHealthyPercentage"].map((name) => number(policy, name));
  if ((least === -1 && most === -1) || (isWithin(least, 0, 100) && isWithin(most, 100, 200))) return;
  refuse(
    "ValidationError",
    "An instance maintenance policy has a minimum of 0 to 100 percent and a maximum of 100 to 200",
    "instanceMaintenancePolicy",
  );
}

function isWithin(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}

/** Amazon EC2 Auto Scaling User Guide, "Undo changes with a manual or auto rollback", considerations. */
function requireRollbackTarget({ inputs }: Operation): void {
  if (flag(inputs, `${PREFERENCES}.autoRollback`) !== true) return;
  const version = versionOf(inputs);
  if (/^\d+$/.test(version)) return;
  refuse(
    "ValidationError",
    `A rollback requires a launch template with a numbered version, got ${version}`,
    `${PREFERENCES}.autoRollback, ${templateInputOf(inputs).path}.version`,
  );
}

/**
 * Amazon EC2 Auto Scaling User Guide, "Use AWS Systems Manager parameters instead of AMI IDs in launch templates",
 * limitations: a group of such a template supports neither skip matching nor a desired configuration, which a rollback
 * needs.
 */
function requireKnownImage({ inputs, region, cloud }: Operation): void {
  const parameter = imageParameterOf(launchTemplateOf(inputs, region, cloud)?.inputs ?? {});
  if (parameter === undefined) return;
  for (const preference of ["autoRollback", "skipMatching"]) {
    if (flag(inputs, `${PREFERENCES}.${preference}`) !== true) continue;
    refuse(
      "ValidationError",
      `${preference} requires a launch template that names its image; this one looks it up at launch, in the parameter ${parameter}`,
      `${PREFERENCES}.${preference}`,
    );
  }
}

/** Amazon EC2 Auto Scaling API Reference, RefreshPreferences, CheckpointPercentages and CheckpointDelay. */
function requireCheckpoints({ inputs }: Operation): void {
  const percentages = checkpointsOf(object(inputs, PREFERENCES) ?? {});
  if (percentages.some((percentage, index) => index > 0 && percentage <= (percentages[index - 1] ?? 0))) {
    refuse(
      "ValidationError",
      `CheckpointPercentages must be unique and in ascending order, got ${percentages.join(", ")}`,
      `${PREFERENCES}.checkpointPercentages`,
    );
  }
  if (percentages.length === 0 && number(inputs, `${PREFERENCES}.checkpointDelay`) !== undefined) {
    refuse("ValidationError", "CheckpointDelay requires CheckpointPercentages", `${PREFERENCES}.checkpointDelay`);
  }
}

function checkpointsOf({ checkpointPercentages }: Properties): number[] {
  return Array.isArray(checkpointPercentages) ? checkpointPercentages.map(Number) : [];
}
