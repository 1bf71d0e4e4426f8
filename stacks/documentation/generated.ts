import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type Configuration, parseConfiguration } from "../configuration";
import { NAMESPACE } from "../configuration/problem";
import { quotasPage } from "./quotas-page";
import { scalingPage } from "./scaling-page";
import { scalingPicture } from "./scaling-picture";

const ENVIRONMENTS = ["development", "staging", "production"];

/** Files that are made from the committed environments and the components' numbers, by their paths below `root`. */
export function generatedFiles(root: string): Readonly<Record<string, string>> {
  const environments = ENVIRONMENTS.map((environment) => committed(root, environment));
  return {
    "docs/generated/quotas.md": quotasPage(environments),
    "docs/generated/scaling.md": scalingPage(environments),
    "docs/generated/scaling.svg": scalingPicture(),
  };
}

function committed(root: string, environment: string): Configuration {
  const text = readFileSync(join(root, `Pulumi.${environment}.yaml`), "utf8");
  const { config } = parse(text) as { readonly config: Readonly<Record<string, unknown>> };
  const settings = Object.entries(config).map(([key, value]) => [key.replace(`${NAMESPACE}:`, ""), value]);
  return parseConfiguration(Object.fromEntries(settings) as Record<string, unknown>, environment);
}
