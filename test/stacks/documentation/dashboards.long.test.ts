import { readFileSync } from "node:fs";
import { join } from "node:path";
import { generatedFiles } from "../../../stacks/documentation/dashboards/pictures";

const ROOT = join(__dirname, "../../..");

describe("pictures of dashboards", () => {
  it("are what a real Prometheus answers; renew them with npm run generate -- dashboards", async () => {
    const stale = Object.entries(await generatedFiles()).filter(
      ([path, content]) => readFileSync(join(ROOT, path), "utf8") !== content,
    );

    expect(stale.map(([path]) => path)).toEqual([]);
  });
});
