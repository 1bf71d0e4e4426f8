import { createLog, type LogLevel } from "../../../examples/enterprise/src/log";

/** Lines that a log of a level writes when something is logged on every level. */
function written(leastLevel: LogLevel): unknown[] {
  const lines: string[] = [];
  const log = createLog(
    leastLevel,
    (line) => lines.push(line),
    () => new Date(0),
  );
  log("debug", "one");
  log("info", "two", { port: 3000, level: "overridden" });
  log("error", "three\nlines");
  expect(lines.every((line) => line.indexOf("\n") === line.length - 1)).toBe(true);
  return lines.map((line): unknown => JSON.parse(line));
}

describe("createLog", () => {
  it("writes a line of JSON for each event", () => {
    expect(written("debug")).toEqual([
      { time: "1970-01-01T00:00:00.000Z", level: "debug", message: "one" },
      { time: "1970-01-01T00:00:00.000Z", level: "info", message: "two", port: 3000 },
      { time: "1970-01-01T00:00:00.000Z", level: "error", message: "three\nlines" },
    ]);
  });

  it("leaves out what is below its level", () => {
    expect(written("warn")).toEqual([expect.objectContaining({ level: "error" })]);
  });
});
