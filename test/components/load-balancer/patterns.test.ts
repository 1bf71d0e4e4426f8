import fc from "fast-check";
import { covers } from "../../../components/load-balancer/routes";

const pattern = fc.string({ unit: fc.constantFrom("a", "b", "/", "*", "?"), maxLength: 8 });
const text = fc.string({ unit: fc.constantFrom("a", "b", "/"), maxLength: 8 });

const short = fc.string({ unit: fc.constantFrom("a", "*", "?"), maxLength: 3 });

function textsUpTo(length: number): string[] {
  if (length === 0) return [""];
  const shorter = textsUpTo(length - 1);
  return [...new Set(shorter.flatMap((each) => [each, `${each}a`, `${each}b`]))];
}

function matches(glob: string, sample: string): boolean {
  return new RegExp(`^${glob.replace(/\*/g, ".*").replace(/\?/g, ".")}$`).test(sample);
}

describe("covers", () => {
  it.each([
    ["/api/*", "/api/users/*"],
    ["/api/*", "/api/"],
    ["*", "/a?c*"],
    ["/?", "/a"],
    ["/a*c", "/abbc"],
    ["*.example.com", "api.example.com"],
    ["/**", "/*"],
  ])("%s takes all that %s takes", (wide, narrow) => {
    expect(covers(wide, narrow)).toBe(true);
  });

  it.each([
    ["/api/*", "/api"],
    ["/api/*", "/ap*"],
    ["/api/users/*", "/api/*"],
    ["/?", "/*"],
    ["/a", "/?"],
    ["/a", "/ab"],
    ["", "a"],
  ])("%s does not take all that %s takes", (wide, narrow) => {
    expect(covers(wide, narrow)).toBe(false);
  });

  it("says for a text without wildcards whether the pattern matches it", () => {
    fc.assert(fc.property(pattern, text, (glob, sample) => covers(glob, sample) === matches(glob, sample)));
  });

  it("never claims more than is true of any text", () => {
    const texts = textsUpTo(4);
    fc.assert(
      fc.property(short, short, (wide, narrow) => {
        const taken = texts.filter((sample) => matches(narrow, sample));
        return !covers(wide, narrow) || taken.every((sample) => matches(wide, sample));
      }),
    );
  });

  it("holds of a pattern and itself, and of what lies under it", () => {
    fc.assert(
      fc.property(
        pattern,
        pattern,
        (one, rest) => covers(one, one) && covers(`${one}*`, one) && covers("*", one + rest),
      ),
    );
  });
});
