import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { command } from "../../../cli/commands/simulate";
import { localPaths } from "../../../cli/local/paths";
import { showSimulation } from "../../../cli/simulation";
import type { CloudResource } from "../../../localcloud/model/resource";
import { readTrace, shippedTraces } from "../../../simulation/traces/shipped";
import { temporaryDirectory } from "../../support/temporary-directory";

describe("npm run simulate", () => {
  const run = (...args: readonly string[]) =>
    Promise.resolve(command.run({ root: temporaryDirectory(), args, print: jest.fn(), report: jest.fn() }));

  it("names every shipped trace in its help", () => {
    const { details } = command.help;
    for (const trace of shippedTraces()) expect(details.join("\n")).toContain(trace);
  });

  it.each([
    [["production"], "no traffic was named"],
    [["production", "--traffic", "no-such-trace"], 'there is no trace "no-such-trace", and no such file'],
    [["production", "--traffic", "quiet-day", "--budget", "5"], "--budget says how long to search"],
    [["--traffic", "quiet-day", "--optimise", "--budget", "none"], "--budget must be a whole number"],
  ])("refuses %j before anything is deployed", async (args, problem) => {
    await expect(run(...args)).rejects.toThrow(problem);
  });
});

describe("what a simulation shows", () => {
  const service: CloudResource = {
    ...{
      type: "aws:ecs/service:Service",
      id: "arn:aws:ecs:eu-west-1:123456789012:service/shop/shop-staging-web-0123456",
    },
    ...{ region: "eu-west-1", urn: "urn:pulumi:staging::shop::aws:ecs/service:Service::web" },
    inputs: { cluster: "shop", desiredCount: 1, loadBalancers: [{ targetGroupArn: "arn", containerName: "web" }] },
    computed: { name: "shop-staging-web-0123456" },
  };

  it("is one JSON value for programs, with the picture and the figures in files", () => {
    const root = temporaryDirectory();
    const printed: string[] = [];
    const said: string[] = [];
    const request = { paths: localPaths(root), environment: "staging", resources: [service], json: true };
    const code = showSimulation(
      { ...request, trace: readTrace("queue-burst") },
      (line) => printed.push(line),
      (line) => said.push(line),
    );
    expect(code).toBe(0);
    const figures = JSON.parse(printed.join("\n")) as Record<string, unknown>;
    expect(figures).toMatchObject({ environment: "staging", trace: "queue-burst", simulated: true });
    // Three hours; nobody answers, since the service has no task definition.
    expect(figures.minutes).toHaveLength(180);
    expect(figures.services).toEqual([
      expect.objectContaining({ summary: expect.objectContaining({ availability: 0 }) as unknown }),
    ]);
    const folder = join(root, ".local", "simulations");
    expect(existsSync(folder) && readdirSync(folder)).toEqual([
      "staging-queue-burst-web.svg",
      "staging-queue-burst.json",
    ]);
    expect(said.join()).toMatch(/3\.0 hours simulated in \d/);
  });
});
