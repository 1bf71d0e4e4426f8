import { scanningOf } from "../../../../localcloud/services/ecr/registry-scanning-configuration";
import type { Properties } from "../../../../localcloud/model/values";
import { describeRules, inLocalCloud, itWarns } from "../../support";

const CONFIGURATION = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration";
const REPOSITORY = "aws:ecr/repository:Repository";
const INVALID = "InvalidParameterException";

function rule(scanFrequency: string, filter = "*"): Properties {
  return { scanFrequency, repositoryFilters: [{ filter, filterType: "WILDCARD" }] };
}

describeRules(CONFIGURATION, () => ({ inputs: { scanType: "ENHANCED", rules: [rule("CONTINUOUS_SCAN")] } }), [
  [
    "continuous scans of the basic type",
    { scanType: "BASIC", rules: [rule("CONTINUOUS_SCAN")] },
    { scanType: "BASIC", rules: [rule("SCAN_ON_PUSH")] },
    INVALID,
    "CONTINUOUS_SCAN is not supported for scan type BASIC",
  ],
  ["manual scans of the enhanced type", { rules: [rule("MANUAL")] }, { rules: [] }, INVALID, "rules[0].scanFrequency"],
  ["no type", { scanType: undefined, rules: [] }, { rules: [] }, INVALID, "scanType"],
  [
    "a filter of another kind",
    { rules: [{ scanFrequency: "SCAN_ON_PUSH", repositoryFilters: [{ filter: "a", filterType: "PREFIX" }] }] },
    {},
    INVALID,
    "filterType",
  ],
]);

describe("the scanning of a registry", () => {
  itWarns(
    "a second configuration in the region",
    (cloud) => {
      cloud.create(CONFIGURATION, { scanType: "BASIC" });
      cloud.create(CONFIGURATION, { scanType: "BASIC" });
    },
    "the second one overwrites the first",
  );

  it.each<[string, Properties | undefined, Properties, object]>([
    ["on request by default", undefined, {}, { isEnhanced: false, frequency: "MANUAL" }],
    [
      "with a push where the repository says so",
      undefined,
      { imageScanningConfiguration: { scanOnPush: true } },
      { isEnhanced: false, frequency: "SCAN_ON_PUSH" },
    ],
    [
      "with a push where a rule of the registry says so",
      { scanType: "BASIC", rules: [rule("SCAN_ON_PUSH", "proof")] },
      {},
      { isEnhanced: false, frequency: "SCAN_ON_PUSH" },
    ],
    [
      "as the registry's rule says, whatever the repository does",
      { scanType: "ENHANCED", rules: [rule("CONTINUOUS_SCAN", "proofpix/*")] },
      { imageScanningConfiguration: { scanOnPush: true } },
      { isEnhanced: true, frequency: "CONTINUOUS_SCAN" },
    ],
    [
      "not at all beyond the filters of enhanced scanning",
      { scanType: "ENHANCED", rules: [rule("CONTINUOUS_SCAN", "tools/*")] },
      { imageScanningConfiguration: { scanOnPush: true } },
      { isEnhanced: true, frequency: "MANUAL" },
    ],
  ])("is %s", (_, configuration, inputs, scanning) => {
    const cloud = inLocalCloud();
    if (configuration !== undefined) cloud.create(CONFIGURATION, configuration);
    const repository = cloud.create(REPOSITORY, { name: "proofpix/enterprise", ...inputs });

    expect(scanningOf(repository, cloud.cloud.state)).toEqual(scanning);
  });
});
