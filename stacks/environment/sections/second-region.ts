import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { EncryptionKey } from "../../../components/encryption-key";
import { ALLOWED_REGION, OTHER_PARTITIONS, partitionOf, REGION } from "../../../components/shared/region";
import type { ArgumentProblems } from "../../../components/shared/validation";
import { shown } from "../../configuration/problem";
import { text } from "../../configuration/schema/fields";
import type { Draft, SettingsOf } from "../../configuration/section";
import { encryptionKeyArgs } from "./encryption-key";
import type { EnvironmentConfiguration, EnvironmentParts } from "./environment";

const keys = {
  secondRegion: text(REGION, {
    description:
      "AWS region that keeps copies of what the environment stores, from which it is restored where its own is lost (SE-8); none unless given.",
    allowed: `${ALLOWED_REGION}, as ${OTHER_PARTITIONS}, in the same partition as proofpix:region`,
    changing:
      "without downtime: later copies go to the other region, those in the former one are deleted, and what stays there can't be read once its key is gone, 30 days later; each is paid for, and its transfer",
    examples: ["eu-central-1"],
  }).optional(),
};

type SecondRegionConfiguration = SettingsOf<typeof keys> & EnvironmentConfiguration;

/** The region that keeps copies, with the key that encrypts them there: a key encrypts in its own region only. */
export interface SecondRegion {
  readonly region: string;
  readonly keyArn: pulumi.Input<string>;
  /** Provider of that region, for the environment's own accounts only. */
  readonly provider: pulumi.ProviderResource;
}

/** What later sections need to keep copies in a second region (SE-8). */
export const secondRegionSection = {
  keys,

  check({ right }: Draft<SecondRegionConfiguration, SecondRegionConfiguration>, problems: ArgumentProblems): void {
    const { region, secondRegion } = right;
    if (region === undefined || secondRegion === undefined) return;
    problems.require(
      secondRegion !== region,
      "secondRegion",
      `must be another region than proofpix:region, got ${shown(secondRegion)}; name one that doesn't fail together with it`,
    );
    problems.require(
      partitionOf(secondRegion) === partitionOf(region),
      "secondRegion",
      `must be in the partition ${shown(partitionOf(region))}, as proofpix:region is, got ${shown(secondRegion)}; no copy leaves a partition`,
    );
  },

  create(
    configuration: SecondRegionConfiguration,
    parts: EnvironmentParts,
  ): { readonly secondRegion: SecondRegion | undefined } {
    const { secondRegion: region, allowedAccountIds } = configuration;
    if (region === undefined) return { secondRegion: undefined };
    const name = `${parts.name}-${region}`;
    const provider = new aws.Provider(name, { region, allowedAccountIds: [...allowedAccountIds] });
    const args = encryptionKeyArgs({ ...configuration, region }, parts);
    const key = new EncryptionKey(name, args, { providers: [provider] });
    return { secondRegion: { region, keyArn: key.keyArn, provider } };
  },
};
