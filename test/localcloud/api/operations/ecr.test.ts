import type { Properties } from "../../../../localcloud/model/values";
import { storedPushRegistry } from "../../../../localcloud/services/registry/push-registry";
import { type FindingCounts, storedFindings } from "../../../../localcloud/services/registry/scan-findings";
import { digestOf, manifest } from "../manifests";
import { type ApiRehearsal, apiRehearsal, NOON } from "../support";

const REPOSITORY = "aws:ecr/repository:Repository";
const SHOP = { repositoryName: "shop" };
const IMMUTABLE = { imageTagMutability: "IMMUTABLE" };
const SCANNED = { imageScanningConfiguration: { scanOnPush: true } };
const REGISTRY = "in the registry with id '123456789012'";

function repository(inputs: Properties = {}): ApiRehearsal {
  const rehearsal = apiRehearsal();
  rehearsal.test.create(REPOSITORY, { name: "shop", ...inputs });
  return rehearsal;
}

async function pushed(version: string, { call }: ApiRehearsal, region = "eu-west-1"): Promise<Properties> {
  const { image } = await call(
    "ecr",
    "PutImage",
    { ...SHOP, imageManifest: manifest(version), imageTag: version },
    region,
  );
  return image as Properties;
}

async function described({ call }: ApiRehearsal, input: Properties = {}): Promise<Properties[]> {
  const { imageDetails } = await call("ecr", "DescribeImages", { ...SHOP, ...input });
  return imageDetails as Properties[];
}

function find(counts: FindingCounts, { test }: ApiRehearsal, images = "shop"): void {
  test.cloud.state.put(storedFindings(images, counts));
}

function scanOf(imageTag: string, { call }: ApiRehearsal): Promise<Properties> {
  return call("ecr", "DescribeImageScanFindings", { ...SHOP, imageId: { imageTag } });
}

describe("images of Amazon ECR", () => {
  it("are put with the digest of their manifest, and described", async () => {
    const rehearsal = repository();
    const image = await pushed("1.0", rehearsal);

    expect(image).toMatchObject({
      ...{ ...SHOP, registryId: "123456789012", imageManifest: manifest("1.0") },
      imageId: { imageDigest: digestOf("1.0"), imageTag: "1.0" },
    });
    expect(await described(rehearsal)).toEqual([
      {
        ...{ ...SHOP, registryId: "123456789012", imageDigest: digestOf("1.0"), imageTags: ["1.0"] },
        ...{ imagePushedAt: NOON, imageSizeInBytes: 1024 },
        imageManifestMediaType: "application/vnd.oci.image.manifest.v1+json",
      },
    ]);
  });

  it("get a further tag by their manifest, and the tag moves", async () => {
    const rehearsal = repository();
    await pushed("1.0", rehearsal);
    await pushed("2.0", rehearsal);
    const { images } = await rehearsal.call("ecr", "BatchGetImage", { ...SHOP, imageIds: [{ imageTag: "1.0" }] });
    const { imageManifest } = (images as Properties[])[0] ?? {};
    await rehearsal.call("ecr", "PutImage", { ...SHOP, imageManifest, imageTag: "2.0" });

    expect((await described(rehearsal)).map(({ imageDigest, imageTags }) => [imageDigest, imageTags])).toEqual([
      [digestOf("1.0"), ["1.0", "2.0"]],
      [digestOf("2.0"), undefined],
    ]);
    expect(await described(rehearsal, { filter: { tagStatus: "UNTAGGED" } })).toMatchObject([
      { imageDigest: digestOf("2.0") },
    ]);
  });

  it("that were built in a program have a manifest that leads back to them", async () => {
    const rehearsal = repository();
    const url = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop";
    const digest = `sha256:${"a".repeat(64)}`;
    rehearsal.test.cloud.state.put({
      ...{ type: "local:registry/image:Image", id: `${url}@${digest}`, region: "", urn: "", computed: {} },
      inputs: { repository: url, digest, tags: ["1.0"] },
    });
    const { images } = await rehearsal.call("ecr", "BatchGetImage", { ...SHOP, imageIds: [{ imageTag: "1.0" }] });
    const { imageManifest } = (images as Properties[])[0] ?? {};
    const { image } = await rehearsal.call("ecr", "PutImage", { ...SHOP, imageManifest, imageTag: "stable" });

    expect(image).toMatchObject({ imageId: { imageDigest: digest, imageTag: "stable" } });
    expect(await described(rehearsal)).toMatchObject([{ imageDigest: digest, imageTags: ["1.0", "stable"] }]);
  });

  it("are copied into replicated repositories", async () => {
    const rehearsal = repository();
    rehearsal.test.create(REPOSITORY, { name: "shop" }, "eu-central-1");
    rehearsal.test.create("aws:ecr/replicationConfiguration:ReplicationConfiguration", {
      replicationConfiguration: { rules: [{ destinations: [{ region: "eu-central-1", registryId: "123456789012" }] }] },
    });
    await pushed("1.0", rehearsal);
    const { imageDetails } = await rehearsal.call("ecr", "DescribeImages", SHOP, "eu-central-1");

    expect(imageDetails).toMatchObject([{ imageDigest: digestOf("1.0"), imageTags: ["1.0"] }]);
  });

  it.each<[string, Properties, Properties, string]>([
    ["the digest of another manifest", {}, { imageDigest: digestOf("3.0") }, "ImageDigestDoesNotMatchException"],
    ["an image and a tag that are there", {}, {}, "ImageAlreadyExistsException"],
    ["a tag that can't be moved", IMMUTABLE, { imageManifest: manifest("3.0") }, "ImageTagAlreadyExistsException"],
    ["no repository", {}, { repositoryName: "other" }, "RepositoryNotFoundException"],
    ["another account's registry", {}, { registryId: "210987654321" }, "RepositoryNotFoundException"],
  ])("are refused with %s", async (_, inputs, change, code) => {
    const rehearsal = repository(inputs);
    await pushed("1.0", rehearsal);
    const again = { ...SHOP, imageManifest: manifest("1.0"), imageTag: "1.0", ...change };

    await expect(rehearsal.call("ecr", "PutImage", again)).rejects.toMatchObject({ code });
  });

  it("lose a tag, and are deleted with the last one or by their digest", async () => {
    const rehearsal = repository();
    for (const version of ["1.0", "2.0", "3.0"]) await pushed(version, rehearsal);
    await rehearsal.call("ecr", "PutImage", { ...SHOP, imageManifest: manifest("1.0"), imageTag: "stable" });
    const imageIds = [
      { imageTag: "stable" },
      { imageTag: "2.0" },
      { imageDigest: digestOf("3.0") },
      { imageTag: "9" },
      {},
    ];
    const answer = await rehearsal.call("ecr", "BatchDeleteImage", { ...SHOP, imageIds });

    expect(answer.imageIds).toEqual([
      { imageDigest: digestOf("1.0"), imageTag: "stable" },
      { imageDigest: digestOf("2.0"), imageTag: "2.0" },
      { imageDigest: digestOf("3.0"), imageTag: "3.0" },
    ]);
    expect(answer.failures).toMatchObject([
      { imageId: { imageTag: "9" }, failureCode: "ImageNotFound" },
      { imageId: {}, failureCode: "MissingDigestAndTag" },
    ]);
    expect(await described(rehearsal)).toMatchObject([{ imageDigest: digestOf("1.0"), imageTags: ["1.0"] }]);
  });
});

