import { KEPT_DEPLOYMENTS, keptDigests, tellsImages } from "../../../automation/clean-up/kept-digests";
import type { DeploymentRecord } from "../../../automation/model/deployment";
import { deployed } from "../support/records";

function digest(number: number): string {
  return `sha256:${String(number).padStart(64, "0")}`;
}

function release(number: number, more: Partial<DeploymentRecord> = {}): DeploymentRecord {
  return deployed(number, { imageDigests: { web: digest(number) }, ...more });
}

/** So many deployments, newest first. */
function releases(count: number): DeploymentRecord[] {
  return Array.from({ length: count }, (_, index) => release(count - index));
}

describe("images that stay", () => {
  it("are those of the last verified deployments", () => {
    const kept = keptDigests(releases(KEPT_DEPLOYMENTS + 2));

    expect(kept).toHaveLength(10);
    expect(kept).toContain(digest(12));
    expect(kept).toContain(digest(3));
    expect(kept).not.toContain(digest(2));
  });

  it("are also those that failed since, which take no place of a verified one", () => {
    const failed = release(50, { status: "failed" });
    const kept = keptDigests([failed, ...releases(10)]);

    expect(kept).toHaveLength(11);
    expect(kept).toContain(digest(50));
  });

  it("are also those that were asked for by digest, as of a deployment that died before it knew more", () => {
    const image = `registry.example/shop@${digest(7)}`;

    expect(keptDigests([deployed(1, { status: "interrupted", image })])).toEqual([digest(7)]);
  });

  it.each<[string, readonly DeploymentRecord[], boolean]>([
    ["no records", [], false],
    ["a verified deployment without images", [deployed(1)], false],
    ["a failed deployment", [release(1, { status: "failed" })], false],
    ["a verified deployment", [release(1, { status: "failed" }), release(2)], true],
  ])("are known by %s or not", (_, records, expected) => {
    expect(tellsImages(records)).toBe(expected);
  });
});
