import { isTokenOf } from "../../../../localcloud/services/registry/ecr-registry";
import { storedImage } from "../../../../localcloud/services/registry/images";
import { isProperties, text, type Properties } from "../../../../localcloud/model/values";
import { inLocalCloud, itRefuses, REGION, type TestCloud } from "../../support";

const REPOSITORY = "aws:ecr/repository:Repository";
const GET_IMAGE = "aws:ecr/getImage:getImage";
const GET_TOKEN = "aws:ecr/getAuthorizationToken:getAuthorizationToken";
const HOST = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";

function pushed(cloud: TestCloud): void {
  cloud.create(REPOSITORY, { name: "enterprise" });
  cloud.cloud.state.put(storedImage(`${HOST}/enterprise`, "sha256:1", ["1.0.0", "stable"]));
  cloud.cloud.state.put(storedImage(`${HOST}/enterprise`, "sha256:2", ["1.1.0"]));
}

describe("an image of a repository", () => {
  it.each([
    ["its tag", { imageTag: "stable" }, "sha256:1"],
    ["its digest", { imageDigest: "sha256:2" }, "sha256:2"],
    ["being the latest", { mostRecent: true }, "sha256:2"],
  ])("is found by %s", (_, args, imageDigest) => {
    const cloud = inLocalCloud();
    pushed(cloud);

    expect(cloud.call(GET_IMAGE, { repositoryName: "enterprise", ...args })).toMatchObject({
      id: imageDigest,
      imageDigest,
      imageUri: `${HOST}/enterprise@${imageDigest}`,
      registryId: "123456789012",
    });
  });

  const refusals: readonly (readonly [string, Properties, string, string])[] = [
    [
      "a tag that isn't there",
      { imageTag: "2.0.0" },
      "ImageNotFoundException",
      "imageTag:'2.0.0'} does not exist within",
    ],
    ["another image's tag", { imageDigest: "sha256:2", imageTag: "1.0.0" }, "ImageNotFoundException", "'sha256:2'"],
    ["no way to tell which", {}, "InvalidParameterException", "(imageDigest, imageTag, mostRecent)"],
    ["another repository", { repositoryName: "none", imageTag: "1.0.0" }, "RepositoryNotFoundException", "'none'"],
    [
      "another account",
      { registryId: "210987654321", imageTag: "1.0.0" },
      "RepositoryNotFoundException",
      "'210987654321'",
    ],
  ];

  for (const [what, args, code, words] of refusals) {
    itRefuses(
      what,
      (cloud) => {
        pushed(cloud);
        const ask = (more: Properties) => () => cloud.call(GET_IMAGE, { repositoryName: "enterprise", ...more });
        return { violation: ask(args), neighbour: ask({ imageTag: "1.0.0" }) };
      },
      code,
      words,
    );
  }
});

describe("an authorization token", () => {
  const valueOf = (output: unknown): string => (isProperties(output) ? (text(output, "value") ?? "") : "");

  it("is a secret of this registry, and a new one each time", () => {
    const cloud = inLocalCloud();
    const [one, other] = [cloud.call(GET_TOKEN), cloud.call(GET_TOKEN)];
    const password = valueOf(one.password);

    expect(one).toMatchObject({ proxyEndpoint: `https://${HOST}`, userName: "AWS" });
    expect(isTokenOf({ accountId: "123456789012", region: REGION }, password)).toBe(true);
    expect(Buffer.from(valueOf(one.authorizationToken), "base64").toString()).toBe(`AWS:${password}`);
    expect(valueOf(other.password)).not.toBe(password);
  });

  it("is refused by another registry", () => {
    const password = valueOf(inLocalCloud().call(GET_TOKEN).password);

    expect(isTokenOf({ accountId: "123456789012", region: "eu-west-2" }, password)).toBe(false);
    expect(isTokenOf({ accountId: "210987654321", region: REGION }, password)).toBe(false);
    expect(isTokenOf({ accountId: "123456789012", region: REGION }, "password")).toBe(false);
  });
});
