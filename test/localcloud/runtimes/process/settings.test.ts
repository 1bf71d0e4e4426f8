import { readFileSync } from "node:fs";
import { join } from "node:path";
import { onTaskPorts } from "../../../../localcloud/runtimes/process/commands";
import { imageSettingsOf } from "../../../../localcloud/runtimes/process/dockerfile-settings";
import { usageOfPs, usageOfStat } from "../../../../localcloud/runtimes/process/usage";

describe("imageSettingsOf", () => {
  it("reads what the sample product's image gives its containers", () => {
    const dockerfile = readFileSync(join(__dirname, "../../../../examples/enterprise/Dockerfile"), "utf8");
    expect(imageSettingsOf(dockerfile, { VERSION: "1.2.3" })).toEqual({
      environment: { NODE_ENV: "production", LOG_LEVEL: "info", PORT: "3000", VERSION: "1.2.3" },
      entryPoint: [],
      command: ["node", "--enable-source-maps", "dist/server.js"],
      workingDirectory: "/app",
      ports: [3000],
      stopSignal: "SIGTERM",
    });
  });

  it("reads the last stage alone, with defaults of its arguments, and what runs in a shell", () => {
    const dockerfile = [
      "FROM a AS build",
      "ENV ONE=1",
      'CMD ["build"]',
      "FROM b",
      "ARG LEVEL=warn",
      'ENV LEVEL=$LEVEL NAME="two words"',
      "EXPOSE 80 \\",
      "  443/tcp",
      "STOPSIGNAL SIGQUIT",
      'ENTRYPOINT ["init", "--"]',
      "CMD node server.js",
    ].join("\n");
    expect(imageSettingsOf(dockerfile)).toEqual({
      environment: { LEVEL: "warn", NAME: "two words" },
      entryPoint: ["init", "--"],
      command: ["/bin/sh", "-c", "node server.js"],
      workingDirectory: "/",
      ports: [80, 443],
      stopSignal: "SIGQUIT",
    });
  });
});

describe("usage of a process", () => {
  it("is read from a line of /proc, whatever the program is called", () => {
    const line = "42 (a) b (c)) S 1 7 7 0 -1 4194304 9 0 0 0 150 50 0 0 20 0 11 0 5 1000 2560 18446744073709551615";
    expect(usageOfStat(line, 4096)).toEqual({ group: 7, cpuSeconds: 2, memory: 10 });
    expect(usageOfStat("", 4096)).toBeUndefined();
  });

  it.each([
    ["  501  20480   1:02.50", { group: 501, cpuSeconds: 62.5, memory: 20 }],
    ["1 1024 1-01:00:01", { group: 1, cpuSeconds: 90_001, memory: 1 }],
    ["", undefined],
  ])("is read from a line of ps: %s", (line, expected) => {
    expect(usageOfPs(line)).toEqual(expected);
  });
});

describe("the command of a health check", () => {
  it.each([
    [
      ["curl", "-f", "http://localhost:3000/health"],
      ["curl", "-f", "http://127.0.0.1:41000/health"],
    ],
    [
      ["/bin/sh", "-c", "wget 127.0.0.1:3000 || exit 1"],
      ["/bin/sh", "-c", "wget 127.0.0.1:41000 || exit 1"],
    ],
    [
      ["curl", "http://localhost:9000"],
      ["curl", "http://localhost:9000"],
    ],
    [
      ["node", "-e", "fetch('http://localhost:3000')"],
      ["node", "-e", "fetch('http://localhost:3000')"],
    ],
  ])("asks the task's port: %j", (command, expected) => {
    expect(onTaskPorts(command, { 3000: 41_000 })).toEqual(expected);
  });
});
