import { Cloud } from "../../../localcloud/cloud/cloud";
import { isProperties } from "../../../localcloud/model/values";
import { shown } from "../../../localcloud/control/inspection";
import { seed, SEED_RECORDS } from "../../../localcloud/seed";
import { SEEDED_ACCOUNT, type SeededAccount } from "../../../localcloud/seed/account";
import { parseCredentials } from "../../../components/shared/credentials";
import { SERVICES } from "../../../localcloud/services";
import { CloudState } from "../../../localcloud/state/cloud-state";
import { temporaryDirectory } from "../../support/temporary-directory";
import { asking, REGION, type TestCloud } from "../support";

const CREDENTIALS = {
  registryAuth: JSON.stringify([
    { address: "registry.proofpix.com", username: "proofpix", password: "example-password" },
  ]),
};

/** The cloud as the server serves it. */
function servedCloud(): TestCloud {
  return asking(new Cloud(CloudState.open(temporaryDirectory()), [...SERVICES, SEED_RECORDS]));
}

function seeded(account?: SeededAccount) {
  const cloud = servedCloud();
  seed(cloud.cloud.state, account);
  return cloud;
}

describe("the example account", () => {
  it("has the product's domain", () => {
    const zone = seeded().call("aws:route53/getZone:getZone", { name: "proofpix.com" });

    expect(zone).toMatchObject({ id: "Z0PROOFPIXEXAMPLE", zoneId: "Z0PROOFPIXEXAMPLE", name: "proofpix.com" });
  });

  it("has the registry's credentials in the form in which programs read them", () => {
    const secretId = "proofpix/registry-credentials";
    const { secretString } = seeded().call("aws:secretsmanager/getSecretVersion:getSecretVersion", { secretId });
    const value = isProperties(secretString) ? String(secretString.value) : "";

    expect(parseCredentials(value, secretId, "proofpix:registryCredentials")).toEqual({
      username: "proofpix",
      password: "example-password",
    });
  });

  it.each([
    ["1.0.0", "sha256:2c7b358b531d40853a9fce76370f3558798a7ee358d7a1e113b383fe51f4ea92"],
    ["1.0.1", "sha256:4350e4ee1b187c839d029b5d0fac2f30a74394ef09465cb981165e66f30e1c89"],
    ["1.1.0", "sha256:00b58239950cee76012715595be728463d3beaeca836b578045d553b944c87e6"],
  ])("has the product's image %s, for whoever has the credentials", (tag, sha256Digest) => {
    const { cloud } = seeded();
    const name = `registry.proofpix.com/proofpix/enterprise:${tag}`;
    const ask = (configuration: object) =>
      cloud.call("docker:index/getRegistryImage:getRegistryImage", { name }, REGION, { ...configuration });

    expect(ask(CREDENTIALS)).toMatchObject({ sha256Digest });
    expect(() => ask({})).toThrow("401 Unauthorized");
  });

  it("belongs to no stack, and shows no secret", () => {
    const { cloud } = seeded();
    const resources = cloud.state.all();

    expect(resources.map(({ urn }) => urn)).toEqual(resources.map(() => ""));
    expect(JSON.stringify(resources.map((resource) => shown(cloud, resource)))).not.toContain("example-password");
  });

  it("holds resources of known types only, as AWS would accept them", () => {
    const { cloud } = seeded();
    const other = servedCloud();

    for (const { type, inputs, region } of cloud.state.all()) {
      const named = inputs.secretId === undefined ? inputs : { ...inputs, secretId: "proofpix/registry-credentials" };
      expect(other.create(type, named, region === "" ? REGION : region).type).toBe(type);
    }
  });
});

describe("seeding", () => {
  it("happens once: what was deleted or changed since stays so", () => {
    const { cloud } = seeded();
    const zone = cloud.state.find("aws:route53/zone:Zone", "Z0PROOFPIXEXAMPLE");
    const secret = cloud.state.ofType("aws:secretsmanager/secret:Secret")[0];
    if (zone === undefined || secret === undefined) throw new Error("the account has both");
    cloud.state.remove(secret);
    cloud.state.put({ ...zone, inputs: { ...zone.inputs, comment: "Changed" } });
    const before = cloud.state.all();
    seed(cloud.state);

    expect(cloud.state.all()).toEqual(before);
  });

  it("takes up what was added to the account", () => {
    const { cloud } = seeded({ ...SEEDED_ACCOUNT, hostedZones: [] });
    const held = cloud.state.all().length;
    seed(cloud.state, { ...SEEDED_ACCOUNT, hostedZones: [{ id: "ZOTHER", name: "example.com" }] });

    expect(cloud.state.all()).toHaveLength(held + 1);
    expect(cloud.state.find("aws:route53/zone:Zone", "ZOTHER")?.computed.name).toBe("example.com");
  });

  it("goes on after an interruption", () => {
    const { cloud } = seeded();
    const complete = cloud.state.all();
    const { cloud: interrupted } = servedCloud();
    const [first] = complete;
    if (first !== undefined) interrupted.state.put(first);
    seed(interrupted.state);

    expect(interrupted.state.all()).toEqual(complete);
  });

  it("lets in whoever asks where a registry has no credentials", () => {
    const repositories = [{ path: "library/nginx", tags: ["1.27"] }];
    const { cloud } = seeded({ hostedZones: [], secrets: [], registries: [{ host: "docker.io", repositories }] });

    expect(cloud.call("docker:index/getRegistryImage:getRegistryImage", { name: "nginx:1.27" }, REGION)).toHaveProperty(
      "sha256Digest",
    );
  });
});
