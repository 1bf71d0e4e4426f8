import type { Samples } from "../../limits/samples";
import { KEY, LIFECYCLE, POLICY, TAGS } from "../../limits/samples/values";

/** What usual programs ask of image repositories, by resource type: AWS accepts all of it. */
export const SAMPLES: Samples = {
  "aws:ecr/repository:Repository": {
    name: "proofpix/enterprise",
    imageTagMutability: "IMMUTABLE",
    imageScanningConfiguration: { scanOnPush: true },
    encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: KEY }],
    tags: TAGS,
  },
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": { repository: "proofpix/enterprise", policy: LIFECYCLE },
  "aws:ecr/repositoryPolicy:RepositoryPolicy": { repository: "proofpix/enterprise", policy: POLICY },
  "aws:ecr/replicationConfiguration:ReplicationConfiguration": {
    replicationConfiguration: {
      rules: [
        {
          destinations: [{ region: "eu-central-1", registryId: "123456789012" }],
          repositoryFilters: [{ filter: "proofpix/", filterType: "PREFIX_MATCH" }],
        },
      ],
    },
  },
  "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration": {
    scanType: "ENHANCED",
    rules: [
      { scanFrequency: "CONTINUOUS_SCAN", repositoryFilters: [{ filter: "proofpix/*", filterType: "WILDCARD" }] },
    ],
  },
};
