import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { parseConfiguration } from "../../stacks/configuration";
import { ownSettings } from "../../stacks/configuration/read";
import { refused } from "../stacks/example-settings";

const PAGE = readFileSync(join(__dirname, "../../docs/configuration.md"), "utf8");

const EXAMPLES = [...PAGE.matchAll(/^```yaml\n(.*?)^```$/gms)].map(
  ([, yaml = ""], index) => [index + 1, yaml] as const,
);

/** Settings of a stack's file, handed over as the engine does. */
function settingsOf(yaml: string): Record<string, unknown> {
  const { config } = parse(yaml) as { config: Record<string, unknown> };
  const texts = Object.entries(config).map(([key, value]) => [
    key,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return ownSettings(Object.fromEntries(texts) as Record<string, string>);
}

describe("docs/configuration.md", () => {
  it("has examples", () => {
    expect(EXAMPLES).not.toHaveLength(0);
  });

  it.each(EXAMPLES)("shows a right configuration in example %i", (_number, yaml) => {
    expect(parseConfiguration(settingsOf(yaml), "example").environment).toBe("example");
  });

  it("shows problems as they are reported", () => {
    const wrong = { minInstanses: 1, capacity: "ec2", services: [{ name: "enterprise", cpu: "1000 m" }] };

    for (const [key, reason] of Object.entries(refused(wrong))) expect(PAGE).toContain(`  - ${key}: ${reason}\n`);
  });
});
