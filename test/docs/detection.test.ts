import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DETECTION, detectionTime } from "../../components/monitoring";

describe("docs/monitoring.md", () => {
  it("has every part of the time until a dead instance is told of", () => {
    const text = readFileSync(join(__dirname, "../../docs/monitoring.md"), "utf8").replace(/ +/g, " ");
    const { parts, seconds } = detectionTime(DETECTION);

    for (const part of parts) expect(text).toContain(`| ${part.part} | ${part.seconds} | ${part.reason} |`);
    expect(text).toContain(`| **sum** | ${seconds} |`);
  });
});
