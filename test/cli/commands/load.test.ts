import { mkdirSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { command } from "../../../cli/commands/load";
import { writeEndpoint } from "../../../localcloud/control/endpoint";
import { temporaryDirectory } from "../../support/temporary-directory";
import { fakeEngine } from "../support/fake-engine";

describe("npm run load", () => {
  let root: string;
  let product: Server;
  let control: Server;
  let said: string[];
  let printed: string[];
  let desired: number;
  let paths: (string | undefined)[];
  let asked: string[];

  beforeEach(async () => {
    [said, printed, paths, asked, desired] = [[], [], [], [], 2];
    ({ root } = fakeEngine(temporaryDirectory()));
    product = createServer((request, response) => {
      paths.push(request.url);
      desired = 3;
      response.end("hello");
    });
    await listen(product);
    control = createServer((request, response) => {
      const url = request.url ?? "";
      asked.push(url);
      response.end(JSON.stringify(url.startsWith("/live?") ? status() : eventsSince(url)));
    });
    await listen(control);
    const directory = join(root, ".local", "cloud");
    mkdirSync(directory, { recursive: true });
    writeEndpoint(directory, { pid: process.pid, controlUrl: `http://127.0.0.1:${portOf(control)}`, providers: "" });
  });

  afterEach(async () => {
    for (const server of [product, control]) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  function status(): object {
    const urn = "urn:pulumi:development::proofpix::aws:lb/listener:Listener::web";
    return {
      services: [{ urn: "urn:pulumi:development::proofpix::aws:ecs/service:Service::web", name: "web", desired }],
      listeners: [
        {
          ...{ urn, protocol: "HTTP", port: 80, host: "127.0.0.1" },
          ...{ localPort: portOf(product), domains: [], dnsName: "shop.elb.amazonaws.com" },
        },
      ],
    };
  }

  /** One event before the load, and one in it. */
  function eventsSince(url: string): object {
    const event = { at: 0, source: "application-autoscaling", subject: "web", message: "scaled" };
    return url.includes("since=0") ? { things: [event], next: 1 } : { things: [event], next: 2 };
  }

  function run(...args: readonly string[]): Promise<number> {
    const call = {
      root,
      args,
      print: (line: string) => printed.push(line),
      report: (line: string) => said.push(line),
    };
    return command.run(call);
  }

  it("sends requests to the environment's load balancer, and reports what became of them", async () => {
    expect(await run("development", "--rate", "10", "--seconds", "1", "--path", "/health")).toBe(0);
    expect(paths).toEqual(Array.from({ length: 10 }, () => "/health"));
    expect(said).toEqual([
      `sends to shop.elb.amazonaws.com at http://127.0.0.1:${portOf(product)}/health; Ctrl-C ends it`,
      "10 requests a second for 1 s",
    ]);
    const [report = ""] = printed;
    expect(report).toMatch(/^10 requests in \d+ s, 0 failed \(0\.00 %\), 0 of them without an answer\n/);
    expect(report).toContain("what was scaled:\n  web: 2 tasks before, 3 now\n  web: scaled");
    expect(asked).toContain("/live/events?since=1&stack=development"); // what another environment does isn't of the load
  });

  it("fails where nothing answers", async () => {
    product.removeAllListeners("request").on("request", (request: { socket: { destroy(): void } }) => {
      request.socket.destroy();
    });
    expect(await run("development", "--rate", "5", "--seconds", "1")).toBe(1);
  });

  it("says what to do where nothing runs", async () => {
    await expect(run("staging")).rejects.toThrow("staging has no load balancer that is reached on this machine");
    ({ root } = fakeEngine(temporaryDirectory()));
    await expect(run("development")).rejects.toThrow("development has no load balancer that is reached");
  });

  it("refuses options that it doesn't have", async () => {
    await expect(run("development", "--diff")).rejects.toThrow("there is no option --diff");
    await expect(run("development", "--rate", "6000")).rejects.toThrow("from 1 to 5000, got 6000");
  });
});

function listen(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
