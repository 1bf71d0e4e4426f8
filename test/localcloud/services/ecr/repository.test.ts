import { storedImage } from "../../../../localcloud/services/registry/images";
import type { Properties } from "../../../../localcloud/model/values";
import { describeRules, inLocalCloud, itRefuses } from "../../support";
import { policy } from "../iam/policies";

const REPOSITORY = "aws:ecr/repository:Repository";
const REPOSITORY_POLICY = "aws:ecr/repositoryPolicy:RepositoryPolicy";
const HOST = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";

function encrypted(encryption: Properties): Properties {
  return { encryptionConfigurations: [encryption] };
}

const FILTERS = { imageTagMutabilityExclusionFilters: [{ filter: "dev-*", filterType: "WILDCARD" }] };

describeRules(
  REPOSITORY,
  (cloud) => {
    cloud.create(REPOSITORY, { name: "taken" });
    const keyOf = (inputs: Properties, region?: string): string =>
      String(cloud.create("aws:kms/key:Key", inputs, region).computed.arn);
    return {
      key: keyOf({}),
      farKey: keyOf({}, "eu-west-2"),
      disabledKey: keyOf({ isEnabled: false }),
      inputs: { name: "proofpix/enterprise" },
    };
  },
  [
    [
      "a name with capital letters",
      { name: "ProofPix/enterprise" },
      {},
      "InvalidParameterException",
      "Invalid parameter at 'repositoryName'",
    ],
    [
      "a name that another repository has",
      { name: "taken" },
      { name: "taken/too" },
      "RepositoryAlreadyExistsException",
      "The repository with name 'taken' already exists in the registry (name)",
    ],
    [
      "a key where S3's own is used",
      ({ key }) => encrypted({ encryptionType: "AES256", kmsKey: key }),
      ({ key }) => encrypted({ encryptionType: "KMS", kmsKey: key }),
      "InvalidParameterException",
      "Encryption key should not be set for AES256 encryption. (encryptionConfigurations[0].kmsKey)",
    ],
    [
      "a key that isn't there",
      encrypted({ encryptionType: "KMS", kmsKey: "alias/none" }),
      encrypted({ encryptionType: "KMS" }),
      "KmsException",
      "KMS key 'alias/none' does not exist in eu-west-1",
    ],
    [
      "a key of another region",
      ({ farKey }) => encrypted({ encryptionType: "KMS", kmsKey: farKey }),
      ({ key }) => encrypted({ encryptionType: "KMS", kmsKey: key }),
      "KmsException",
      "does not exist in eu-west-1",
    ],
    [
      "a key that is switched off",
      ({ disabledKey }) => encrypted({ encryptionType: "KMS", kmsKey: disabledKey }),
      encrypted({ encryptionType: "KMS", kmsKey: "alias/aws/ecr" }),
      "KmsException",
      "or is disabled",
    ],
    [
      "exceptions from what has none",
      { imageTagMutability: "IMMUTABLE", ...FILTERS },
      { imageTagMutability: "IMMUTABLE_WITH_EXCLUSION", ...FILTERS },
      "InvalidParameterException",
      "are not allowed when imageTagMutability is set to IMMUTABLE",
    ],
    [
      "no exceptions where there should be some",
      { imageTagMutability: "MUTABLE_WITH_EXCLUSION" },
      { imageTagMutability: "MUTABLE" },
      "InvalidParameterException",
      "can't be null when imageTagMutability is set to MUTABLE_WITH_EXCLUSION",
    ],
  ],
);

describe("a repository", () => {
  it("has its name as id, and the address of its images", () => {
    const cloud = inLocalCloud();
    const { id, computed } = cloud.create(REPOSITORY, { name: "proofpix/enterprise" });

    expect(id).toBe("proofpix/enterprise");
    expect(computed).toEqual({
      arn: "arn:aws:ecr:eu-west-1:123456789012:repository/proofpix/enterprise",
      name: "proofpix/enterprise",
      registryId: "123456789012",
      repositoryUrl: `${HOST}/proofpix/enterprise`,
    });
  });

  itRefuses(
    "to go with its images, unless that is forced",
    (cloud) => {
      const repository = cloud.create(REPOSITORY, { name: "enterprise" });
      cloud.cloud.state.put(storedImage(`${HOST}/enterprise`, "sha256:1", ["1.0.0"]));
      return {
        violation: () => {
          cloud.delete(repository);
        },
        neighbour: () => {
          cloud.delete(cloud.update(repository, { forceDelete: true }));
          expect(cloud.cloud.state.all()).toEqual([]);
        },
      };
    },
    "RepositoryNotEmptyException",
    "cannot be deleted because it still contains images (forceDelete)",
  );
});

const PULL = { Principal: { AWS: "123456789012" }, Action: "ecr:BatchGetImage" };

describeRules(
  REPOSITORY_POLICY,
  (cloud) => ({ inputs: { repository: cloud.create(REPOSITORY, { name: "enterprise" }).id, policy: policy(PULL) } }),
  [
    [
      "a repository that isn't there",
      { repository: "none" },
      {},
      "RepositoryNotFoundException",
      "The repository with name 'none' does not exist",
    ],
    [
      "a resource, which can't be another one",
      { policy: policy({ ...PULL, Resource: "*" }) },
      {},
      "InvalidParameterException",
      "(policy: Statement[0]",
    ],
    [
      "a role that isn't there",
      { policy: policy({ ...PULL, Principal: { AWS: "arn:aws:iam::123456789012:role/none" } }) },
      { policy: policy({ ...PULL, Principal: { AWS: "arn:aws:iam::210987654321:role/other" } }) },
      "InvalidParameterException",
      "Invalid principal in policy",
    ],
  ],
);
