import { ecrRepositoryHardened as rule } from "../../../policies/rules/ecr-repository-hardened";
import { describeRule, judge, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

const HARDENED = {
  imageTagMutability: "IMMUTABLE",
  imageScanningConfiguration: { scanOnPush: true },
  encryptionConfigurations: [{ encryptionType: "KMS" }],
};

function repository(properties: TestResource["properties"]): TestResource {
  return resource("aws:ecr/repository:Repository", "web", properties);
}

describeRule(rule, {
  accepts: {
    "a hardened repository": { given: repository(HARDENED) },
    "tags that move by name": {
      given: repository({ ...HARDENED, imageTagMutability: "IMMUTABLE_WITH_EXCLUSION" }),
    },
  },
  refuses: {
    "tags that move": {
      given: repository({ ...HARDENED, imageTagMutability: "MUTABLE" }),
      violations: ['web: imageTagMutability is "MUTABLE"'],
    },
    "images that aren't scanned": {
      given: repository({ ...HARDENED, imageScanningConfiguration: { scanOnPush: false } }),
      violations: ["web: imageScanningConfiguration.scanOnPush is false"],
    },
    "encryption with AWS's own key in production": {
      given: repository({ ...HARDENED, encryptionConfigurations: [{ encryptionType: "AES256" }] }),
      violations: ['web: encryptionConfigurations[0].encryptionType is "AES256"'],
    },
  },
  boundaries: {
    "scanning that the registry does for all": {
      given: repository({ ...HARDENED, imageScanningConfiguration: undefined }),
      settings: { scannedByRegistry: true },
    },
    "encryption with AWS's own key in staging": {
      given: repository({ ...HARDENED, encryptionConfigurations: undefined }),
      environment: "staging",
    },
    "both layers of KMS": {
      given: repository({ ...HARDENED, encryptionConfigurations: [{ encryptionType: "KMS_DSSE" }] }),
    },
  },
  missing: {
    "nothing that is set": {
      given: repository({}),
      violations: [
        "web: imageTagMutability is not set",
        "web: imageScanningConfiguration.scanOnPush is not set",
        "web: encryptionConfigurations[0].encryptionType is not set",
      ],
    },
  },
  unknown: {
    "an unknown mutability": {
      given: repository({ ...HARDENED, imageTagMutability: UNKNOWN }),
      remarks: ["web: Not determinable yet: imageTagMutability isn't known"],
    },
  },
  production: set(of("aws:ecr/repository:Repository"), { imageTagMutability: "MUTABLE" }),
});

it("hardens repositories in development, as far as that replaces nothing", async () => {
  const given = repository({ name: UNKNOWN, encryptionConfigurations: [{ encryptionType: "AES256" }] });
  const { violations, remedied } = await judge(rule, given, { environment: "development" });

  expect(violations).toEqual([]);
  expect(remedied).toEqual({
    web: {
      ...given.properties,
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
    },
  });
});
