import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { markdownTable } from "../../../simulation/documentation/markdown-table";
import { projectRoot } from "../../../tools/shared/project-root";

/** The text as the formatter leaves it. */
function formatted(text: string): string {
  const prettier = join(projectRoot(__dirname), "node_modules", "prettier", "bin", "prettier.cjs");
  return execFileSync(process.execPath, [prettier, "--parser", "markdown"], { input: text, encoding: "utf8" });
}

it("writes tables of pages as the formatter leaves them", () => {
  const table = markdownTable([
    ["trace", "service", "p", "availability"],
    ["daily-cycle", "enterprise", "–", "**met**: 100.000 %, 100.000 % overall"],
    ["quiet-day", "web", "0.34 s", ""],
  ]);

  expect(`${table}\n`).toBe(formatted(table));
  expect(table.split("\n")[1]).toBe(`| ${"-".repeat(11)} | ${"-".repeat(10)} | ${"-".repeat(6)} | ${"-".repeat(37)} |`);
});
