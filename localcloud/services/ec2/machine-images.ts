import { createHash } from "node:crypto";

/** Processor architectures of machine images and instance types. */
export const ARCHITECTURES = ["x86_64", "arm64"] as const;
export type Architecture = (typeof ARCHITECTURES)[number];

/**
 * Id of the one machine image that the local cloud has for an architecture in a region. It is invented, and always the
 * same.
 */
export function machineImage(region: string, architecture: Architecture): string {
  const digits = createHash("sha256").update(`${region} ${architecture}`).digest("hex").slice(0, 17);
  return `ami-${digits}`;
}

/** The architecture of an image; undefined for one that the region doesn't have. */
export function architectureOfImage(imageId: string, region: string): Architecture | undefined {
  return ARCHITECTURES.find((architecture) => machineImage(region, architecture) === imageId);
}

/** Amazon EC2 Instance Types Guide, "Instance type naming conventions": `g` behind the generation is AWS Graviton. */
export function architectureOfInstanceType(instanceType: string): Architecture {
  return /^(a1|[a-z]+\d+[a-z]*g[a-z]*)[.-]/.test(instanceType) ? "arm64" : "x86_64";
}
