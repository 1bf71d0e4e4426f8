import { readFileSync } from "node:fs";
import { join } from "node:path";
import { generatedFiles } from "../../../tools/arguments/generated";

const ROOT = join(__dirname, "../../..");

describe("the description of arguments", () => {
  it.each(Object.entries(generatedFiles(ROOT)))(
    "%s is fresh; renew it with npm run generate -- arguments",
    (path, content) => {
      expect(readFileSync(join(ROOT, path), "utf8")).toBe(content);
    },
  );
});
