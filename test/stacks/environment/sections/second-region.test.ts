import { parseConfiguration } from "../../../../stacks/environment/configuration";
import { deployEnvironment } from "../../deployed";
import { MINIMAL, refused } from "../../example-settings";

const KEY = "aws:kms/key:Key";

describe("the second region", () => {
  it("is none unless it is configured", async () => {
    const { resources } = await deployEnvironment(parseConfiguration(MINIMAL, "staging"));

    expect(resources.filter(({ type }) => type === KEY).map(({ name }) => name)).toEqual(["proofpix-staging-key"]);
  });

  it("has a key of its own, which is protected in production", async () => {
    const settings = { ...MINIMAL, minInstances: 3, secondRegion: "eu-central-1" };
    const { resources } = await deployEnvironment(parseConfiguration(settings, "production"));
    const key = resources.find(({ type, name }) => type === KEY && name === "proofpix-production-eu-central-1-key");
    const provider = resources.find(
      ({ name, type }) => type === "pulumi:providers:aws" && name === "proofpix-production-eu-central-1",
    );

    expect(key).toMatchObject({ inputs: { enableKeyRotation: true }, protect: true });
    expect(JSON.stringify(key?.inputs.policy)).toContain("logs.eu-central-1.amazonaws.com");
    expect(provider?.inputs).toMatchObject({ region: "eu-central-1" });
  });

  it.each([
    ["eu-west-1", "must be another region than proofpix:region"],
    ["us-gov-west-1", 'must be in the partition "aws"'],
    ["eu-nowhere", "must be"],
  ])("is refused as %s", (secondRegion, reason) => {
    expect(refused({ secondRegion })).toEqual({ "proofpix:secondRegion": expect.stringContaining(reason) as unknown });
  });
});
