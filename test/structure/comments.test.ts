import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..");

const FOLDERS = [
  ...["bench", "ci", "cli", "components", "costs", "examples"],
  ...["localcloud", "monitor", "policies", "stacks", "tools"],
];

/** What Prettier wraps code to; it leaves comments as they are. */
const WIDTH = 120;

/** Lines of comments that are too wide, with their numbers. */
function wideComments(source: string): string[] {
  return source
    .split("\n")
    .map((line, index) => `${index + 1}: ${line}`)
    .filter((numbered) => /^\d+: \s*(?:\/\*\*|\*|\/\/) /.test(numbered))
    .filter((numbered) => numbered.replace(/^\d+: /, "").length > WIDTH);
}

describe("comments", () => {
  const sources = FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !/(^|\/)(dist|node_modules)\//.test(file))
      .map((file) => join(folder, file)),
  );

  it("are no wider than code", () => {
    const wide = sources.flatMap((file) =>
      wideComments(readFileSync(join(ROOT, file), "utf8")).map((line) => `${file}:${line}`),
    );

    expect(sources.length).toBeGreaterThan(600);
    expect(wide).toEqual([]);
  });

  it("are told by their lines where they are wider", () => {
    const [fits, wide] = [120, 121].map((width) => `  // ${"x".repeat(width - 5)}`);

    expect(wideComments(`${fits ?? ""}\n${wide ?? ""}\nconst url = "https://${"x".repeat(120)}";`)).toEqual([
      `2: ${wide ?? ""}`,
    ]);
  });
});
