import { DistributionRegistry } from "../../../../automation/images/registry/distribution-registry";
import { ecrCredentials } from "../../../../automation/images/registry/ecr";
import { ecrImageOf, EcrRegistryReader } from "../../../../automation/images/registry/ecr-registry-reader";
import { secondsToWait, withRetries } from "../../../../automation/images/registry/retry";
import { type FakeEcr, startFakeEcr } from "../support/fake-ecr";
import { digest } from "../support/image-context";

const { signal } = new AbortController();
const IMAGE = "registry.proofpix.com/proofpix/enterprise:1.0.0";
const IN_ECR = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/proofpix/enterprise:1.0.0";
const USER = { username: "reader", password: "secret" };
const BASIC = `Basic ${Buffer.from("reader:secret").toString("base64")}`;

interface Asked {
  readonly url: string;
  readonly authorization: string | null;
}

/** A registry that answers by a function, and notes what it is asked. */
function registryAnswering(answer: (asked: Asked) => Response) {
  const asked: Asked[] = [];
  const request = (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const each = {
      url: url instanceof Request ? url.url : String(url),
      authorization: new Headers(init?.headers).get("authorization"),
    };
    asked.push(each);
    return Promise.resolve(answer(each));
  };
  return { asked, registry: new DistributionRegistry(() => Promise.resolve(USER), request) };
}

describe("a registry by the OCI Distribution Specification", () => {
  it("gives the digest from its header, asked over TLS with a password", async () => {
    const { asked, registry } = registryAnswering(
      () => new Response("{}", { headers: { "docker-content-digest": digest("a") } }),
    );

    expect(await registry.digestOf(IMAGE, signal)).toBe(digest("a"));
    expect(asked).toEqual([
      { url: "https://registry.proofpix.com/v2/proofpix/enterprise/manifests/1.0.0", authorization: BASIC },
    ]);
  });

  it("gets the token that its challenge names", async () => {
    const challenge = 'Bearer realm="https://auth.proofpix.com/token",service="registry.proofpix.com"';
    const { asked, registry } = registryAnswering(({ url, authorization }) => {
      if (url.startsWith("https://auth.")) return Response.json({ token: "of-the-day" });
      return authorization === "Bearer of-the-day"
        ? new Response("{}", { headers: { "docker-content-digest": digest("a") } })
        : new Response("", { status: 401, headers: { "www-authenticate": challenge } });
    });

    expect(await registry.digestOf(IMAGE, signal)).toBe(digest("a"));
    expect(asked[1]).toEqual({
      url: "https://auth.proofpix.com/token?service=registry.proofpix.com&scope=repository%3Aproofpix%2Fenterprise%3Apull",
      authorization: BASIC,
    });
  });

  it("has no image that it answers 404 for", async () => {
    const { registry } = registryAnswering(() => new Response("", { status: 404 }));

    expect(await registry.digestOf(IMAGE, signal)).toBeUndefined();
    expect(await registry.configurationDigestOf(IMAGE, signal)).toBeUndefined();
  });

  it.each([
    [{ config: { digest: digest("c") } }, digest("c")],
    [{ manifests: [{ digest: digest("d") }] }, undefined],
  ])("reads the configuration of a manifest: %j", async (manifest, expected) => {
    const { registry } = registryAnswering(() => Response.json(manifest));

    expect(await registry.configurationDigestOf(IMAGE, signal)).toBe(expected);
  });

  it("tells who is refused without the password", async () => {
    const { registry } = registryAnswering(() => new Response("denied", { status: 403 }));
    const refused = registry.digestOf(IMAGE, signal);

    await expect(refused).rejects.toMatchObject({
      code: "registry-refused",
      message: `the registry refuses to show ${IMAGE}: HTTP 403, denied`,
      nextStep: "Check the credentials, and that they may pull from registry.proofpix.com/proofpix/enterprise.",
    });
    await expect(refused).rejects.not.toThrow("secret");
  });

  it("is named by the reference", async () => {
    const { registry } = registryAnswering(() => new Response(""));

    await expect(registry.digestOf("enterprise:1.0.0", signal)).rejects.toMatchObject({ code: "image-not-found" });
  });
});

