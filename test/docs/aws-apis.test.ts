import { readFileSync } from "node:fs";
import { join } from "node:path";
import { OPERATION_NAMES } from "../../localcloud/api/operations";

describe("the table of AWS's APIs in docs/localcloud.md", () => {
  it("has every operation that is answered, and no other", () => {
    const document = readFileSync(join(__dirname, "..", "..", "docs", "localcloud.md"), "utf8");
    const section = document.split("## AWS APIs")[1]?.split("\n## ")[0] ?? "";
    const rows = section.matchAll(/^\| `([a-z0-9-]+)` +\| ([^|]+)\|/gm);
    const named = [...rows].flatMap(([, service = "", operations = ""]) =>
      [...operations.matchAll(/`(\w+)`/g)].map(([, name = ""]) => `${service}.${name}`),
    );

    expect(named.sort()).toEqual([...OPERATION_NAMES]);
  });
});
