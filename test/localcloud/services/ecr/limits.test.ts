import { describeLimits } from "../../limits/inputs";

const x = (length: number) => "x".repeat(length);

describeLimits("aws:ecr/repository:Repository", [
  [
    "name",
    "ProofPix/enterprise",
    "proofpix/enterprise",
    "InvalidParameterException",
    "Invalid parameter at 'repositoryName'",
  ],
  ["name", "a", "ab", "InvalidParameterException", "'must have length greater than or equal to 2'"],
  ["imageTagMutability", "immutable", "MUTABLE", "InvalidParameterException", "at 'imageTagMutability'"],
  [
    "encryptionConfigurations[0].encryptionType",
    "AES",
    "AES256",
    "InvalidParameterException",
    "[AES256, KMS, KMS_DSSE]",
  ],
]);

describeLimits("aws:ecr/lifecyclePolicy:LifecyclePolicy", [
  ["policy", x(30_721), x(30_720), "InvalidParameterException", "at 'lifecyclePolicyText'"],
]);
