import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  containerHealthCheck,
  type ContainerHealthCheckArgs,
  gracePeriodSeconds,
  validateContainerHealthCheck,
} from "../../../components/container-service/container-health-check";
import { ArgumentProblems } from "../../../components/shared/validation";

function problems(args: ContainerHealthCheckArgs, port: number | undefined = 8080): string[] {
  const found = new ArgumentProblems();
  validateContainerHealthCheck(args, port, found);
  return found.all.map((each) => `${each.propertyPath}: ${each.reason}`);
}

describe("containerHealthCheck", () => {
  it("fetches /health with the timing of HC-2 by default", () => {
    expect(containerHealthCheck(undefined, 8080)).toEqual({
      command: [
        "CMD",
        "node",
        "-e",
        'fetch("http://127.0.0.1:8080/health",{signal:AbortSignal.timeout(5000)}).then((r)=>process.exit(r.ok?0:1),()=>process.exit(1))',
      ],
      interval: 30,
      timeout: 5,
      retries: 3,
      startPeriod: 30,
    });
  });

  it("takes path and timing as given", () => {
    const check = containerHealthCheck(
      { path: "/ready", interval: "10s", timeout: "2s", unhealthyThreshold: 5, startPeriod: "2m" },
      3000,
    );

    expect(check).toMatchObject({ interval: 10, timeout: 2, retries: 5, startPeriod: 120 });
    expect(check?.command.at(-1)).toContain('fetch("http://127.0.0.1:3000/ready",{signal:AbortSignal.timeout(2000)})');
  });

  it("runs the command given, with or without a port", () => {
    const command = ["CMD-SHELL", "pgrep worker"];

    expect(containerHealthCheck({ command }, undefined)?.command).toEqual(command);
    expect(containerHealthCheck({ command }, 8080)?.command).toEqual(command);
  });

  it("asks neither a worker by default nor a container for which it is switched off", () => {
    expect(containerHealthCheck(undefined, undefined)).toBeUndefined();
    expect(containerHealthCheck(false, 8080)).toBeUndefined();
  });
});

describe("validateContainerHealthCheck", () => {
  it.each<ContainerHealthCheckArgs>([
    {},
    { interval: "5s", timeout: "2s", unhealthyThreshold: 1, startPeriod: "1s" },
    { interval: "5m", timeout: "1m", unhealthyThreshold: 10, startPeriod: "5m" },
    { path: "/health?deep=false" },
    { command: ["CMD", "/bin/check"] },
  ])("accepts %j", (args) => {
    expect(problems(args)).toEqual([]);
  });

  it.each<[ContainerHealthCheckArgs, RegExp]>([
    [{ interval: "4s" }, /^containerHealthCheck\.interval: must be whole seconds from "5s" to "300s", got "4s"$/],
    [{ interval: "301s" }, /^containerHealthCheck\.interval: .*got "301s"$/],
    [{ timeout: "1s" }, /^containerHealthCheck\.timeout: .*from "2s" to "60s"/],
    [{ timeout: "61s" }, /^containerHealthCheck\.timeout/],
    [{ timeout: "2500ms" }, /^containerHealthCheck\.timeout: must be whole seconds/],
    [{ unhealthyThreshold: 0 }, /^containerHealthCheck\.unhealthyThreshold: .*from 1 to 10, got 0$/],
    [{ unhealthyThreshold: 11 }, /^containerHealthCheck\.unhealthyThreshold/],
    [{ startPeriod: "301s" }, /^containerHealthCheck\.startPeriod/],
    [{ path: "health" }, /^containerHealthCheck\.path: .*begins with \/ .*, got "health"$/],
    [{ path: "/he alth" }, /^containerHealthCheck\.path/],
    [{ command: ["curl", "localhost"] }, /^containerHealthCheck\.command: must be "CMD" or "CMD-SHELL"/],
    [{ command: ["CMD"] }, /^containerHealthCheck\.command/],
    [{ command: ["CMD", "true"], path: "/health" }, /^containerHealthCheck\.path: .*give one of the two$/],
  ])("refuses %j", (args, problem) => {
    expect(problems(args)).toEqual([expect.stringMatching(problem)]);
  });

  it("refuses to fetch from a container without port", () => {
    const found = new ArgumentProblems();
    validateContainerHealthCheck({ interval: "30s" }, undefined, found);

    expect(found.all.map((each) => each.reason)).toEqual([expect.stringContaining("without port")]);
  });
});

describe("gracePeriodSeconds", () => {
  it("lasts until the container's own check would have given up", () => {
    expect(
      gracePeriodSeconds(undefined, containerHealthCheck({ startPeriod: "60s", unhealthyThreshold: 2 }, 80), 0),
    ).toBe(120);
    expect(gracePeriodSeconds(undefined, containerHealthCheck(undefined, 80), 0)).toBe(120);
    expect(gracePeriodSeconds(undefined, containerHealthCheck({ interval: "10s" }, 80), 0)).toBe(60);
  });

  it("lasts until the load balancer could have found the task healthy, where that takes longer", () => {
    expect(gracePeriodSeconds(undefined, containerHealthCheck({ interval: "10s" }, 80), 90)).toBe(120);
  });

  it("lasts as long as the default check would take where there is none", () => {
    expect(gracePeriodSeconds(undefined, undefined, 0)).toBe(120);
  });

  it("lasts as long as given", () => {
    expect(gracePeriodSeconds("5m", containerHealthCheck(undefined, 80), 600)).toBe(300);
  });
});

describe("the default command", () => {
  let server: Server;

  beforeAll(async () => {
    server = createServer((request, response) => {
      response.statusCode = request.url === "/health" ? 200 : 503;
      response.end();
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  });

  afterAll(() => server.close());

  async function exitCode(port: number, path: string): Promise<number> {
    const [, , ...parameters] = containerHealthCheck({ path }, port)?.command ?? [];
    const probe = spawn(process.execPath, parameters, { stdio: "ignore" });
    const [code] = (await once(probe, "exit")) as [number];
    return code;
  }

  it("succeeds only when the path answers with success", async () => {
    const { port } = server.address() as AddressInfo;

    expect(await Promise.all([exitCode(port, "/health"), exitCode(port, "/broken")])).toEqual([0, 1]);
  });

  it("fails when nothing listens", async () => {
    expect(await exitCode(1, "/health")).toBe(1);
  });
});
