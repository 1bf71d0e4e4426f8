import { parseConfiguration } from "../../../../stacks/environment/configuration";
import { deployCommitted, deployEnvironment } from "../../deployed";
import { committedSettings, refused } from "../../example-settings";

const ROLE = "aws:iam/role:Role";
const BOUNDARY = "arn:aws:iam::123456789012:policy/deployment/proofpix-production-boundary";

describe("the permissions boundary", () => {
  it("isn't there unless it is given", async () => {
    const { resources } = await deployCommitted("production");

    expect(resources.filter(({ inputs }) => inputs.permissionsBoundary !== undefined)).toEqual([]);
  });

  it("is that of every role, and of nothing else, and changes nothing besides", async () => {
    const settings = { ...committedSettings("production"), permissionsBoundary: BOUNDARY };
    const { resources } = await deployEnvironment(parseConfiguration(settings, "production"));
    const { resources: without } = await deployCommitted("production");
    const roles = resources.filter(({ type }) => type === ROLE);

    expect(roles.length).toBeGreaterThan(10);
    expect(roles.filter(({ inputs }) => inputs.permissionsBoundary !== BOUNDARY)).toEqual([]);
    expect(resources.filter(({ inputs }) => inputs.permissionsBoundary !== undefined)).toHaveLength(roles.length);
    expect(resources.map(({ urn }) => urn).sort()).toEqual(without.map(({ urn }) => urn).sort());
  });

  it("is the ARN of a policy", () => {
    expect(refused({ permissionsBoundary: "proofpix-boundary" })).toEqual({
      "proofpix:permissionsBoundary": expect.stringMatching(/^must be the ARN of a policy of IAM/) as string,
    });
  });
});
