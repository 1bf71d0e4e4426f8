import { isMissingProgram, runProgram, type RunProgram } from "../docker/run-program";
import { ImageFailure } from "../failure";
import type { ScanReport } from "./ecr-scan";
import { findingsOfTrivy } from "./trivy-report";

const NOT_INSTALLED = "Trivy is not on PATH";

/**
 * Scans an image on this machine, or in a registry, with Trivy, where it is installed.
 * @param image id or reference.
 */
export async function scanWithTrivy(
  image: string,
  signal: AbortSignal,
  run: RunProgram = runProgram,
): Promise<ScanReport> {
  const args = ["image", "--format", "json", "--quiet", "--scanners", "vuln", image];
  try {
    const { code, output, lastLines } = await run("trivy", args, { signal });
    if (code === 0) return { scanner: "trivy", findings: findingsOfTrivy(output) };
    throw new ImageFailure(
      "scan-failed",
      `Trivy can't scan ${image}:\n${lastLines.slice(-5).join("\n")}`,
      "Mend what Trivy names; it needs its database of vulnerabilities, from the network or from its cache.",
    );
  } catch (error) {
    if (isMissingProgram(error)) return { notScanned: NOT_INSTALLED };
    throw error;
  }
}
