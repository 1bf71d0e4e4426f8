import fc from "fast-check";
import { cleanUpImages, imagesToDelete, type RepositoryImage } from "../../../automation/images";
import { type FakeEcr, startFakeEcr } from "./support/fake-ecr";
import { digest, notingContext } from "./support/image-context";

const NOW = new Date("2026-11-30T12:00:00Z");
const DAY = 24 * 60 * 60 * 1000;

function daysAgo(days: number): Date {
  return new Date(NOW.getTime() - days * DAY);
}

function image(name: string, days: number, more: Partial<RepositoryImage> = {}): RepositoryImage {
  return { digest: name, tags: [], pushedAt: daysAgo(days), ...more };
}

function deleted(images: readonly RepositoryImage[], kept: readonly string[] = [], rules = {}): string[] {
  return imagesToDelete(images, new Set(kept), NOW, rules).map((each) => each.digest);
}

describe("images to delete", () => {
  it("are the old ones that no rollback needs, the oldest first", () => {
    expect(deleted([image("a", 20), image("b", 40), image("c", 30)], ["c"])).toEqual(["b", "a"]);
  });

  it.each([
    ["was pushed 14 days ago", image("a", 14), []],
    ["was pushed 15 days ago", image("a", 15), ["a"]],
    ["was pulled lately", image("a", 90, { lastPulledAt: daysAgo(3) }), []],
    ["was pulled long ago", image("a", 90, { lastPulledAt: daysAgo(30) }), ["a"]],
  ])("an image that %s", (_, each, expected) => {
    expect(deleted([each])).toEqual(expected);
  });

  it("leave out what a tag keeps, and may be younger on request", () => {
    const images = [image("a", 90, { tags: ["latest-ish", "v1.2.0"] }), image("b", 5, { tags: ["pr-12"] })];

    expect(deleted(images, [], { keepTags: /^v\d/, youngDays: 1 })).toEqual(["b"]);
  });

  it("never are kept ones, and with none kept twice over the answer is the same", () => {
    const any = fc.record({ name: fc.stringMatching(/^[a-f]{1,2}$/), days: fc.integer({ min: 0, max: 60 }) });
    fc.assert(
      fc.property(fc.array(any), fc.array(fc.stringMatching(/^[a-f]{1,2}$/)), (images, kept) => {
        const all = images.map(({ name, days }) => image(name, days));
        const gone = deleted(all, kept);
        expect(gone.filter((name) => kept.includes(name))).toEqual([]);
        expect(
          deleted(
            all.filter((each) => !gone.includes(each.digest)),
            kept,
          ),
        ).toEqual([]);
      }),
    );
  });
});

describe("cleaning up a repository", () => {
  let ecr: FakeEcr;

  afterEach(() => ecr.close());

  const detail = (digit: string, days: number) => ({
    imageDigest: digest(digit),
    imagePushedAt: daysAgo(days).getTime() / 1000,
  });

  it("reads all pages, deletes by digest, and tells what the registry kept", async () => {
    ecr = await startFakeEcr(({ operation, input }) => {
      if (operation === "DescribeImages") {
        return input.nextToken === undefined
          ? { imageDetails: [detail("a", 40), detail("b", 1)], nextToken: "more" }
          : { imageDetails: [detail("c", 50), { imageDigest: digest("d") }] };
      }
      const failure = { imageId: { imageDigest: digest("a") }, failureCode: "ImageReferencedByManifestList" };
      return { imageIds: [{ imageDigest: digest("c") }], failures: [{ ...failure, failureReason: "in an index" }] };
    });
    const context = notingContext();
    const gone = await cleanUpImages(
      {
        repositoryUrl: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/proofpix/enterprise",
        keptDigests: new Set(),
        ecrClientOf: () => ecr.client,
        now: NOW,
      },
      context,
    );

    expect(gone).toEqual([digest("c")]);
    expect(ecr.requests.at(-1)).toEqual({
      operation: "BatchDeleteImage",
      input: {
        registryId: "123456789012",
        repositoryName: "proofpix/enterprise",
        imageIds: [{ imageDigest: digest("c") }, { imageDigest: digest("a") }],
      },
    });
    expect(context.events).toEqual([
      {
        code: "image-kept",
        repository: "proofpix/enterprise",
        digest: digest("a"),
        reason: "ImageReferencedByManifestList: in an index",
      },
      { code: "image-deleted", repository: "proofpix/enterprise", digest: digest("c") },
    ]);
  });

  it("asks for no deletion where nothing is old, and leaves other registries alone", async () => {
    ecr = await startFakeEcr(() => ({ imageDetails: [detail("a", 1)] }));
    const args = { keptDigests: new Set<string>(), ecrClientOf: () => ecr.client, now: NOW };
    const inEcr = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/proofpix/enterprise";

    expect(await cleanUpImages({ ...args, repositoryUrl: inEcr }, notingContext())).toEqual([]);
    expect(await cleanUpImages({ ...args, repositoryUrl: "registry.proofpix.com/a" }, notingContext())).toEqual([]);
    expect(ecr.requests.map(({ operation }) => operation)).toEqual(["DescribeImages"]);
  });
});
