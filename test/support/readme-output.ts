import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { whatNext } from "../../cli/commands/up";
import { projectRoot } from "../../tools/shared/project-root";

const README = join(projectRoot(__dirname), "README.md");

/** Stands in README.md before what is shown there. */
const MARK = "<!-- What npm run up prints, shortened by test/support/readme-output.ts, which can also renew it. -->";

const BLOCK = new RegExp(`(${MARK}\n\n\`\`\`\n)(.*?)(\`\`\`)`, "s");

/** Outputs that are shown; the others are longer, or of use to programs alone. */
const SHOWN = ["clusterName", "healthUrls", "imageDigests", "loadBalancerName", "serviceNames", "url"];

/**
 * What README.md shows of a first deployment: some of its outputs, the number of resources, and what to do next. Names end
 * in seven random digits, which are the same in every run here.
 */
export function shownOutput(output: string, environment: string): string {
  const outputs = sections(output, "Outputs:").filter((lines) =>
    SHOWN.some((name) => lines.startsWith(`    ${name} `)),
  );
  const shown = ["Outputs:", ...outputs, "", "Resources:", ...sections(output, "Resources:")].join("\n");
  return `${shown.replaceAll(/-[0-9a-f]{7}\b/g, "-0a1b2c3")}\n\n${whatNext(environment, [])}\n`;
}

/** The parts below a heading, where it stands last, each with the lines that are indented further. */
function sections(output: string, heading: string): string[] {
  const rest = output.split(`\n${heading}\n`).at(-1) ?? "";
  const [body = ""] = rest.split(/\n\s*\n/);
  return body.split(/\n(?= {4}\S)/).reduce<string[]>((parts, part) => {
    if (/^ {4}[\]})]/.test(part)) parts.push(`${parts.pop() ?? ""}\n${part}`);
    else parts.push(part);
    return parts;
  }, []);
}

/** What README.md shows. */
export function readmeOutput(): string {
  return BLOCK.exec(readFileSync(README, "utf8"))?.[2] ?? "";
}

/** Puts what is shown into README.md. */
export function renewReadme(shown: string): void {
  const text = readFileSync(README, "utf8");
  writeFileSync(
    README,
    text.replace(BLOCK, (_, before: string, _old, after: string) => before + shown + after),
  );
}
