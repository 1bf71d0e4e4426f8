import { digestOf, storedImage, storedRegistry } from "../../../../localcloud/services/registry/images";
import type { Properties } from "../../../../localcloud/model/values";
import { inLocalCloud, REGION, type TestCloud } from "../../support";

const GET_REGISTRY_IMAGE = "docker:index/getRegistryImage:getRegistryImage";
const DIGEST = digestOf("1.0.0");

function registries(): TestCloud {
  const cloud = inLocalCloud();
  const { state } = cloud.cloud;
  state.put(storedRegistry("public.example.com"));
  state.put(storedImage("public.example.com/enterprise", DIGEST, ["1.0.0"]));
  state.put(storedRegistry("private.example.com", { username: "proofpix", password: "right" }));
  state.put(storedImage("private.example.com/enterprise", DIGEST, ["1.0.0"]));
  return cloud;
}

/** Asks for an image as a provider with credentials for registries does. */
function ask(name: string, ...registryAuth: readonly Properties[]): Properties {
  const configuration = { registryAuth: JSON.stringify(registryAuth) };
  return registries().cloud.call(GET_REGISTRY_IMAGE, { name }, REGION, configuration);
}

const CREDENTIALS = { address: "private.example.com", username: "proofpix", password: "right" };

describe("an image's digest", () => {
  it("is what its tag points to", () => {
    const name = "public.example.com/enterprise:1.0.0";

    expect(ask(name)).toEqual({ id: DIGEST, insecureSkipVerify: false, name, sha256Digest: DIGEST });
  });

  it.each([["private.example.com"], ["https://private.example.com"], ["https://private.example.com/v2/"]])(
    "is told to whom a private registry knows at %s",
    (address) => {
      expect(ask("private.example.com/enterprise:1.0.0", { ...CREDENTIALS, address }).sha256Digest).toBe(DIGEST);
    },
  );

  it("is asked for as ECR's clients do too", () => {
    const cloud = registries();
    const host = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";
    cloud.cloud.state.put(storedImage(`${host}/enterprise`, DIGEST, ["1.0.0"]));
    const token = cloud.call("aws:ecr/getAuthorizationToken:getAuthorizationToken").password as { value: string };
    const registryAuth = JSON.stringify([{ address: host, username: "AWS", password: token.value }]);
    const call = (configuration: Properties) =>
      cloud.cloud.call(GET_REGISTRY_IMAGE, { name: `${host}/enterprise:1.0.0` }, REGION, configuration);

    expect(call({ registryAuth }).sha256Digest).toBe(DIGEST);
    expect(() => call({})).toThrow("401 Unauthorized");
  });

  it.each([
    [
      "a tag that isn't there",
      "public.example.com/enterprise:1.0.1",
      [],
      "version enterprise:1.0.1 from registry: got bad response from registry: 404 Not Found",
    ],
    [
      "a registry that isn't there",
      "nginx",
      [],
      "version library/nginx:latest from registry: Error during registry request: no such host docker.io",
    ],
    ["no credentials", "private.example.com/enterprise:1.0.0", [], "401 Unauthorized (registryAuth of the provider)"],
    [
      "a wrong password",
      "private.example.com/enterprise:1.0.0",
      [{ ...CREDENTIALS, password: "wrong" }],
      "401 Unauthorized",
    ],
    [
      "another registry's password",
      "private.example.com/enterprise:1.0.0",
      [{ ...CREDENTIALS, address: "public.example.com" }],
      "401 Unauthorized",
    ],
  ])("isn't told for %s", (_, name, registryAuth, words) => {
    expect(() => ask(name, ...registryAuth)).toThrow(words);
  });
});
