import { pushRegistryIn, storedPushRegistry } from "../services/registry/push-registry";
import { type FindingCounts, SCAN_FINDINGS, SEVERITIES, storedFindings } from "../services/registry/scan-findings";
import type { CloudState } from "../state/cloud-state";
import type { Route } from "./control-server";
import { ControlError } from "./inspection";

/** Routes by which a person says what image registries do in a rehearsal. */
export const REGISTRY_ROUTES: Readonly<Record<string, Route>> = {
  "POST /registry": ({ cloud }, _parameters, { url }) => {
    const before = pushRegistryIn(cloud.state);
    cloud.state.exchange(
      before === undefined ? [] : [before],
      url === undefined ? [] : [storedPushRegistry(urlOf(url))],
    );
    return {};
  },
  "POST /scan-findings": ({ cloud }, _parameters, { images, counts }) => {
    const found = countsOf(String(counts));
    cloud.state.put(storedFindings(imagesOf(String(images)), found));
    return { counts: found };
  },
};

/** Has scans find nothing any more. */
export function forgetScanFindings(state: CloudState): void {
  state.remove(...state.ofType(SCAN_FINDINGS));
}

function urlOf(url: unknown): string {
  if (typeof url === "string" && /^https?:\/\/[^/]+\/?$/.test(url)) return url.replace(/\/$/, "");
  throw new ControlError(
    400,
    `a registry's address must be http:// or https://, a host and a port, got ${String(url)}`,
    "Such as: npm run local -- cloud registry http://127.0.0.1:5000",
  );
}

const EXAMPLE = "Such as: npm run local -- cloud fault scan-findings proofpix/enterprise CRITICAL=1,HIGH=3";

function imagesOf(images: string): string {
  if (/^[a-z0-9][a-z0-9._/-]*(:[\w.-]+|@sha256:[0-9a-f]{64})?$/.test(images)) return images;
  throw new ControlError(
    400,
    `images must be a repository's name, perhaps with a tag or a digest, and no registry, got ${images}`,
    EXAMPLE,
  );
}

function countsOf(counts: string): FindingCounts {
  if (counts === "none") return {};
  const entries = counts.split(",").map((each) => {
    const [name, count] = each.split("=");
    const severity = SEVERITIES.find((known) => known === name?.toUpperCase());
    if (severity !== undefined && /^\d{1,3}$/.test(count ?? "")) return [severity, Number(count)] as const;
    throw new ControlError(
      400,
      `findings must be none or counts of at most 999 of ${SEVERITIES.join(", ")}, got ${each}`,
      EXAMPLE,
    );
  });
  return Object.fromEntries(entries);
}
