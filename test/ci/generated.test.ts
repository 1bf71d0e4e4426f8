import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { generatedFiles } from "../../ci/generated";

const ROOT = join(__dirname, "..", "..");

describe("the files of the CI systems", () => {
  it.each(Object.entries(generatedFiles()))("%s is fresh; renew it with npm run generate -- ci", (path, content) => {
    expect(readFileSync(join(ROOT, path), "utf8")).toBe(content);
  });

  it("are all that GitHub finds", () => {
    const workflows = readdirSync(join(ROOT, ".github", "workflows")).map((name) => `.github/workflows/${name}`);

    expect(workflows.filter((path) => !Object.hasOwn(generatedFiles(), path))).toEqual([]);
  });
});