describe("a request to a busy server", () => {
  const answers = (...statuses: readonly number[]) => {
    const left = [...statuses];
    return () => Promise.resolve(new Response("", { status: left.shift(), headers: { "retry-after": "3" } }));
  };

  it("is made again after the pause that the server asks for", async () => {
    const pauses: number[] = [];
    const answer = await withRetries(answers(429, 503, 200), signal, (seconds) => {
      pauses.push(seconds);
      return Promise.resolve();
    });

    expect([answer.status, pauses]).toEqual([200, [3, 3]]);
  });

  it.each([
    ["what the request asks wrongly", [404, 200], 404],
    ["the fifth failure", [500, 500, 500, 500, 500, 200], 500],
  ])("ends with %s", async (_, statuses, expected) => {
    expect((await withRetries(answers(...statuses), signal, () => Promise.resolve())).status).toBe(expected);
  });

  it.each([
    [1, null, 0.5, 1],
    [4, null, 4, 8],
    [9, undefined, 15, 30],
    [1, "7", 7, 7],
    [1, "900", 30, 30],
  ])("waits at the attempt %i, told %s, for %d to %d seconds", (attempt, retryAfter, least, most) => {
    expect(secondsToWait(attempt, retryAfter, () => 0)).toBe(least);
    expect(secondsToWait(attempt, retryAfter, () => 1)).toBe(most);
  });
});

describe("Amazon ECR", () => {
  let ecr: FakeEcr | undefined;

  afterEach(async () => {
    await ecr?.close();
    ecr = undefined;
  });

  it("gives name and password out of its token, which is base 64", async () => {
    const authorizationToken = Buffer.from("AWS:the-token").toString("base64");
    const fake = (ecr = await startFakeEcr(() => ({ authorizationData: [{ authorizationToken }] })));

    expect(await ecrCredentials("123456789012.dkr.ecr.eu-west-1.amazonaws.com", () => fake.client)).toEqual({
      username: "AWS",
      password: "the-token",
    });
    expect(await ecrCredentials("registry.proofpix.com", () => fake.client)).toBeUndefined();
  });

  it.each([
    ["http://127.0.0.1:5000", "127.0.0.1:5000"],
    ["https://123456789012.dkr.ecr.eu-west-1.amazonaws.com", undefined],
  ])("is pushed to elsewhere where its endpoint is no registry of AWS: %s", async (proxyEndpoint, pushHost) => {
    const authorizationToken = Buffer.from("AWS:the-token").toString("base64");
    const fake = (ecr = await startFakeEcr(() => ({ authorizationData: [{ authorizationToken, proxyEndpoint }] })));
    const credentials = await ecrCredentials("123456789012.dkr-ecr.eu-west-1.on.aws", () => fake.client);

    expect(credentials?.pushHost).toBe(pushHost);
  });

  it("says where it gives no token", async () => {
    const fake = (ecr = await startFakeEcr(() => ({ authorizationData: [] })));

    await expect(
      ecrCredentials("123456789012.dkr.ecr.eu-west-1.amazonaws.com", () => fake.client),
    ).rejects.toMatchObject({ code: "registry-refused" });
  });

  it("finds digest and configuration by its own API", async () => {
    const manifest = JSON.stringify({ config: { digest: digest("c") } });
    const fake = (ecr = await startFakeEcr(({ operation }) =>
      operation === "DescribeImages"
        ? { imageDetails: [{ imageDigest: digest("a") }] }
        : { images: [{ imageManifest: manifest }] },
    ));
    const reader = new EcrRegistryReader(() => fake.client);

    expect(await reader.digestOf(IN_ECR, signal)).toBe(digest("a"));
    expect(await reader.configurationDigestOf(IN_ECR, signal)).toBe(digest("c"));
    expect(fake.requests[0]?.input).toEqual({
      registryId: "123456789012",
      repositoryName: "proofpix/enterprise",
      imageIds: [{ imageTag: "1.0.0" }],
    });
  });

  it("has no image where it says so, and other errors are errors", async () => {
    const codes = ["ImageNotFoundException", "RepositoryNotFoundException"];
    const fake = (ecr = await startFakeEcr(() => ({ error: codes.shift() ?? "", message: "not there" })));
    const reader = new EcrRegistryReader(() => fake.client);

    expect(await reader.digestOf(IN_ECR, signal)).toBeUndefined();
    await expect(reader.digestOf(IN_ECR, signal)).rejects.toMatchObject({ name: "RepositoryNotFoundException" });
  });

  it.each([
    [`${IN_ECR}@${digest("e")}`, { imageDigest: digest("e") }],
    [IN_ECR, { imageTag: "1.0.0" }],
    ["123456789012.dkr.ecr.eu-west-1.amazonaws.com/proofpix/enterprise", { imageTag: "latest" }],
  ])("reads %s", (reference, imageId) => {
    expect(ecrImageOf(reference)?.imageId).toEqual(imageId);
  });

  it("is told apart from other registries", () => {
    expect(ecrImageOf(IMAGE)).toBeUndefined();
  });
});
