import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { number, object, text } from "../../model/values";
import { imageParameterOf } from "../ec2/launch-image";
import { launchTemplateOf, mayUseSpot } from "./launch-source";

export const warmPoolRules: readonly Rule[] = [requirePoolOrder, refusePoolOfSpotInstances, refusePoolOfLookedUpImages];

/** Amazon EC2 Auto Scaling API Reference, PutWarmPool: -1 stands for the group's maximum. */
function requirePoolOrder({ inputs }: Operation): void {
  const minimum = number(inputs, "warmPool.minSize") ?? 0;
  const prepared = number(inputs, "warmPool.maxGroupPreparedCapacity") ?? -1;
  if (prepared === -1 || minimum <= prepared) return;
  refuse(
    "ValidationError",
    `The minimum size of the warm pool, ${minimum}, must not be greater than its prepared capacity, ${prepared}`,
    "warmPool.minSize, warmPool.maxGroupPreparedCapacity",
  );
}

/** Amazon EC2 Auto Scaling User Guide, "Warm pools", limitations. */
function refusePoolOfSpotInstances({ inputs, region, cloud }: Operation): void {
  if (object(inputs, "warmPool") === undefined) return;
  const template = launchTemplateOf(inputs, region, cloud);
  if (!mayUseSpot(inputs) && text(template?.inputs ?? {}, "instanceMarketOptions.marketType") !== "spot") return;
  refuse("ValidationError", "You can't add a warm pool to a group that launches Spot Instances", "warmPool");
}

/** The same guide, "Use AWS Systems Manager parameters instead of AMI IDs in launch templates", limitations. */
function refusePoolOfLookedUpImages({ inputs, region, cloud }: Operation): void {
  const parameter = imageParameterOf(launchTemplateOf(inputs, region, cloud)?.inputs ?? {});
  if (object(inputs, "warmPool") === undefined || parameter === undefined) return;
  refuse(
    "ValidationError",
    `You can't add a warm pool to a group whose launch template looks its image up, in the parameter ${parameter}`,
    "warmPool",
  );
}
