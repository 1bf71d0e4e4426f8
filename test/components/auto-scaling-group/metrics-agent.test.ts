import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { metricsAgentSetup, setupScript } from "../../../components/auto-scaling-group/metrics-agent";
import { temporaryDirectory } from "../../support/temporary-directory";

/** The set-up script on an instance on which commands fail that many times before they succeed. */
function runSetUp(failures: { readonly dnf?: number; readonly agent?: number; readonly installed?: boolean }) {
  const folder = temporaryDirectory();
  const stub = (name: string, times: number): string => {
    const path = join(folder, name);
    writeFileSync(
      path,
      `#!/bin/bash\necho "${name} $*" >> ${folder}/calls\n[ "$(grep -c "^${name} " ${folder}/calls)" -gt ${times} ]\n`,
    );
    chmodSync(path, 0o755);
    return path;
  };
  mkdirSync(folder, { recursive: true });
  stub("dnf", failures.dnf ?? 0);
  stub("rpm", failures.installed === true ? 0 : 1000);
  stub("sleep", 0);
  const agent = stub("agent", failures.agent ?? 0);
  const script = setupScript().replace("/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl", agent);
  const { status, stderr } = spawnSync("bash", [], {
    input: script,
    encoding: "utf8",
    env: { PATH: `${folder}:${process.env.PATH ?? ""}` },
  });
  const calls = existsSync(join(folder, "calls")) ? readFileSync(join(folder, "calls"), "utf8").split("\n") : [];
  const callsOf = (name: string) => calls.filter((call) => call.startsWith(`${name} `));
  return { status, complaints: stderr.match(/does not run/g)?.length ?? 0, callsOf };
}

describe("setting up the CloudWatch agent", () => {
  it("installs and starts it, without a complaint", () => {
    const { status, complaints, callsOf } = runSetUp({});

    expect([status, complaints]).toEqual([0, 0]);
    expect(callsOf("dnf")).toEqual(["dnf install --assumeyes amazon-cloudwatch-agent"]);
    expect(callsOf("agent")).toEqual([
      "agent -a fetch-config -m ec2 -s -c file:/opt/aws/amazon-cloudwatch-agent/etc/amazon-cloudwatch-agent.json",
    ]);
    expect(callsOf("sleep")).toEqual([]);
  });

  it("tries again, ever later, where the repository doesn't answer, and says so each time", () => {
    const { status, complaints, callsOf } = runSetUp({ dnf: 3 });

    expect([status, complaints]).toEqual([0, 3]);
    expect(callsOf("sleep")).toEqual(["sleep 10", "sleep 20", "sleep 40"]);
    expect(callsOf("agent")).toHaveLength(1);
  });

  it("tries again where the agent doesn't start, and doesn't install it twice", () => {
    const { status, callsOf } = runSetUp({ agent: 1, installed: true });

    expect(status).toBe(0);
    expect(callsOf("dnf")).toEqual([]);
    expect(callsOf("agent")).toHaveLength(2);
  });

  it("fails after eleven minutes, so that the unit shows it and is started anew", () => {
    const { status, complaints, callsOf } = runSetUp({ dnf: 1000 });

    expect([status, complaints]).toEqual([1, 7]);
    expect(callsOf("sleep")).toEqual(["10", "20", "40", "80", "160", "320", "0"].map((pause) => `sleep ${pause}`));
    expect(metricsAgentSetup().join("\n")).toContain("\nRestart=on-failure\nRestartSec=300\n");
  });

  it("keeps nothing else waiting, survives a restart, and shows failures on the console", () => {
    const lines = metricsAgentSetup().join("\n");

    expect(lines).toContain("\nsystemctl enable --now --no-block set-up-cloudwatch-agent.service");
    expect(lines).toContain("\nWantedBy=multi-user.target\n");
    expect(lines).toContain("\nStandardError=journal+console\n");
    expect(lines.split("\n").filter((line) => line.startsWith("dnf "))).toEqual([]);
  });
});
