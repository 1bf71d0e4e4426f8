import { scanImage, type ScanImageArgs } from "../../../../automation/images";
import type { RunProgram } from "../../../../automation/images/docker/run-program";
import { notingContext } from "../support/image-context";

/** The parts that are read of what Trivy's documentation shows under "Reporting". */
const REPORT = JSON.stringify({
  SchemaVersion: 2,
  ArtifactName: "proofpix/enterprise:1.0.0",
  Results: [
    { Target: "app/package-lock.json", Class: "lang-pkgs", Vulnerabilities: null },
    { Target: "debian 12", Class: "os-pkgs" },
    {
      Target: "Node.js",
      Vulnerabilities: [
        {
          VulnerabilityID: "CVE-2018-16487",
          PkgName: "lodash",
          InstalledVersion: "4.17.4",
          FixedVersion: ">=4.17.11",
          Severity: "HIGH",
        },
        {
          VulnerabilityID: "CVE-2018-1",
          PkgName: "curl",
          InstalledVersion: "7.61.0-r0",
          FixedVersion: "",
          Severity: "UNKNOWN",
        },
      ],
    },
  ],
});

function answering(code: number, output: string, lastLines: readonly string[] = []): RunProgram {
  return () => Promise.resolve({ code, output, lastLines });
}

const missing: RunProgram = () => Promise.reject(Object.assign(new Error("spawn trivy ENOENT"), { code: "ENOENT" }));

function scan(run: RunProgram, args: Partial<ScanImageArgs> = {}) {
  return scanImage(
    { image: { imageId: "sha256:built" }, environmentKind: "production", run, ...args },
    notingContext(),
  );
}

describe("a scan by Trivy", () => {
  it("refuses by severity before the push, naming the version that mends", async () => {
    expect(await scan(answering(0, REPORT))).toEqual({
      verdict: "refused",
      refused: [
        {
          vulnerability: "CVE-2018-16487",
          severity: "high",
          package: "lodash",
          installedVersion: "4.17.4",
          fixedVersion: ">=4.17.11",
        },
      ],
      reasons: ["high CVE-2018-16487: lodash 4.17.4, mended in >=4.17.11"],
    });
  });

  it("takes what was accepted until the day is over", async () => {
    const accepted = [{ vulnerability: "CVE-2018-16487", until: "2026-12-31", reason: "not reachable" }];
    const on = (day: string) => scan(answering(0, REPORT), { policy: { accepted }, now: new Date(day) });

    expect((await on("2026-12-31T23:59:59Z")).verdict).toBe("accepted");
    expect((await on("2027-01-01T00:00:00Z")).verdict).toBe("refused");
  });

  it("counts what nobody judged as such", async () => {
    const result = await scan(answering(0, REPORT), { environmentKind: "staging" });

    expect(result).toMatchObject({ verdict: "accepted", counts: { high: 1, undefined: 1, critical: 0 } });
  });

  it("is left to the registry before the push where Trivy isn't installed", async () => {
    expect(await scan(missing)).toEqual({ verdict: "not-scanned", reason: "Trivy is not on PATH" });
  });

  it("is demanded by production for an image of a registry other than Amazon ECR", async () => {
    const image = { reference: "registry.proofpix.com/proofpix/enterprise:1.0.0" };

    expect(await scan(missing, { image })).toEqual({
      verdict: "refused",
      refused: [],
      reasons: ["nothing scanned the image: Trivy is not on PATH"],
    });
  });

  it("fails with what Trivy said", async () => {
    await expect(scan(answering(1, "", ["FATAL failed to download vulnerability DB"]))).rejects.toMatchObject({
      code: "scan-failed",
      message: "Trivy can't scan sha256:built:\nFATAL failed to download vulnerability DB",
    });
  });

  it("asks for vulnerabilities alone, as JSON", async () => {
    const asked: unknown[] = [];
    await scan((command, args) => {
      asked.push(command, ...args);
      return Promise.resolve({ code: 0, output: "{}", lastLines: [] });
    });

    expect(asked.join(" ")).toBe("trivy image --format json --quiet --scanners vuln sha256:built");
  });
});
