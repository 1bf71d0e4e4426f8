import { readFileSync } from "node:fs";
import { join } from "node:path";

interface Package {
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
  readonly typesVersions: { readonly "*": Readonly<Record<string, readonly string[]>> };
}

const { exports, typesVersions } = JSON.parse(
  readFileSync(join(__dirname, "../../package.json"), "utf8"),
) as unknown as Package;

describe("the package's types", () => {
  it("are found by TypeScript's older module resolution too, which doesn't read exports", () => {
    const exported = Object.entries(exports).flatMap(([name, target]) =>
      typeof target === "string" ? [] : [[name.replace("./", ""), [target.types.replace("./", "")]]],
    );

    expect(typesVersions["*"]).toEqual(Object.fromEntries(exported));
  });
});
