import { CATALOGUES, ENVIRONMENTS, type Catalogue, type Rule } from "../core";
import { table } from "./markdown";

/** The page with all rules: first with their levels, then by the catalogues in which others list the same checks. */
export function overviewPage(rules: readonly Rule[]): string {
  const catalogues = Object.keys(CATALOGUES) as Catalogue[];
  const sections = [
    "# Policies",
    `The ${rules.length} rules of the policy pack, with their levels in each environment. ` +
      "[How the pack is used and extended](../../policies/README.md).",
    table(["rule", "severity", "checks", ...ENVIRONMENTS], rules.map(levelRow)),
    "## By framework",
    "Where other catalogues list the same check, its identifiers there.",
    table(["rule", ...catalogues.map((catalogue) => CATALOGUES[catalogue])], rules.flatMap(identifierRow)),
    `## In no other catalogue\n\n${rules.filter(isNew).map(link).map(item).join("\n")}`,
    "## By requirement",
    table(["requirement", "rules"], byRequirement(rules)),
  ];
  return `${sections.join("\n\n")}\n`;
}

function levelRow(rule: Rule): string[] {
  const checks = rule.kind === "resource" ? "each resource" : "the stack";
  return [link(rule), rule.severity, checks, ...ENVIRONMENTS.map((environment) => rule.levels[environment])];
}

function identifierRow(rule: Rule): string[][] {
  if (isNew(rule)) return [];
  const catalogues = Object.keys(CATALOGUES) as Catalogue[];
  return [[link(rule), ...catalogues.map((catalogue) => (rule.identifiers?.[catalogue] ?? []).join(", "))]];
}

function isNew({ identifiers = {} }: Rule): boolean {
  return Object.values(identifiers).flat().length === 0;
}

function byRequirement(rules: readonly Rule[]): string[][] {
  const requirements = [...new Set(rules.flatMap((rule) => rule.requirements ?? []))];
  requirements.sort((one, other) => one.localeCompare(other, "en", { numeric: true }));
  return requirements.map((requirement) => [
    requirement,
    rules
      .filter((rule) => rule.requirements?.includes(requirement))
      .map(link)
      .join(", "),
  ]);
}

function link({ name }: Rule): string {
  return `[${name}](${name}.md)`;
}

function item(text: string): string {
  return `- ${text}`;
}
