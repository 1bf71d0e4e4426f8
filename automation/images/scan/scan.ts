import type { EnvironmentKind } from "../../../components/shared/environment-kind";
import { withinTimeLimit, type ImageContext } from "../context";
import { runProgram, type RunProgram } from "../docker/run-program";
import { type EcrClientOf, standardEcrClient } from "../registry/ecr";
import { ecrImageOf } from "../registry/ecr-registry-reader";
import { type ScanReport, scanInEcr } from "./ecr-scan";
import { countsOf, type Finding, type FindingCounts, type Scanner } from "./finding";
import { describeFinding, refusedFindings, SCAN_POLICIES, type ScanPolicy } from "./scan-policy";
import { scanWithTrivy } from "./trivy-scan";

export interface ScanImageArgs {
  /**
   * What is scanned: an image on this machine before its push, by Trivy alone, or one in its registry, by Amazon ECR,
   * or by Trivy in any other registry.
   */
  readonly image: { readonly imageId: string } | { readonly reference: string };
  /** Kind of the environment into which the image is deployed. */
  readonly environmentKind: EnvironmentKind;
  /** What the environment takes, in place of what its kind does. @default - {@link SCAN_POLICIES} */
  readonly policy?: Partial<ScanPolicy>;
  /** Seconds that the scan may take. @default 900 */
  readonly timeLimitSeconds?: number;
  /** @default - clients with the SDK's standard settings */
  readonly ecrClientOf?: EcrClientOf;
  /** Runs Trivy. @default - as a program on PATH */
  readonly run?: RunProgram;
  /** Milliseconds between two looks at a scan in Amazon ECR. @default 5000 */
  readonly pauseMilliseconds?: number;
  /** @default - now */
  readonly now?: Date;
}

/** Whether an environment takes an image. */
export type ScanResult =
  | {
      readonly verdict: "accepted";
      readonly scanner: Scanner;
      readonly findings: readonly Finding[];
      readonly counts: FindingCounts;
    }
  /** Nothing scanned it, and the environment takes it all the same; or it is yet to be pushed and scanned then. */
  | { readonly verdict: "not-scanned"; readonly reason: string }
  | {
      readonly verdict: "refused";
      /** Empty where the image is refused because nothing scanned it. */
      readonly refused: readonly Finding[];
      /** A sentence for each reason. */
      readonly reasons: readonly string[];
    };

const TIME_LIMIT_SECONDS = 900;

/** Scans an image, and judges what was found by the environment's policy (SE-9). */
export async function scanImage(args: ScanImageArgs, context: ImageContext): Promise<ScanResult> {
  const { image, environmentKind, timeLimitSeconds = TIME_LIMIT_SECONDS, now = new Date() } = args;
  const policy = { ...SCAN_POLICIES[environmentKind], ...args.policy };
  const name = "imageId" in image ? image.imageId : image.reference;
  const report = await withinTimeLimit(context, timeLimitSeconds, `scan ${name}`, (signal) =>
    scan(args, { ...context, signal }),
  );
  if ("notScanned" in report) {
    context.emit({ code: "image-not-scanned", image: name, reason: report.notScanned });
    return unscanned(report.notScanned, "reference" in image && policy.requiresScan);
  }
  const { scanner, findings } = report;
  const counts = countsOf(findings);
  context.emit({ code: "image-scanned", scanner, image: name, counts });
  const refused = refusedFindings(findings, policy, now);
  return refused.length === 0
    ? { verdict: "accepted", scanner, findings, counts }
    : { verdict: "refused", refused, reasons: refused.map(describeFinding) };
}

function unscanned(reason: string, isRefused: boolean): ScanResult {
  return isRefused
    ? { verdict: "refused", refused: [], reasons: [`nothing scanned the image: ${reason}`] }
    : { verdict: "not-scanned", reason };
}

function scan(
  { image, ecrClientOf = standardEcrClient, run = runProgram, pauseMilliseconds }: ScanImageArgs,
  { emit, signal }: ImageContext,
): Promise<ScanReport> {
  const name = "imageId" in image ? image.imageId : image.reference;
  const inEcr = "imageId" in image ? undefined : ecrImageOf(image.reference);
  emit({ code: "image-scan-started", scanner: inEcr === undefined ? "trivy" : "ecr", image: name });
  if (inEcr === undefined) return scanWithTrivy(name, signal, run);
  const onWaiting = (status: string): void => {
    emit({ code: "image-scan-waiting", image: name, status });
  };
  return scanInEcr(inEcr, { clientOf: ecrClientOf, signal, onWaiting, pauseMilliseconds });
}
