import { setTimeout } from "node:timers/promises";
import {
  DescribeImageScanFindingsCommand,
  type DescribeImageScanFindingsCommandOutput,
  ScanNotFoundException,
  type ScanStatus,
} from "@aws-sdk/client-ecr";
import { ImageFailure } from "../failure";
import type { EcrClientOf } from "../registry/ecr";
import type { EcrImage } from "../registry/ecr-registry-reader";
import { findingsOfEcr } from "./ecr-findings";
import type { Finding, Scanner } from "./finding";

/** What a scan found, or why there was none. */
export type ScanReport =
  { readonly scanner: Scanner; readonly findings: readonly Finding[] } | { readonly notScanned: string };

export interface EcrScanCall {
  readonly clientOf: EcrClientOf;
  readonly signal: AbortSignal;
  /** Is told the status of a scan that isn't finished. */
  readonly onWaiting: (status: string) => void;
  /** Milliseconds between two looks. @default 5000 */
  readonly pauseMilliseconds?: number;
  /** Looks at an image that has no scan yet: one that was just pushed gets it within seconds. @default 6 */
  readonly looksForScan?: number;
}

const PAUSE_MILLISECONDS = 5000;
const LOOKS_FOR_SCAN = 6;

/**
 * What becomes of a scan by its status (Amazon ECR API Reference, ImageScanStatus). Basic scanning ends with
 * `COMPLETE`, enhanced scanning goes on as `ACTIVE`, which the SDK's own waiter doesn't know: it would wait for ever.
 */
const OUTCOMES: Readonly<Record<ScanStatus, "found" | "waiting" | "failed" | "none">> = {
  COMPLETE: "found",
  ACTIVE: "found",
  IN_PROGRESS: "waiting",
  PENDING: "waiting",
  FAILED: "failed",
  FINDINGS_UNAVAILABLE: "none",
  UNSUPPORTED_IMAGE: "none",
  SCAN_ELIGIBILITY_EXPIRED: "none",
  LIMIT_EXCEEDED: "none",
  IMAGE_ARCHIVED: "none",
};

/** Waits for the scan of an image in Amazon ECR, and reads all that it found. */
export async function scanInEcr(image: EcrImage, call: EcrScanCall): Promise<ScanReport> {
  const { looksForScan = LOOKS_FOR_SCAN, pauseMilliseconds = PAUSE_MILLISECONDS } = call;
  for (let look = 1; ; look++) {
    const page = await pageOf(image, call);
    if (page === undefined && look >= looksForScan) return { notScanned: NO_SCAN };
    const status = statusOf(page);
    if (page !== undefined && OUTCOMES[status] !== "waiting") return reportOf(image, page, status, call);
    call.onWaiting(status);
    await setTimeout(pauseMilliseconds, undefined, { signal: call.signal });
  }
}

/** An image without a scan, and a scan without a status, are yet to be scanned. */
function statusOf(page: Page | undefined): ScanStatus {
  return page?.imageScanStatus?.status ?? "PENDING";
}

const NO_SCAN = "Amazon ECR has no scan of it: set scanning on push, or enhanced scanning, for its repository";

type Page = DescribeImageScanFindingsCommandOutput;

/** What an ended scan says. */
async function reportOf(image: EcrImage, page: Page, status: ScanStatus, call: EcrScanCall): Promise<ScanReport> {
  const outcome = OUTCOMES[status];
  if (outcome === "found") return readAll(image, page, call);
  const reason = page.imageScanStatus?.description;
  const said = `${status}${reason === undefined ? "" : `, ${reason}`}`;
  if (outcome === "none") return { notScanned: `Amazon ECR gives no findings: ${said}` };
  throw new ImageFailure(
    "scan-failed",
    `Amazon ECR failed to scan the image: ${said}`,
    "Run the command again; if it stays, scan the image with Trivy.",
  );
}

/** A page of the findings; undefined while there is no scan. */
async function pageOf(image: EcrImage, call: EcrScanCall, nextToken?: string): Promise<Page | undefined> {
  const { region, ...where } = image;
  try {
    const command = new DescribeImageScanFindingsCommand({ ...where, ...(nextToken !== undefined && { nextToken }) });
    return await call.clientOf(region).send(command, { abortSignal: call.signal });
  } catch (error) {
    if (error instanceof ScanNotFoundException) return undefined;
    throw error;
  }
}

async function readAll(image: EcrImage, first: Page, call: EcrScanCall): Promise<ScanReport> {
  const findings: Finding[] = [];
  let isEnhanced = first.imageScanStatus?.status === "ACTIVE";
  for (let page: Page | undefined = first; page !== undefined;) {
    findings.push(...findingsOfEcr(page.imageScanFindings ?? {}));
    isEnhanced ||= page.imageScanFindings?.enhancedFindings !== undefined;
    page = page.nextToken === undefined ? undefined : await pageOf(image, call, page.nextToken);
  }
  return { scanner: isEnhanced ? "inspector" : "ecr", findings };
}
