import type { RequestListener } from "node:http";
import { connect, createServer as createTcpServer } from "node:net";
import { text } from "node:stream/consumers";
import { AMPLE } from "../../support/ample";
import { eventually } from "./support/eventually";
import { Rehearsal } from "./support/rehearsal";
import { forwardTo, listener, loadBalancer, subnet, targetGroup } from "./support/resources";

const BALANCER = loadBalancer({ idleTimeout: 1 });
const GROUP = targetGroup("blue");
const HTTP = listener(BALANCER, { defaultActions: [forwardTo([[GROUP, 1]])] });

describe("an application load balancer", () => {
  let rehearsal: Rehearsal;

  beforeEach(async () => {
    rehearsal = await Rehearsal.begin(subnet(), BALANCER, GROUP, HTTP);
  });

  afterEach(() => rehearsal.end());

  it("answers 503 where no target is registered", async () => {
    const answer = await rehearsal.ask(HTTP);
    expect(answer.status).toBe(503);
    expect(answer.headers).toMatchObject({ server: "awselb/2.0", "content-type": "text/html" });
    expect(answer.body).toContain("<h1>503 Service Temporarily Unavailable</h1>");
  });

  it.each(["draining", "unused"] as const)("answers 503 where every target is %s", async (state) => {
    rehearsal.register(GROUP, await rehearsal.startServer("1"), { state });
    expect((await rehearsal.ask(HTTP)).status).toBe(503);
  });

  it("sends requests to all targets where none is healthy", async () => {
    rehearsal.register(GROUP, await rehearsal.startServer("1"), { state: "unhealthy" });
    rehearsal.register(GROUP, await rehearsal.startServer("2"), { state: "initial" });
    expect(new Set(await rehearsal.bodies(HTTP, 4))).toEqual(new Set(["1", "2"]));
  });

  it("answers 502 where a target refuses the connection", async () => {
    const { port, server } = await rehearsal.startServer("1");
    rehearsal.register(GROUP, { name: "1", port });
    await new Promise((resolve) => server.close(resolve));
    expect((await rehearsal.ask(HTTP)).status).toBe(502);
  });

  it("answers 502 where nothing of the target's task answers yet", async () => {
    rehearsal.register(GROUP, { name: "1", port: 1 }, { taskArn: "another task" });
    expect((await rehearsal.ask(HTTP)).status).toBe(502);
  });

  it("answers 502 where a target closes the connection, and asks no other target", async () => {
    let asked = 0;
    for (const name of ["1", "2"]) {
      const server = await rehearsal.startServer(name, (request) => {
        asked += 1;
        request.socket.destroy();
      });
      rehearsal.register(GROUP, server);
    }
    expect((await rehearsal.ask(HTTP)).status).toBe(502);
    expect(asked).toBe(1);
  });

  it("answers 502 where a target's answer is no HTTP", async () => {
    const server = createTcpServer((socket) => socket.resume().end("hello\r\n\r\n"));
    await rehearsal.listen(server);
    const address = server.address();
    rehearsal.register(GROUP, { name: "1", port: typeof address === "object" && address !== null ? address.port : 0 });
    expect((await rehearsal.ask(HTTP)).status).toBe(502);
  });

  it("answers 504 where a target is silent for the idle timeout", async () => {
    rehearsal.register(GROUP, await rehearsal.startServer("1", (request) => request.resume()));
    expect((await rehearsal.ask(HTTP)).status).toBe(504);
  });

  it("cuts off the answer of a target that ends in the middle", async () => {
    rehearsal.register(
      GROUP,
      await rehearsal.startServer("1", (request, response) => {
        response.writeHead(200, { "content-length": "100" });
        response.write("the beginning", () => request.socket.destroy());
      }),
    );
    await expect(rehearsal.ask(HTTP)).rejects.toThrow("aborted");
  });

  it("lets go of a target whose client has left, and notes 460", async () => {
    const left = new Promise((resolve) => {
      void rehearsal
        .startServer("1", (request, response) => {
          request.resume();
          response.on("close", resolve);
        })
        .then((server) => rehearsal.register(GROUP, server));
    });
    await eventually(() => rehearsal.running.all("target")[0], AMPLE);
    const { host, localPort = 0 } = rehearsal.addressOf(HTTP);
    const socket = connect({ host, port: localPort });
    socket.write("GET / HTTP/1.1\r\nHost: example.com\r\n\r\n");
    await new Promise((resolve) => setTimeout(resolve, 100));
    socket.destroy();
    await left;
    const seen = await eventually(() => rehearsal.observations.find(({ kind }) => kind === "requests"), AMPLE);
    expect(seen).toMatchObject({ count: 1, byLoadBalancerStatus: { 460: 1 }, byTargetStatus: {} });
  });

  async function raw(request: string): Promise<string> {
    const { host, localPort = 0 } = rehearsal.addressOf(HTTP);
    const socket = connect({ host, port: localPort });
    socket.write(request);
    return text(socket);
  }

  it.each([
    ["400", "what is no HTTP", "hello\r\n\r\n"],
    ["405", "TRACE", "TRACE / HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n"],
    ["414", "a URL of more than 16 KiB", `GET /${"x".repeat(16_384)} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`],
    ["408", "headers that don't end", "GET / HTTP/1.1\r\nHost: example.com\r\n"],
    ["408", "a body that stays out", "POST / HTTP/1.1\r\nHost: example.com\r\nContent-Length: 10\r\n\r\n"],
  ])("answers %s to %s", async (status, _what, request) => {
    const waiting: RequestListener = (asked, response) => {
      asked.resume().on("end", () => response.end("1"));
    };
    rehearsal.register(GROUP, await rehearsal.startServer("1", waiting));
    expect(await raw(request)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    if (!request.includes("Content-Length")) return;
    const seen = await eventually(() => rehearsal.observations.find(({ kind }) => kind === "requests"), AMPLE);
    expect(seen).toMatchObject({ byLoadBalancerStatus: { [status]: 1 } });
  });
});
