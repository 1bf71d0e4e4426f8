import { CATALOGUES, ENVIRONMENTS, type Catalogue, type Rule } from "../core";
import { settingsOf } from "../core/configuration";
import { table } from "./markdown";

/** The page of a rule, in Markdown. */
export function rulePage(rule: Rule): string {
  const sections = [
    `# ${rule.title}`,
    `\`${rule.name}\` · ${scope(rule)} · severity ${rule.severity}`,
    rule.description,
    formerNames(rule),
    `## Why\n\n${rule.why}`,
    `## How to fix it\n\n${rule.fix}${remediation(rule)}`,
    timing(rule),
    `## Levels and settings\n\n${levels(rule)}`,
    settings(rule),
    `## Exempting a resource\n\n${exemption(rule)}`,
    `## What it looks at\n\n${rule.types.map((type) => `- \`${type}\``).join("\n")}`,
    sources(rule),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function scope({ kind }: Rule): string {
  return kind === "resource"
    ? "checks each resource before it is created or updated"
    : "checks how resources fit together";
}

function formerNames({ formerNames = [] }: Rule): string {
  if (formerNames.length === 0) return "";
  const names = formerNames.map((name) => `\`${name}\``).join(", ");
  return `What it checks was checked under ${names} before. Configurations that use such a name still count.`;
}

function timing({ kind }: Rule): string {
  return kind === "resource" ? "" : `## When it runs\n\n${AT_THE_END}`;
}

const AT_THE_END = `It looks at the whole stack, so it runs last:

- In a preview that is before anything is created, also where rules of single resources object. A violation fails the
  preview, and nothing happens.
- In an update everything is created or changed already. A violation fails the update; it undoes nothing. Fix the program and
  update again, or go back to the version before. \`pulumi up --skip-preview\` leaves this as the only check.
- A first preview doesn't know what AWS gives (ARNs, addresses, defaults). What depends on that is listed as not
  determinable, and the update meets it when everything is created: look for such lines before you confirm.
- An update that a rule of single resources or AWS stops never comes to it. With \`--target\` it sees the rest of the stack
  as it was.`;

function remediation({ remediates }: Rule): string {
  return remediates
    ? "\n\nAt the level `remediate` the pack sets that itself, and the engine shows what it changed."
    : "";
}

function levels({ levels, configuration }: Rule): string {
  const names = settingsOf(configuration).map(([name]) => name);
  const rows = ENVIRONMENTS.map((environment) => {
    const defaults = new Map<string, unknown>(Object.entries(configuration.defaults[environment]));
    return [environment, levels[environment], ...names.map((name) => `\`${JSON.stringify(defaults.get(name))}\``)];
  });
  return table(["environment", "level", ...names.map((name) => `\`${name}\``)], rows);
}

function settings({ configuration }: Rule): string {
  const lines = settingsOf(configuration).map(([name, { description }]) => `- \`${name}\`: ${description}.`);
  return lines.join("\n");
}

function exemption({ name }: Rule): string {
  const example = {
    [name]: {
      exempt: [{ match: "legacy-*", reason: "replaced by the end of the year", owner: "team", expires: "2027-01-31" }],
    },
  };
  return (
    "In the environment's configuration of the pack, by the resource's logical name or URN:\n\n" +
    `\`\`\`json\n${JSON.stringify(example, null, 2)}\n\`\`\``
  );
}

function sources(rule: Rule): string {
  const lines = [
    ...(rule.references ?? []).map(({ title, url }) => `- [${title}](${url})`),
    ...identifiers(rule).map(([catalogue, ids]) => `- ${CATALOGUES[catalogue]}: ${ids.join(", ")}`),
    ...(rule.requirements === undefined ? [] : [`- Requirements: ${rule.requirements.join(", ")}`]),
  ];
  return lines.length === 0 ? "" : `## Where it comes from\n\n${lines.join("\n")}`;
}

function identifiers(rule: Rule): (readonly [Catalogue, readonly string[]])[] {
  return (Object.keys(CATALOGUES) as Catalogue[]).flatMap((catalogue) => {
    const ids = rule.identifiers?.[catalogue] ?? [];
    return ids.length === 0 ? [] : [[catalogue, ids] as const];
  });
}
