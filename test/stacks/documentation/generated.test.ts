import { readFileSync } from "node:fs";
import { join } from "node:path";
import { TRIGGER_NUMBERS } from "../../../components/scaling";
import { generatedFiles } from "../../../stacks/documentation/generated";
import { scalingPicture } from "../../../stacks/documentation/scaling-picture";

const ROOT = join(__dirname, "../../..");

describe("generated files", () => {
  it.each(Object.entries(generatedFiles(ROOT)))("%s is fresh; renew it with npm run generate", (path, content) => {
    expect(readFileSync(join(ROOT, path), "utf8")).toBe(content);
  });
});

describe("the picture", () => {
  it("shows every threshold and time", () => {
    const picture = scalingPicture();

    for (const { above, aboveFor, below, belowFor } of Object.values(TRIGGER_NUMBERS)) {
      for (const shown of [above, below]) expect(picture).toMatch(new RegExp(`>${shown}( %| s)?</text>`));
      for (const shown of [aboveFor, belowFor]) expect(picture).toContain(`>${shown}</text>`);
    }
    expect(picture).toContain("all four quiet for 15 minutes");
  });
});
