import { AwsError } from "../../../model/aws-error";
import type { CloudResource } from "../../../model/resource";
import { number, object, text, type Properties } from "../../../model/values";
import { scanningOf } from "../../../services/ecr/registry-scanning-configuration";
import { digestOfImage } from "../../../services/registry/images";
import { findingsOf } from "../../../services/registry/scan-findings";
import { type ApiCall, type ApiContext, type ApiOperation, reading, type ServiceOperations } from "../../operation";
import { pageOf } from "../pages";
import { basicFindings, countsForm, enhancedFindings, type ScannedImage } from "./finding-forms";
import { imagesIn, named, nameOf, requiredImage, requiredRepository } from "./lookup";

/** Amazon ECR API Reference, StartImageScan: an image is scanned once in 24 hours, a scan on push included. */
const MILLISECONDS_BETWEEN_SCANS = 24 * 60 * 60 * 1000;

/** A scan of an image; it is over as soon as it is started. */
interface Scan {
  readonly isEnhanced: boolean;
  /** Undefined where the time of the push, with which it came, isn't known. */
  readonly at: number | undefined;
}

/** Amazon ECR API Reference, StartImageScan. */
const startImageScan: ApiOperation = (call, context) => {
  const { image, repository } = asked(call, context);
  if (scanningOf(repository, context.cloud).isEnhanced) {
    throw new AwsError("ValidationException", "This feature is disabled");
  }
  const before = scanOf(image, repository, context)?.at;
  if (before !== undefined && context.now - before < MILLISECONDS_BETWEEN_SCANS) {
    throw new AwsError("LimitExceededException", "The scan quota per image has been exceeded. Wait and try again.");
  }
  const scanned = { ...image, inputs: { ...image.inputs, scannedAt: context.now } };
  return {
    effects: [{ kind: "keep", resources: [scanned] }],
    output: () => ({ ...identity(call, image, repository), imageScanStatus: { status: "IN_PROGRESS" } }),
  };
};

/** Amazon ECR API Reference, StartImageScan and DescribeImageScanFindings. */
export const scanOperations: ServiceOperations = {
  StartImageScan: startImageScan,
  DescribeImageScanFindings: reading((call, context) => {
    const { image, repository } = asked(call, context);
    const scan = scanOf(image, repository, context);
    if (scan === undefined) {
      throw new AwsError(
        "ScanNotFoundException",
        `Image scan does not exist for the image with '{imageDigest:'${digestOfImage(image)}'}' in ${named(repository)}`,
      );
    }
    const scanned: ScannedImage = { image, repository, at: scan.at ?? 0 };
    const counts = findingsOf(image, nameOf(repository), context.cloud);
    const { elements, next } = pageOf(
      scan.isEnhanced ? enhancedFindings(counts, scanned) : basicFindings(counts),
      call.input,
    );
    return {
      ...identity(call, image, repository),
      imageScanStatus: statusOf(scan),
      imageScanFindings: {
        imageScanCompletedAt: scan.at,
        vulnerabilitySourceUpdatedAt: scan.at,
        findingSeverityCounts: countsForm(counts, scan.isEnhanced),
        [scan.isEnhanced ? "enhancedFindings" : "findings"]: elements,
      },
      ...next,
    };
  }),
};

/** What DescribeImages tells of an image's scan; nothing where it was not scanned. */
export function scanSummary(image: CloudResource, repository: CloudResource, context: ApiContext): Properties {
  const scan = scanOf(image, repository, context);
  if (scan === undefined) return {};
  const counts = findingsOf(image, nameOf(repository), context.cloud);
  return {
    imageScanStatus: statusOf(scan),
    imageScanFindingsSummary: {
      imageScanCompletedAt: scan.at,
      vulnerabilitySourceUpdatedAt: scan.at,
      findingSeverityCounts: countsForm(counts, scan.isEnhanced),
    },
  };
}

function asked(call: ApiCall, context: ApiContext) {
  const repository = requiredRepository(call, context);
  const image = requiredImage(imagesIn(repository, context), object(call.input, "imageId") ?? {}, repository);
  return { repository, image };
}

/** The last scan of an image: one that was started, or the one with its push, where its repository has that. */
function scanOf(image: CloudResource, repository: CloudResource, { cloud }: ApiContext): Scan | undefined {
  const { isEnhanced, frequency } = scanningOf(repository, cloud);
  const [scannedAt, pushedAt] = ["scannedAt", "pushedAt"].map((name) => number(image.inputs, name));
  if (frequency === "MANUAL" && (isEnhanced || scannedAt === undefined)) return undefined;
  return { isEnhanced, at: isEnhanced ? pushedAt : (scannedAt ?? pushedAt) };
}

/** The words of Amazon ECR User Guide, "Retrieving the findings for basic scans" and "… for enhanced scans". */
function statusOf({ isEnhanced }: Scan): Properties {
  return isEnhanced
    ? { status: "ACTIVE", description: "Continuous scan is selected for image." }
    : { status: "COMPLETE", description: "The scan was completed successfully." };
}

function identity({ input }: ApiCall, image: CloudResource, repository: CloudResource): Properties {
  return {
    registryId: repository.computed.registryId,
    repositoryName: nameOf(repository),
    imageId: { imageDigest: digestOfImage(image), imageTag: text(input, "imageId.imageTag") },
  };
}
