import { refuse } from "../../model/aws-error";
import { arn } from "../../model/identifiers";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { flag, objects, text } from "../../model/values";
import { imagesOf } from "../registry/images";
import { keyNamed } from "../kms/key-reference";
import { nameOf } from "../shared/inputs";
import { REPOSITORY, repositoryUrl } from "./repository-lookup";

export const repository: ResourceType = {
  type: REPOSITORY,
  mapping: { operation: "ecr.CreateRepository", inputs: { name: "repositoryName" } },
  autonaming: { input: "name", maximumLength: 256 },
  defaults: { imageTagMutability: "MUTABLE" },
  replaceOnChanges: ["encryptionConfigurations", "name", "region"],
  unique: {
    inputs: ["name"],
    scope: "region",
    code: "RepositoryAlreadyExistsException",
    message: (name) => `The repository with name '${name}' already exists in the registry`,
  },
  rules: [requireKeyOnlyForKms, requireKeyOfTheRegion, requireFiltersWithExclusion],
  deletion: [refuseWhileNotEmpty],
  cascade: (resource, cloud) => imagesOf(text(resource.computed, "repositoryUrl") ?? "", cloud),
  make: (operation) => {
    const { region, accountId } = operation;
    const name = nameOf(operation);
    return {
      id: name,
      computed: {
        arn: arn("ecr", region, accountId, `repository/${name}`),
        name,
        registryId: accountId,
        repositoryUrl: repositoryUrl(name, region, accountId),
      },
    };
  },
};

/** Amazon ECR API Reference, EncryptionConfiguration. */
function requireKeyOnlyForKms({ inputs }: Operation): void {
  objects(inputs, "encryptionConfigurations").forEach((encryption, index) => {
    if (encryption.kmsKey === undefined || (text(encryption, "encryptionType") ?? "AES256") !== "AES256") return;
    refuse(
      "InvalidParameterException",
      `Invalid encryption configuration: Encryption key should not be set for AES256 encryption.`,
      `encryptionConfigurations[${index}].kmsKey`,
    );
  });
}

/** Amazon ECR checks the key when the repository is created; it has to be in the repository's region. */
function requireKeyOfTheRegion({ kind, inputs, region, cloud }: Operation): void {
  if (kind === "update") return;
  objects(inputs, "encryptionConfigurations").forEach((encryption, index) => {
    const name = text(encryption, "kmsKey");
    const key = name === undefined ? undefined : keyNamed(name, cloud);
    const isOwnKey = name === undefined || /(^|:)alias\/aws\/ecr$/.test(name);
    if (isOwnKey || (key?.region === region && flag(key.inputs, "isEnabled") !== false)) return;
    refuse(
      "KmsException",
      `KMS key '${name}' does not exist in ${region}, or is disabled`,
      `encryptionConfigurations[${index}].kmsKey`,
    );
  });
}

/** Amazon ECR User Guide, "Preventing image tags from being overwritten in Amazon ECR". */
function requireFiltersWithExclusion({ inputs }: Operation): void {
  const mutability = text(inputs, "imageTagMutability") ?? "MUTABLE";
  const excludes = mutability.endsWith("_WITH_EXCLUSION");
  const hasFilters = objects(inputs, "imageTagMutabilityExclusionFilters").length > 0;
  if (excludes === hasFilters) return;
  refuse(
    "InvalidParameterException",
    `ImageTagMutabilityExclusionFilters ${excludes ? "can't be null" : "are not allowed"} when imageTagMutability is set to ${mutability}`,
    "imageTagMutabilityExclusionFilters",
  );
}

function refuseWhileNotEmpty(resource: CloudResource, cloud: CloudReader): void {
  const images = imagesOf(text(resource.computed, "repositoryUrl") ?? "", cloud);
  if (images.length === 0 || flag(resource.inputs, "forceDelete") === true) return;
  refuse(
    "RepositoryNotEmptyException",
    `The repository with name '${resource.id}' in registry with id '${cloud.accountId}' cannot be deleted because it still contains images`,
    "forceDelete",
  );
}
