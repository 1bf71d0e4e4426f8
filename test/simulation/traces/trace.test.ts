import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseTrace } from "../../../simulation/traces/trace";

const SHIPPED = join(__dirname, "..", "..", "..", "simulation", "traces");

describe("parseTrace", () => {
  it("changes the load evenly between two points", () => {
    const trace = parseTrace("ramp", "time,requests_per_second\n00:00,10\n00:10,70\n00:20,70\n");
    expect([0, 150, 300, 600, 900, 1200].map((at) => trace.requestsPerSecond(at))).toEqual([10, 25, 40, 70, 70, 70]);
    expect(trace.durationSeconds).toBe(1200);
  });

  it("goes on over an empty cell, and keeps what happens there", () => {
    const trace = parseTrace(
      "leak",
      "time,requests_per_second,messages_per_second,event\n00:00,10,,\n00:05,,,leak 600\n00:10,20,,\n",
    );
    expect(trace.requestsPerSecond(300)).toBe(15);
    expect(trace.messagesPerSecond(300)).toBe(0);
    expect(trace.events).toEqual([{ seconds: 300, words: ["leak", "600"] }]);
  });

  it("takes seconds, comments and Windows' line ends", () => {
    const lines = ["# a comment", "time,requests_per_second", "00:00:00,1", "", "# another", "00:00:30,1", ""];
    const trace = parseTrace("short", lines.join("\r\n"));
    expect(trace.durationSeconds).toBe(30);
  });

  it("tells every problem, by line", () => {
    expect(() => parseTrace("bad", "time,requests,requests_per_second\n00:10,,x\n0:70,,1\n00:05,,-1,5\n")).toThrow(
      [
        "the trace bad can't be read:",
        '  line 1: there is no column "requests"; there are time, requests_per_second, messages_per_second, event',
        '  line 2: requests_per_second must be a number of at least 0, got "x"',
        '  line 3: time must be HH:MM or HH:MM:SS, got "0:70"',
        "  line 4: 4 cells stand under 3 headings",
        '  line 4: requests_per_second must be a number of at least 0, got "-1"',
        "  line 3: time goes back to 0:70",
      ].join("\n"),
    );
  });

  it("asks for a start and an end", () => {
    expect(() => parseTrace("empty", "time,requests_per_second\n00:00,1\n")).toThrow("a start and an end");
    expect(() => parseTrace("nothing", "")).toThrow('the column "time" is missing');
  });

  it.each(readdirSync(SHIPPED).filter((file) => file.endsWith(".csv")))("reads the shipped %s", (file) => {
    const trace = parseTrace(file, readFileSync(join(SHIPPED, file), "utf8"));
    expect(trace.durationSeconds).toBeGreaterThanOrEqual(3 * 3600);
  });
});
