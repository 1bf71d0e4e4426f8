import { instantText, whenText } from "../../../../cli/deployments/render/times";
import { cellText, commitText, digestsText } from "../../../../cli/deployments/render/words";

const [ONE, OTHER] = [`sha256:${"1".repeat(64)}`, `sha256:${"2".repeat(64)}`];
const NOW = new Date("2026-11-30T12:00:00Z");

describe("times", () => {
  it.each([
    ["2026-11-30T11:59:50.5Z", "2026-11-30 11:59:50Z (10 s ago)"],
    ["2026-11-30T10:30:00Z", "2026-11-30 10:30:00Z (1 h ago)"],
    ["2026-11-20T12:00:00Z", "2026-11-20 12:00:00Z (10 d ago)"],
    ["2026-11-30T12:05:00Z", "2026-11-30 12:05:00Z (in 5 min)"],
    ["", "–"],
  ])("tells %j as %j", (iso, text) => {
    expect(whenText(iso, NOW)).toBe(text);
  });

  it("tells the time of another zone in UTC", () => {
    expect(instantText("2026-11-30T12:00:00+02:00")).toBe("2026-11-30 10:00:00Z");
  });
});

describe("words", () => {
  it("tells the digest that all services share once, and others service by service", () => {
    expect(digestsText({ web: ONE, worker: ONE })).toBe("111111111111");
    expect(digestsText({ web: ONE, worker: OTHER })).toBe("web 111111111111, worker 222222222222");
    expect(digestsText({})).toBe("–");
    expect(digestsText(undefined)).toBe("–");
  });

  it("tells a commit, and that files differed from it", () => {
    expect(commitText({ commit: "abcdef0123456789", isDirty: false })).toBe("abcdef01");
    expect(commitText({ commit: "abcdef0123456789", isDirty: true })).toBe("abcdef01 + edits");
    expect(commitText({ isDirty: true })).toBe("–");
  });

  it("cuts a long text, and takes its first line", () => {
    expect(cellText("one\ntwo")).toBe("one");
    expect(cellText("abcdef", 4)).toBe("abc…");
    expect(cellText("")).toBe("–");
  });
});
