import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseConfiguration } from "../../stacks/environment/configuration";
import { ownSettings } from "../../stacks/configuration/read";
import { projectRoot } from "../../tools/shared/project-root";
import { refused } from "../stacks/example-settings";
import { documentedConfigurations } from "../support/documented-configurations";

const ROOT = projectRoot(__dirname);
const PAGE = readFileSync(join(ROOT, "docs/configuration.md"), "utf8");

const EXAMPLES = documentedConfigurations(ROOT);

/** Settings of a stack's file, handed over as the engine does. */
function settingsOf(config: Readonly<Record<string, unknown>>): Record<string, unknown> {
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

  it.each(EXAMPLES)("is right, as is all documentation, in the example of $stack in $page", ({ stack, config }) => {
    expect(parseConfiguration(settingsOf(config), stack).environment).toBe(stack);
  });

  it("shows problems as they are reported", () => {
    const wrong = { minInstanses: 1, capacity: "ec2", services: [{ name: "enterprise", cpu: "1000 m" }] };

    for (const [key, reason] of Object.entries(refused(wrong))) expect(PAGE).toContain(`  - ${key}: ${reason}\n`);
  });
});
