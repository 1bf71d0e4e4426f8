import fc from "fast-check";
import { ENVIRONMENT_KINDS, environmentKindOf } from "../../../components/shared/environment-kind";

describe("environmentKindOf", () => {
  it.each([
    ["development", "development"],
    ["dev", "development"],
    ["dev-anna", "development"],
    ["staging", "staging"],
    ["staging-pr-7", "staging"],
    ["production", "production"],
    ["production-us", "production"],
    ["prod-us", "production"],
  ])("of %s is %s", (name, kind) => {
    expect(environmentKindOf(name)).toBe(kind);
  });

  it.each(["", "qa", "eu", "eu-production", "productions", "staging2", "Production", "-production", "devel"])(
    "is not said by %j",
    (name) => {
      expect(environmentKindOf(name)).toBeUndefined();
    },
  );

  it("is that of the first word alone", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ENVIRONMENT_KINDS), fc.string(), (kind, rest) => {
        expect(environmentKindOf(`${kind}-${rest}`)).toBe(kind);
      }),
    );
  });
});
