import { Cloud } from "../../../localcloud/cloud/cloud";
import { isProperties } from "../../../localcloud/model/values";
import { shown } from "../../../localcloud/control/inspection";
import { plant, seed, SEED_RECORDS } from "../../../localcloud/seed";
import { SEEDED_ACCOUNT, type SeededAccount } from "../../../localcloud/seed/account";
import { parseCredentials } from "../../../components/shared/credentials";
import { isIssued } from "../../../localcloud/services/acm/validation-records";
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

describe("what a person lists", () => {
  const NOTHING: SeededAccount = { hostedZones: [], secrets: [], registries: [] };
  const secret = { region: REGION, name: "shop/key", suffix: "AbCdEf" };

  function planted(account: Partial<SeededAccount>, cloud = servedCloud()) {
    return { cloud, ...plant(cloud.cloud.state, { ...NOTHING, ...account }) };
  }

  function valueIn(cloud: TestCloud): unknown {
    const { secretString } = cloud.call("aws:secretsmanager/getSecretVersion:getSecretVersion", {
      secretId: "shop/key",
    });
    return isProperties(secretString) ? secretString.value : undefined;
  }

  it("is there, and comes anew where the list changes", () => {
    const { cloud } = planted({ secrets: [{ ...secret, value: "one" }] });
    expect(valueIn(cloud)).toBe("one");

    expect(planted({ secrets: [{ ...secret, value: "one" }] }, cloud).planted).toBe(0);
    expect(planted({ secrets: [{ ...secret, value: "two" }] }, cloud).planted).toBe(1);
    expect(valueIn(cloud)).toBe("two");
  });

  it("draws the value of a secret that is given none, once", () => {
    const { cloud } = planted({ secrets: [secret] });
    const drawn = valueIn(cloud);
    planted({ secrets: [secret] }, cloud);

    expect(drawn).toMatch(/^[0-9a-f]{32}$/);
    expect(valueIn(cloud)).toBe(drawn);
  });

  it("leaves what a stack made", () => {
    const zones = { hostedZones: [{ id: "Z0SHOP", name: "example.com" }] };
    const { cloud } = planted(zones);
    const zone = cloud.cloud.state.find("aws:route53/zone:Zone", "Z0SHOP");
    if (zone === undefined) throw new Error("it was planted");
    const own = { ...zone, urn: "urn:pulumi:dev::shop::aws:route53/zone:Zone::own", inputs: { name: "example.com" } };
    cloud.cloud.state.put(own);

    expect(planted(zones, cloud).planted).toBe(0);
    expect(cloud.cloud.state.find("aws:route53/zone:Zone", "Z0SHOP")).toEqual(own);
  });

  it("adds images to a registry without taking away its credentials", () => {
    const cloud = seeded();
    const images = { path: "shop", tags: ["1.4.2", `sha256:${"a".repeat(64)}`] };
    planted({ registries: [{ host: "registry.proofpix.com", repositories: [images] }] }, cloud);
    const ask = (name: string, configuration: object) =>
      cloud.cloud.call("docker:index/getRegistryImage:getRegistryImage", { name }, REGION, { ...configuration });

    expect(ask("registry.proofpix.com/shop:1.4.2", CREDENTIALS)).toHaveProperty("sha256Digest");
    expect(ask(`registry.proofpix.com/shop@sha256:${"a".repeat(64)}`, CREDENTIALS)).toHaveProperty("sha256Digest");
    expect(() => ask("registry.proofpix.com/shop:1.4.2", {})).toThrow("401 Unauthorized");
  });

  it("has images of Amazon ECR in their repository", () => {
    const host = `123456789012.dkr.ecr.${REGION}.amazonaws.com`;
    const { cloud } = planted({ registries: [{ host, repositories: [{ path: "shop", tags: ["1.4.2"] }] }] });
    const image = cloud.call("aws:ecr/getImage:getImage", { repositoryName: "shop", imageTag: "1.4.2" });

    expect(image).toMatchObject({ imageTags: ["1.4.2"], registryId: "123456789012" });
  });

  it("has certificates that were issued, so that a listener takes them", () => {
    const arn = `arn:aws:acm:${REGION}:123456789012:certificate/shop`;
    const { cloud } = planted({ certificates: [{ arn, domains: ["shop.example.com"] }] });
    const certificate = cloud.cloud.state.find("aws:acm/certificate:Certificate", arn);

    expect(certificate !== undefined && isIssued(certificate, cloud.cloud.state)).toBe(true);
  });
});
