import fc from "fast-check";
import { fullName, liesIn } from "../../../../localcloud/services/route53/lookup";

describe("a record's full name", () => {
  it.each([
    ["www", "www.example.com"],
    ["www.example.com", "www.example.com"],
    ["WWW.example.com.", "www.example.com"],
    ["example.com", "example.com"],
    ["", "example.com"],
    ["www.example.org", "www.example.org.example.com"],
  ])("of %p in example.com is %s", (name, full) => {
    expect(fullName(name, "example.com.")).toBe(full);
  });

  it("is its own full name and lies in the zone", () => {
    const labels = fc.stringMatching(/^[a-z0-9]{1,8}(\.[a-z0-9]{1,8}){0,2}$/);
    fc.assert(
      fc.property(labels, labels, (name, zone) => {
        fc.pre(!name.endsWith(zone));
        const full = fullName(name, zone);
        expect(fullName(full, zone)).toBe(full);
        expect(liesIn(full, zone)).toBe(true);
      }),
    );
  });
});
