import { z } from "zod";
import { repositoryNameProblem } from "../../components/image-registry/repository-name";
import { isPrincipal } from "../../components/image-registry/repository-policy";
import { ACCOUNT_ID } from "../../components/shared/account-id";
import { ALLOWED_REGION, OTHER_PARTITIONS, REGION } from "../../components/shared/region";
import { accessSettings } from "./access-settings";
import { text, textList, wholeNumber } from "../configuration/schema/fields";
import { tags } from "../configuration/schema/tags";

const REBUILT = "builds everything anew in the other place; states and images stay behind in the old one";
/** More than anybody releases: a larger number is a typing error. */
const MOST_TAGGED_IMAGES = 10_000;

function principals(description: string) {
  const entry = "the ARN of an IAM role, or the 12 digits of an AWS account in quotes";
  return z
    .array(
      z
        .string()
        .refine(isPrincipal)
        .meta({ allowed: entry, examples: ["123456789012"] }),
    )
    .default([])
    .meta({
      description,
      allowed: `a list, each entry ${entry}`,
      changing: "no downtime",
      examples: [["123456789012"]],
    });
}

/** Every key that `Pulumi.bootstrap.yaml` may hold under `proofpix:`. */
export const bootstrapSettingsSchema = z.strictObject({
  region: text(REGION, {
    description: "AWS region of states and images.",
    allowed: `${ALLOWED_REGION}, as ${OTHER_PARTITIONS}`,
    changing: REBUILT,
    examples: ["eu-west-1"],
  }),
  allowedAccountIds: textList(ACCOUNT_ID, {
    description: "AWS accounts in which this may be deployed; in any other nothing happens (ENV-4).",
    allowed: "the 12 digits of an AWS account in quotes",
    changing: REBUILT,
    examples: ["123456789012"],
  }),
  repositoryName: z
    .string()
    .refine((name) => repositoryNameProblem(name) === undefined)
    .default("proofpix/enterprise")
    .meta({
      description: "Repository of the product's images (CO-1).",
      allowed: "2 to 256 lower-case letters, digits and single . _ -, divided by /",
      changing: "replaces the repository, which AWS refuses while it holds images",
      examples: ["proofpix/enterprise"],
    }),
  pullPrincipals: principals("Who pulls images from outside the account, such as the accounts of environments (SE-1)."),
  pushPrincipals: principals("Who pushes images besides those whom the account's IAM lets push (SE-1)."),
  replicationRegions: textList(REGION, {
    description:
      "Regions that get a copy of each image that is pushed from then on, in a repository with a key of its own (SE-8).",
    allowed: `${ALLOWED_REGION}, another than proofpix:region, in its partition`,
    changing:
      "no downtime; images that are there aren't copied; about 1 dollar a month for each region's key, 10 cents a GB, and 2 cents a GB on the way",
    examples: ["eu-central-1"],
  }).default([]),
  keepTaggedImages: wholeNumber(1, MOST_TAGGED_IMAGES, {
    description: "How many tagged images stay, newest first; a rollback reaches no further.",
    changing: "no downtime; a lower number deletes images within a day",
    examples: [100],
  }).default(100),
  ...accessSettings,
  tags,
});

/** Configuration of the bootstrap stack with defaults filled in. */
export type BootstrapSettings = z.output<typeof bootstrapSettingsSchema>;
