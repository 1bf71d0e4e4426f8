import { configurationFiles } from "./configuration/files";
import { overviewPage } from "./documentation/overview-page";
import { rulePage } from "./documentation/rule-page";
import { RULES } from "./rules";

/** Files that are generated from the rules' metadata, by their paths from the root of the repository. */
export function generatedFiles(): Readonly<Record<string, string>> {
  return {
    ...under("policies/configuration", configurationFiles(RULES)),
    "docs/policies/README.md": overviewPage(RULES),
    ...under("docs/policies", Object.fromEntries(RULES.map((rule) => [`${rule.name}.md`, rulePage(rule)]))),
  };
}

function under(folder: string, files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [`${folder}/${name}`, content]));
}
