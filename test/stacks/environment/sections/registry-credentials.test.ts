import { needsRegistryCredentials } from "../../../../stacks/environment/sections/registry-credentials";

const ENTERPRISE = "registry.proofpix.com/proofpix/enterprise:1.0.0";
const ECR = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/proofpix/enterprise:1.0.0";

describe("needsRegistryCredentials", () => {
  it.each([
    [ENTERPRISE, ENTERPRISE, true],
    ["registry.proofpix.com/proofpix/jobs:2.0.0", ENTERPRISE, true],
    ["docker.io/library/redis:7.4.1", ENTERPRISE, false],
    [ECR, ENTERPRISE, false],
    [ECR, ECR, false],
    [ENTERPRISE, ECR, false],
  ])("for %s beside %s: %p", (image, environmentImage, needed) => {
    expect(needsRegistryCredentials(image, environmentImage)).toBe(needed);
  });
});
