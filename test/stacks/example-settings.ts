import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { parseConfiguration } from "../../stacks/environment/configuration";
import { ConfigurationError, type Problem } from "../../stacks/configuration/problem";

export const ENVIRONMENTS = ["development", "staging", "production"] as const;

export type Environment = (typeof ENVIRONMENTS)[number];

/** The least that a configuration has to say. */
export const MINIMAL = {
  minInstances: 2,
  maxInstances: 5,
  autoScale: true,
  region: "eu-west-1",
  allowedAccountIds: ["123456789012"],
  network: { cidrBlock: "10.20.0.0/16", availabilityZones: ["eu-west-1a", "eu-west-1b"] },
  image: "registry.proofpix.com/proofpix/enterprise:1.0.0",
  tags: { Owner: "platform", CostCenter: "product" },
};

/** Reasons for which a configuration is refused, by key. */
export function refused(overrides: Record<string, unknown>, environment = "staging", secretKeys: string[] = []) {
  try {
    parseConfiguration({ ...MINIMAL, ...overrides }, environment, secretKeys);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return reasonsByKey(error.problems);
  }
  throw new Error("expected the configuration to be refused");
}

function reasonsByKey(problems: readonly Problem[]): Record<string, string> {
  const reasons: Record<string, string> = {};
  for (const { key, reason } of problems) reasons[key] = [reasons[key], reason].filter(Boolean).join("\n");
  return reasons;
}

/** Settings of the committed file of an environment, by key without the namespace. */
export function committedSettings(environment: Environment): Record<string, unknown> {
  const path = join(__dirname, "../..", `Pulumi.${environment}.yaml`);
  const { config } = parse(readFileSync(path, "utf8")) as { config: Record<string, unknown> };
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [key.replace(/^proofpix:/, ""), value]));
}
