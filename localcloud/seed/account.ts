/**
 * What the example account and its registry hold before the first deployment, as the committed configuration expects
 * it (docs/configuration.md). Whoever rehearses with another domain, region, secret or image adds it here.
 */
export const SEEDED_ACCOUNT = {
  /** Hosted zones of Route 53. */
  hostedZones: [{ id: "Z0PROOFPIXEXAMPLE", name: "proofpix.com" }],
  /** Secrets of Secrets Manager; `suffix` stands for the six characters that AWS draws. */
  secrets: [
    {
      region: "eu-west-1",
      name: "proofpix/registry-credentials",
      suffix: "eXaMpl",
      value: JSON.stringify({ username: "proofpix", password: "example-password" }),
    },
  ],
  /** Images in registries by repository and tag. */
  images: [{ repository: "registry.proofpix.com/proofpix/enterprise", tags: ["1.0.0", "1.0.1", "1.1.0"] }],
} as const;

export type SeededAccount = typeof SEEDED_ACCOUNT;
