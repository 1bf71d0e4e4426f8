import { scanImage, type ScanImageArgs } from "../../../../automation/images";
import { type EcrAnswer, type EcrRequest, type FakeEcr, startFakeEcr } from "../support/fake-ecr";
import { codesOf, digest, notingContext } from "../support/image-context";

const REFERENCE = `123456789012.dkr.ecr.eu-west-1.amazonaws.com/proofpix/enterprise@${digest("a")}`;
const NO_SCAN = { error: "ScanNotFoundException", message: "Image scan does not exist" };

/** In the form of the Amazon ECR API Reference, ImageScanFinding. */
const BASIC_FINDING = {
  name: "CVE-2019-5188",
  description: "A code execution vulnerability exists in the directory rehashing functionality of E2fsprogs",
  uri: "http://people.ubuntu.com/~ubuntu-security/cve/CVE-2019-5188",
  severity: "HIGH",
  attributes: [
    { key: "package_version", value: "1.44.1-1ubuntu1.1" },
    { key: "package_name", value: "e2fsprogs" },
    { key: "CVSS2_SCORE", value: "4.6" },
  ],
};

/** In the form of the Amazon ECR API Reference, EnhancedImageScanFinding. */
const ENHANCED_FINDING = {
  severity: "CRITICAL",
  status: "ACTIVE",
  title: "CVE-2022-37434 - zlib",
  fixAvailable: "YES",
  packageVulnerabilityDetails: {
    vulnerabilityId: "CVE-2022-37434",
    vulnerablePackages: [
      { name: "zlib", version: "1.2.11", release: "r3", fixedInVersion: "1.2.12-r2", packageManager: "OS" },
      { name: "zlib-dev", version: "1.2.11", fixedInVersion: "NotAvailable" },
    ],
  },
};

function complete(findings: readonly unknown[], more: EcrAnswer = {}): EcrAnswer {
  return { imageScanStatus: { status: "COMPLETE" }, imageScanFindings: { findings }, ...more };
}

function status(name: string, description?: string): EcrAnswer {
  return { imageScanStatus: { status: name, description } };
}

describe("a scan in Amazon ECR", () => {
  let ecr: FakeEcr | undefined;

  afterEach(async () => {
    await ecr?.close();
    ecr = undefined;
  });

  /** Scans with answers in their order; the last one is given again. */
  async function scan(answers: readonly EcrAnswer[], args: Partial<ScanImageArgs> = {}) {
    const left = [...answers];
    const fake = await startFakeEcr(() => (left.length > 1 ? left.shift() : left[0]) ?? {});
    ecr = fake;
    const context = notingContext();
    const result = await scanImage(
      {
        image: { reference: REFERENCE },
        environmentKind: "production",
        ecrClientOf: () => fake.client,
        pauseMilliseconds: 1,
        ...args,
      },
      context,
    );
    return { result, context, requests: fake.requests };
  }

  it("asks for the very digest, in the account of the reference", async () => {
    const { requests } = await scan([complete([])]);

    expect(requests).toEqual<EcrRequest[]>([
      {
        operation: "DescribeImageScanFindings",
        input: {
          registryId: "123456789012",
          repositoryName: "proofpix/enterprise",
          imageId: { imageDigest: digest("a") },
        },
      },
    ]);
  });

  it("waits until it is complete, and accepts an image without findings", async () => {
    const { result, context } = await scan([NO_SCAN, status("IN_PROGRESS"), complete([])]);

    expect(result).toMatchObject({ verdict: "accepted", scanner: "ecr", findings: [] });
    expect(codesOf(context)).toEqual([
      "image-scan-started",
      "image-scan-waiting",
      "image-scan-waiting",
      "image-scanned",
    ]);
  });

  it("refuses a high finding in production, naming package and versions", async () => {
    const { result } = await scan([complete([BASIC_FINDING])]);

    expect(result).toMatchObject({
      verdict: "refused",
      reasons: ["high CVE-2019-5188: e2fsprogs 1.44.1-1ubuntu1.1, no version that mends it is known"],
    });
  });

  it("reads enhanced scanning, which never completes, package by package", async () => {
    const enhanced = {
      imageScanStatus: { status: "ACTIVE" },
      imageScanFindings: { enhancedFindings: [ENHANCED_FINDING] },
    };
    const { result } = await scan([status("PENDING"), enhanced], { environmentKind: "staging" });

    expect(result).toMatchObject({
      verdict: "refused",
      reasons: [
        "critical CVE-2022-37434: zlib 1.2.11-r3, mended in 1.2.12-r2",
        "critical CVE-2022-37434: zlib-dev 1.2.11, no version that mends it is known",
      ],
    });
  });

  it("leaves out what Amazon Inspector closed or suppressed", async () => {
    const findings = ["CLOSED", "SUPPRESSED"].map((each) => ({ ...ENHANCED_FINDING, status: each }));
    const { result } = await scan([{ ...status("ACTIVE"), imageScanFindings: { enhancedFindings: findings } }]);

    expect(result).toMatchObject({ verdict: "accepted", scanner: "inspector", findings: [] });
  });

  it("reads all pages", async () => {
    const second = { ...BASIC_FINDING, name: "CVE-2020-0001" };
    const { result, requests } = await scan([complete([BASIC_FINDING], { nextToken: "more" }), complete([second])]);

    expect(result).toMatchObject({ refused: [{ vulnerability: "CVE-2019-5188" }, { vulnerability: "CVE-2020-0001" }] });
    expect(requests[1]?.input).toMatchObject({ nextToken: "more" });
  });

  it("accepts in staging what production refuses, and reports everything in development", async () => {
    expect((await scan([complete([BASIC_FINDING])], { environmentKind: "staging" })).result.verdict).toBe("accepted");
    await ecr?.close();
    const critical = { ...BASIC_FINDING, severity: "CRITICAL" };
    const { result } = await scan([complete([critical])], { environmentKind: "development" });

    expect(result).toMatchObject({ verdict: "accepted", counts: { critical: 1, high: 0 } });
  });

  it.each([
    ["production", "refused"],
    ["staging", "refused"],
    ["development", "not-scanned"],
  ] as const)("of an image that nothing scans is told in %s: %s", async (environmentKind, verdict) => {
    const { result, context } = await scan([NO_SCAN], { environmentKind });

    expect(result.verdict).toBe(verdict);
    expect(codesOf(context).at(-1)).toBe("image-not-scanned");
    expect(ecr?.requests).toHaveLength(6);
  });

  it("says why Amazon ECR has no findings, and takes the image where no scan is demanded", async () => {
    const { result } = await scan([status("UNSUPPORTED_IMAGE", "UnsupportedImageError: no such system")], {
      policy: { requiresScan: false },
    });

    expect(result).toEqual({
      verdict: "not-scanned",
      reason: "Amazon ECR gives no findings: UNSUPPORTED_IMAGE, UnsupportedImageError: no such system",
    });
  });

  it("fails where the scan failed", async () => {
    await expect(scan([status("FAILED", "internal error")])).rejects.toMatchObject({
      code: "scan-failed",
      message: "Amazon ECR failed to scan the image: FAILED, internal error",
    });
  });

  it("ends with its time limit", async () => {
    await expect(scan([status("IN_PROGRESS")], { timeLimitSeconds: 0.2 })).rejects.toMatchObject({
      code: "timed-out",
      message: `it took longer than 0.2 s to scan ${REFERENCE}`,
    });
  });
});