describe("basic scans of Amazon ECR", () => {
  it("come with the push where the repository says so, and find nothing by themselves", async () => {
    const rehearsal = repository(SCANNED);
    await pushed("1.0", rehearsal);

    expect(await scanOf("1.0", rehearsal)).toMatchObject({
      imageId: { imageDigest: digestOf("1.0"), imageTag: "1.0" },
      imageScanStatus: { status: "COMPLETE", description: "The scan was completed successfully." },
      imageScanFindings: { findings: [], findingSeverityCounts: {}, imageScanCompletedAt: NOON },
    });
  });

  it("are there once they are started, at most once in 24 hours", async () => {
    const rehearsal = repository();
    await pushed("1.0", rehearsal);
    const start = (): Promise<Properties> =>
      rehearsal.call("ecr", "StartImageScan", { ...SHOP, imageId: { imageTag: "1.0" } });
    await expect(scanOf("1.0", rehearsal)).rejects.toMatchObject({
      code: "ScanNotFoundException",
      message: expect.stringContaining(`within the repository with name 'shop' ${REGISTRY}`.slice(7)) as unknown,
    });

    expect(await start()).toMatchObject({ imageScanStatus: { status: "IN_PROGRESS" } });
    expect(await scanOf("1.0", rehearsal)).toMatchObject({ imageScanStatus: { status: "COMPLETE" } });
    await expect(start()).rejects.toMatchObject({ code: "LimitExceededException" });
    rehearsal.pass(24 * 3600);
    expect(await start()).toMatchObject({ imageScanStatus: { status: "IN_PROGRESS" } });
  });

  it("find what a rehearsal has them find, the worst first", async () => {
    const rehearsal = repository(SCANNED);
    await pushed("1.0", rehearsal);
    find({ LOW: 1, CRITICAL: 2 }, rehearsal);
    const { imageScanFindings } = await scanOf("1.0", rehearsal);
    const { findings, findingSeverityCounts } = imageScanFindings as Properties;

    expect(findingSeverityCounts).toEqual({ CRITICAL: 2, LOW: 1 });
    expect((findings as Properties[]).map(({ severity }) => severity)).toEqual(["CRITICAL", "CRITICAL", "LOW"]);
    expect(new Set((findings as Properties[]).map(({ name }) => name)).size).toBe(3);
    expect(await described(rehearsal)).toMatchObject([
      { imageScanStatus: { status: "COMPLETE" }, imageScanFindingsSummary: { findingSeverityCounts: { CRITICAL: 2 } } },
    ]);
  });

  it("find in one image what they don't in others", async () => {
    const rehearsal = repository(SCANNED);
    for (const version of ["1.0", "2.0", "3.0"]) await pushed(version, rehearsal);
    find({ HIGH: 1 }, rehearsal);
    find({}, rehearsal, "shop:2.0");
    find({ CRITICAL: 1 }, rehearsal, `shop@${digestOf("3.0")}`);
    const counts = await Promise.all(["1.0", "2.0", "3.0"].map((version) => scanOf(version, rehearsal)));

    expect(counts.map((each) => (each.imageScanFindings as Properties).findingSeverityCounts)).toEqual([
      ...[{ HIGH: 1 }, {}, { CRITICAL: 1 }],
    ]);
  });
});

