import { request, type IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { AMPLE } from "../../support/ample";
import { eventually } from "./support/eventually";
import { Rehearsal, type TargetServer } from "./support/rehearsal";
import { fixedResponse, forwardTo, listener, loadBalancer, rule, subnet, targetGroup } from "./support/resources";

const BALANCER = loadBalancer();
const GROUP = targetGroup("blue", { stickiness: { enabled: true, type: "lb_cookie" } });
const HTTP = listener(BALANCER, { defaultActions: [forwardTo([[GROUP, 1]])] });

describe("an upgrade of a connection", () => {
  let rehearsal: Rehearsal;

  beforeEach(async () => {
    rehearsal = await Rehearsal.begin(subnet(), BALANCER, GROUP, HTTP);
  });

  afterEach(() => rehearsal.end());

  /** A program that takes upgrades to a protocol that repeats what is said. */
  async function startEcho(name: string): Promise<TargetServer> {
    const target = await rehearsal.startServer(name);
    target.server.on("upgrade", (asked: IncomingMessage, socket: Duplex) => {
      socket.on("error", () => socket.destroy());
      const proto = String(asked.headers["x-forwarded-proto"]);
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: ${String(asked.headers.upgrade)}\r\nX-Proto: ${proto}\r\n\r\n`,
      );
      socket.pipe(socket);
    });
    return target;
  }

  function upgraded(path = "/"): Promise<{ answer: IncomingMessage; socket?: Duplex }> {
    const { host, localPort: port } = rehearsal.addressOf(HTTP);
    return new Promise((resolve, reject) => {
      request({ host, port, path, headers: { Connection: "Upgrade", Upgrade: "websocket" } })
        .on("upgrade", (answer, socket) => {
          resolve({ answer, socket });
        })
        .on("response", (answer) => {
          answer.resume().on("end", () => {
            resolve({ answer });
          });
        })
        .on("error", reject)
        .end();
    });
  }

  function said(socket: Duplex): Promise<string> {
    return new Promise((resolve) => {
      socket.once("data", (chunk: Buffer) => {
        resolve(chunk.toString());
      });
    });
  }

  it("connects the client with a target", async () => {
    rehearsal.register(GROUP, await startEcho("1"));
    const { answer, socket } = await upgraded();
    if (socket === undefined) throw new Error("there was no upgrade");
    expect(answer.statusCode).toBe(101);
    expect(answer.headers).toMatchObject({ upgrade: "websocket", "x-proto": "http" });
    expect(answer.headers["set-cookie"]?.[0]).toMatch(/^AWSALB=/);

    socket.write("hello");
    expect(await said(socket)).toBe("hello");
    socket.destroy();
    await eventually(() => (rehearsal.observations.length > 0 ? true : undefined), AMPLE);
    expect(rehearsal.observations[0]).toMatchObject({ kind: "requests", byTargetStatus: { 101: 1 } });
  });

  it("lasts while its target drains, and ends when that is gone", async () => {
    const id = rehearsal.register(GROUP, await startEcho("1"));
    const { socket } = await upgraded();
    if (socket === undefined) throw new Error("there was no upgrade");
    rehearsal.setState(id, "draining");
    socket.write("still here");
    expect(await said(socket)).toBe("still here");

    const closed = new Promise((resolve) => socket.once("close", resolve));
    rehearsal.deregister(id);
    await closed;
  });

  it("is answered with what a target says that doesn't upgrade", async () => {
    const { server, ...target } = await rehearsal.startServer("1");
    server.on("upgrade", (_: IncomingMessage, socket: Duplex) => {
      socket.end("HTTP/1.1 426 Upgrade Required\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno");
    });
    rehearsal.register(GROUP, target);
    expect((await upgraded()).answer.statusCode).toBe(426);
  });

  it("meets the same rules and errors as every request", async () => {
    await rehearsal.deploy(
      rule(HTTP, 1, {
        actions: [fixedResponse(403, "no")],
        conditions: [{ pathPattern: { values: ["/closed"] } }],
      }),
    );
    expect((await upgraded("/closed")).answer.statusCode).toBe(403);
    expect((await upgraded()).answer.statusCode).toBe(503);
    const { port, server } = await rehearsal.startServer("1");
    rehearsal.register(GROUP, { name: "1", port });
    await new Promise((resolve) => server.close(resolve));
    expect((await upgraded()).answer.statusCode).toBe(502);
  });
});
