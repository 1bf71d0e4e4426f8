import { isKnownAs, resourceRule, type Finding, type ResourceView } from "../core";
import { wrongSwitch } from "./shared/properties";

interface Settings {
  /** Whether a KMS key has to encrypt the images. */
  readonly requireKms: boolean;
  /** Whether the registry's scanning configuration scans pushed images. It takes precedence over the repository's. */
  readonly scannedByRegistry: boolean;
}

export const ecrRepositoryHardened = resourceRule<Settings>({
  name: "ecr-repository-hardened",
  title: "Images never change under their tags, and are scanned",
  description:
    "Tags of ECR repositories are immutable, images are scanned when they are pushed and, where that is asked for, " +
    "encrypted by KMS.",
  why:
    "With mutable tags, whoever may push replaces what runs after the next restart, and a rollback to the tag " +
    "starts something else. Images that nobody scans keep known vulnerabilities.",
  fix:
    'Set `imageTagMutability: "IMMUTABLE"` and `imageScanningConfiguration: { scanOnPush: true }`, and ' +
    '`encryptionConfigurations: [{ encryptionType: "KMS" }]`, which replaces an existing repository.',
  severity: "medium",
  identifiers: {
    fsbp: ["ECR.1", "ECR.2"],
    checkov: ["CKV_AWS_51", "CKV_AWS_136", "CKV_AWS_163"],
    trivy: ["AVD-AWS-0030", "AVD-AWS-0031"],
  },
  requirements: ["CO-4", "SE-1", "SE-9"],
  references: [
    {
      title: "Amazon ECR User Guide, Preventing image tags from being overwritten in Amazon ECR",
      url: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html",
    },
    {
      title: "Amazon ECR User Guide, Scan images for software vulnerabilities in Amazon ECR",
      url: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html",
    },
  ],
  types: ["aws:ecr/repository:Repository"],
  levels: { development: "remediate", staging: "mandatory", production: "mandatory" },
  configuration: {
    schema: {
      requireKms: { type: "boolean", description: "Whether a KMS key has to encrypt the images" },
      scannedByRegistry: {
        type: "boolean",
        description: "Whether the registry's own scanning configuration covers the repositories, instead of theirs",
      },
    },
    defaults: {
      development: { requireKms: false, scannedByRegistry: false },
      staging: { requireKms: false, scannedByRegistry: false },
      production: { requireKms: true, scannedByRegistry: false },
    },
  },
  check: (repository, settings) => [
    ...movingTags(repository),
    ...unscanned(repository, settings),
    ...withoutKms(repository, settings),
  ],
  remedy: (repository, settings) => [
    ...(movingTags(repository).length > 0 ? [{ property: "imageTagMutability", value: "IMMUTABLE" }] : []),
    ...(unscanned(repository, settings).length > 0 ? [{ property: SCAN, value: true }] : []),
  ],
});

const SCAN = "imageScanningConfiguration.scanOnPush";

/** Whether tags are immutable: all tags, or all but those that filters name. */
const IMMUTABLE = ["IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION"];

function movingTags(repository: ResourceView): Finding[] {
  const mutability = repository.string("imageTagMutability");
  if (!mutability.known || IMMUTABLE.includes(mutability.value ?? "MUTABLE")) return [];
  return [
    {
      property: "imageTagMutability",
      value: mutability.value,
      problem: "a tag may name another image tomorrow",
      allowed: IMMUTABLE.join(" or "),
      fix: 'set imageTagMutability: "IMMUTABLE"',
    },
  ];
}

function unscanned(repository: ResourceView, { scannedByRegistry }: Settings): Finding[] {
  if (scannedByRegistry) return [];
  return wrongSwitch(repository, { property: SCAN, problem: "nobody learns of the holes in an image" });
}

function withoutKms(repository: ResourceView, { requireKms }: Settings): Finding[] {
  const property = "encryptionConfigurations[0].encryptionType";
  const type = repository.string(property);
  if (!requireKms || !type.known || isKnownAs(type, "KMS") || isKnownAs(type, "KMS_DSSE")) return [];
  return [
    {
      property,
      value: type.value,
      problem: "the images are encrypted with a key that nobody here can refuse or withdraw",
      allowed: "KMS or KMS_DSSE",
      fix: 'set encryptionConfigurations: [{ encryptionType: "KMS", kmsKey }]; that replaces an existing repository',
    },
  ];
}