describe("enhanced scans of Amazon ECR", () => {
  const ENHANCED = {
    scanType: "ENHANCED",
    rules: [{ scanFrequency: "CONTINUOUS_SCAN", repositoryFilters: [{ filter: "shop*", filterType: "WILDCARD" }] }],
  };

  it("go on by themselves, and report as Amazon Inspector does", async () => {
    const rehearsal = repository(SCANNED);
    await rehearsal.call("ecr", "PutRegistryScanningConfiguration", ENHANCED);
    await pushed("1.0", rehearsal);
    find({ HIGH: 1, UNDEFINED: 1 }, rehearsal);
    const scan = await scanOf("1.0", rehearsal);
    const { enhancedFindings, findings, findingSeverityCounts } = scan.imageScanFindings as Properties;

    expect(scan.imageScanStatus).toEqual({
      ...{ status: "ACTIVE", description: "Continuous scan is selected for image." },
    });
    expect(findingSeverityCounts).toEqual({ HIGH: 1, UNTRIAGED: 1 });
    expect(findings).toBeUndefined();
    expect(enhancedFindings).toMatchObject([
      {
        ...{ severity: "HIGH", score: 7.5, status: "ACTIVE", type: "PACKAGE_VULNERABILITY" },
        resources: [{ type: "AWS_ECR_CONTAINER_IMAGE", details: { awsEcrContainerImage: { imageTags: ["1.0"] } } }],
      },
      { severity: "UNTRIAGED" },
    ]);
    await expect(
      rehearsal.call("ecr", "StartImageScan", { ...SHOP, imageId: { imageTag: "1.0" } }),
    ).rejects.toMatchObject({ code: "ValidationException", message: "This feature is disabled" });
  });

  it("look at the repositories of their filters alone", async () => {
    const rehearsal = repository(SCANNED);
    const others = [{ filter: "other", filterType: "WILDCARD" }];
    const rules = [{ scanFrequency: "SCAN_ON_PUSH", repositoryFilters: others }];
    await rehearsal.call("ecr", "PutRegistryScanningConfiguration", { ...ENHANCED, rules });
    await pushed("1.0", rehearsal);

    await expect(scanOf("1.0", rehearsal)).rejects.toMatchObject({ code: "ScanNotFoundException" });
  });

  it("are configured for a region, once: the second configuration takes the first one's place", async () => {
    const { call, test } = apiRehearsal();
    const configured = async (): Promise<unknown> =>
      (await call("ecr", "GetRegistryScanningConfiguration")).scanningConfiguration;

    expect(await configured()).toEqual({ scanType: "BASIC", rules: [] });
    await call("ecr", "PutRegistryScanningConfiguration", ENHANCED);
    expect(await configured()).toEqual(ENHANCED);
    await call("ecr", "PutRegistryScanningConfiguration", { scanType: "BASIC" });
    expect(await configured()).toEqual({ scanType: "BASIC", rules: [] });
    expect(test.warnings).toEqual([]);
  });
});

describe("GetAuthorizationToken of Amazon ECR", () => {
  it("gives a token for the registry of this machine that was named", async () => {
    const { call, test } = apiRehearsal();
    test.cloud.state.put(storedPushRegistry("http://127.0.0.1:5000"));
    const { authorizationData } = await call("ecr", "GetAuthorizationToken");
    const [{ authorizationToken, ...rest } = {}] = authorizationData as Properties[];

    expect(rest).toEqual({ proxyEndpoint: "http://127.0.0.1:5000", expiresAt: NOON + 12 * 3_600_000 });
    expect(Buffer.from(String(authorizationToken), "base64").toString()).toMatch(/^AWS:.+/);
  });

  it("says how to name one where none is", async () => {
    await expect(apiRehearsal().call("ecr", "GetAuthorizationToken")).rejects.toThrow(
      "npm run local -- cloud registry http://127.0.0.1:5000",
    );
  });
});
