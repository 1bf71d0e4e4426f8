import { filterPattern } from "../../../../localcloud/behaviour/logs/filter-pattern/filter-pattern";

function matches(pattern: string, message: string): boolean {
  return filterPattern(pattern)(message) !== undefined;
}

describe("patterns of terms", () => {
  // Examples of the Amazon CloudWatch Logs User Guide, "Using filter patterns to match terms in unstructured log events".
  it.each([
    ["", "whatever", true],
    ["ERROR", "[ERROR 400] BAD REQUEST", true],
    ["ERROR", "[error 400] bad request", false],
    ["ERROR ARGUMENTS", "[ERROR 419] MISSING ARGUMENTS", true],
    ["ERROR ARGUMENTS", "[ERROR 401] UNAUTHORIZED REQUEST", false],
    ["?ERROR ?ARGUMENTS", "[ERROR 401] UNAUTHORIZED REQUEST", true],
    ["?ERROR ?ARGUMENTS", "MISSING ARGUMENTS", true],
    ["?ERROR ?ARGUMENTS", "all is well", false],
    ['"INTERNAL SERVER ERROR"', "[ERROR 500] INTERNAL SERVER ERROR", true],
    ['"INTERNAL SERVER ERROR"', "INTERNAL ERROR OF THE SERVER", false],
    ["ERROR -ARGUMENTS", "[ERROR 401] UNAUTHORIZED REQUEST", true],
    ["ERROR -ARGUMENTS", "[ERROR 419] MISSING ARGUMENTS", false],
    ["%ERR[0-9]+%", "ERR42", true],
    ["%ERR[0-9]+%", "ERROR", false],
  ])("%j of %j", (pattern, message, expected) => {
    expect(matches(pattern, message)).toBe(expected);
  });
});

describe("patterns of JSON", () => {
  // The line of the guide's examples, "Using filter patterns to match terms in JSON log events".
  const LINE = JSON.stringify({
    eventType: "UpdateTrail",
    sourceIPAddress: "111.111.111.111",
    arrayKey: ["value", "another value"],
    objectList: [
      { name: "a", id: 1 },
      { name: "b", id: 2 },
    ],
    SomeObject: null,
    cluster: { "a.b": "c" },
    ThisFlag: true,
    duration: 2.5,
    code: "404",
  });

  it.each([
    ['{ $.eventType = "UpdateTrail" }', true],
    ["{ $.eventType = UpdateTrail }", true],
    ['{ $.eventType = "updateTrail" }', false],
    ['{ $.eventType = "Update*" }', true],
    ["{ $.sourceIPAddress != 123.123.* }", true],
    ["{ $.sourceIPAddress != 111.111.* }", false],
    ['{ $.arrayKey[0] = "value" }', true],
    ['{ $.arrayKey[1] = "value" }', false],
    ["{ $.objectList[1].id = 2 }", true],
    ["{ $.objectList[*].id = 2 }", true],
    ["{ $.objectList[*].id = 3 }", false],
    ["{ $.SomeObject IS NULL }", true],
    ["{ $.SomeOtherObject NOT EXISTS }", true],
    ["{ $.eventType NOT EXISTS }", false],
    ["{ $.eventType EXISTS }", true],
    ["{ $.ThisFlag IS TRUE }", true],
    ["{ $.ThisFlag IS FALSE }", false],
    ["{ $.['cluster'].['a.b'] = c }", true],
    ["{ $.duration > 2 }", true],
    ["{ $.duration >= 2.5e0 }", true],
    ["{ $.duration < 2.5 }", false],
    ["{ $.duration != 3 }", true],
    ["{ $.code = 404 }", true],
    ["{ $.missing = 404 }", false],
    ["{ $.missing != 404 }", false],
    ["{ $.eventType = %Update.+% }", true],
    ["{ $.eventType = %^Trail% }", false],
    ['{ ($.duration > 5) || ($.eventType = "UpdateTrail") }', true],
    ['{ $.duration > 5 && $.eventType = "UpdateTrail" }', false],
    ['{ $.duration > 5 && $.code = 1 || $.eventType = "UpdateTrail" }', true],
    ['{ ($.duration > 5 || $.code = 404) && ($.eventType = "UpdateTrail") }', true],
  ])("%s", (pattern, expected) => {
    expect(matches(pattern, LINE)).toBe(expected);
  });

  it("match no other lines", () => {
    expect(matches('{ $.level != "x" }', "plain text")).toBe(false);
    expect(matches('{ $.level != "x" }', '{ "level": ')).toBe(false);
  });

  it("read the pattern of the environments", () => {
    const pattern = '{ ($.level = "error") || ($.level = "fatal") }';
    const of = (level: string) => matches(pattern, JSON.stringify({ level, message: "m" }));
    expect(["error", "fatal", "info", "errors"].map(of)).toEqual([true, true, false, false]);
  });

  it("give values that they name", () => {
    const match = filterPattern("{ $.duration > 2 }")(LINE);
    expect([match?.valueOf("$.duration"), match?.valueOf("$.missing")]).toEqual([2.5, undefined]);
  });
});

describe("patterns of fields", () => {
  // The line of the guide's examples, "Using filter patterns to match terms in space-delimited log events".
  const LINE = '127.0.0.1 Prod frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534';

  it.each([
    ["[ip, user, username, timestamp, request, status_code, bytes]", true],
    ["[ip, user, username, timestamp, request, status_code]", false],
    ["[..., status_code, bytes]", true],
    ["[ip, ..., status_code = 404, bytes]", true],
    ["[ip, ..., status_code = 4*, bytes]", true],
    ["[ip, ..., status_code = 5*, bytes]", false],
    ["[..., request = *.html*, status_code = 4*, bytes > 1000]", true],
    ["[ip, user, username, timestamp, request, status_code = 4* && status_code != 403, bytes]", true],
    ["[ip, user, username, timestamp, request, status_code = 5* || status_code = 404, bytes]", true],
    ["[ip = %127\\.0\\.0\\.[0-9]+%, ...]", true],
    ["[]", false],
  ])("%s", (pattern, expected) => {
    expect(matches(pattern, LINE)).toBe(expected);
  });

  it("give values by their names", () => {
    const match = filterPattern("[..., status_code, bytes]")(LINE);
    expect([match?.valueOf("$bytes"), match?.valueOf("$ip")]).toEqual(["1534", undefined]);
  });
});

it.each([
  ["{ $.a = ", "the pattern ends too early"],
  ["{ a = 1 }", "expected a selector"],
  ["{ $.a = 1", "expected }"],
  ["{ $.a < word }", "needs a number"],
  ["{ $.a IS MAYBE }", "IS needs NULL, TRUE or FALSE"],
  ["{ $.a = %(% }", "no regular expression"],
  ["[a, ..., b, ...]", "more than one ..."],
  ["[a = 1 && b = 2]", "a field has one name"],
  ["[a, b", "expected ]"],
  ["%(%", "no regular expression"],
])("%s can't be read: %s", (pattern, reason) => {
  expect(() => filterPattern(pattern)).toThrow(reason);
});
