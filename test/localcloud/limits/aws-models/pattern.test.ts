import { javaScriptPattern } from "../../../../localcloud/limits/aws-models/pattern";

const matches = (pattern: string, text: string) => new RegExp(javaScriptPattern(pattern) ?? "$^", "u").test(text);

describe("javaScriptPattern", () => {
  it.each([
    ["[\\w+=,.@-]+", "role@x-1", "role/x"],
    ["[a-zA-Z0-9\\(\\)\\.\\-/_]+", "lt(1)", "lt 1"],
    ["[\\w-_]*", "a-b_c", "a.b"],
    ["[a-zA-Z0-9-_.]+:[a-f]+", "sha-256:ab", "sha 256:ab"],
    ["[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*", "größe 1", "(größe)"],
    ["(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)", "/a/b/", "a/b"],
    ["^(HTTPS?|#\\{protocol\\})$", "#{protocol}", "{protocol}"],
    ["[\\u0020-\\uD7FF\\uE000-\\uFFFD\\uD800\\uDC00-\\uDBFF\\uDFFF]+", "a\u{1F600}", "a\u0001"],
    ["^[\\w+=:#@/\\-,\\.]+$", "a@b/c", "a b"],
    ["[\\-\\_0-9]+", "-_1", "\\"],
  ])("%s takes %j and refuses %j", (pattern, good, bad) => {
    expect(matches(pattern, good)).toBe(true);
    expect(matches(pattern, bad)).toBe(false);
  });

  it("matches whole texts, as AWS does", () => {
    expect(matches("[0-9]{12}", "123456789012")).toBe(true);
    expect(matches("[0-9]{12}", "1234567890123")).toBe(false);
    expect(matches("a|b", "ac")).toBe(false);
  });

  it.each(["\\p{Print}+", "a++", "(?>a|b)c", "(?i)abc", "[a-z&&[^b]]", "[[:alnum:]]+", "\\Aabc\\z", "[a"])(
    "leaves %s, which JavaScript can't express",
    (pattern) => {
      expect(javaScriptPattern(pattern)).toBeUndefined();
    },
  );
});
