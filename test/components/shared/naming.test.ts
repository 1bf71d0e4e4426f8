import fc from "fast-check";
import { automaticName, boundedName } from "../../../components/shared/naming";

const names = fc.stringMatching(/^[a-z][a-z0-9-]{0,80}$/);

describe("boundedName", () => {
  it("keeps a name that fits", () => {
    expect(boundedName("proofpix-production", 32)).toBe("proofpix-production");
  });

  it("keeps the beginning of a name that does not fit and tells two of one beginning apart", () => {
    const blue = boundedName("proofpix-production-enterprise-blue", 24);
    const green = boundedName("proofpix-production-enterprise-green", 24);

    expect(blue).toMatch(/^proofpix-productio-[0-9a-f]{5}$/);
    expect(blue).not.toBe(green);
  });

  it("never exceeds the limit, never ends the beginning in a hyphen, and is deterministic", () => {
    fc.assert(
      fc.property(names, fc.integer({ min: 10, max: 64 }), (name, limit) => {
        const bounded = boundedName(name, limit);
        expect(bounded.length).toBeLessThanOrEqual(limit);
        expect(bounded).toBe(boundedName(name, limit));
        if (bounded !== name) expect(bounded).toMatch(/[a-z0-9]-[0-9a-f]{5}$/);
      }),
    );
  });
});

describe("automaticName", () => {
  it("leaves room for the suffix that Pulumi appends", () => {
    fc.assert(
      fc.property(names, (name) => {
        expect(`${automaticName(name, 32)}-1234567`.length).toBeLessThanOrEqual(32);
      }),
    );
  });
});
