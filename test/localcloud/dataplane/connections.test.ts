import { Agent, request, type IncomingMessage } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { connect } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { Authority } from "../../../localcloud/dataplane/tls/authority";
import type { Properties } from "../../../localcloud/model/values";
import { Rehearsal } from "./support/rehearsal";
import { forwardTo, listener, loadBalancer, subnet, targetGroup } from "./support/resources";

const GROUP = targetGroup("blue");
const HTTP = listener(loadBalancer(), { defaultActions: [forwardTo([[GROUP, 1]])] });

describe("connections", () => {
  let rehearsal: Rehearsal;

  async function begin(inputs: Properties = {}, group = GROUP): Promise<void> {
    rehearsal = await Rehearsal.begin(subnet(), loadBalancer(inputs), group, HTTP);
  }

  afterEach(() => rehearsal.end());

  it("carry bodies as they come, both ways", async () => {
    await begin();
    const echo = await rehearsal.startServer("1", (asked, response) => {
      asked.pipe(response);
    });
    rehearsal.register(GROUP, echo);
    const { host, localPort: port } = rehearsal.addressOf(HTTP);
    const asked = request({ host, port, method: "POST", agent: false });
    asked.write("first");
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      asked.on("response", resolve).on("error", reject);
    });
    const first = await new Promise<string>((resolve) => {
      response.once("data", (chunk: Buffer) => {
        resolve(chunk.toString());
      });
    });
    expect(first).toBe("first"); // although the request has not ended
    asked.end("last");
    expect(await text(response)).toBe("last");
  });

  it("carry bodies of any size whole", async () => {
    await begin();
    const server = await rehearsal.startServer("1", (asked, response) => {
      asked.pipe(response);
    });
    rehearsal.register(GROUP, server);
    const body = "0123456789".repeat(500_000);
    const answer = await rehearsal.ask(HTTP, "/", { method: "PUT", body });
    expect(answer.body === body).toBe(true);
  });

  it("of targets are used again", async () => {
    await begin();
    let connections = 0;
    const target = await rehearsal.startServer("1");
    target.server.on("connection", () => (connections += 1));
    rehearsal.register(GROUP, target);
    await rehearsal.bodies(HTTP, 5);
    expect(connections).toBe(1);
  });

  /** Sends requests over one connection, and gives what each answer says about the connection. */
  async function overOneConnection(count: number): Promise<(string | undefined)[]> {
    const { host, localPort: port } = rehearsal.addressOf(HTTP);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const said: (string | undefined)[] = [];
    for (let index = 0; index < count; index += 1) {
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        request({ host, port, agent }).on("response", resolve).on("error", reject).end();
      });
      await text(response);
      said.push(response.headers.connection);
    }
    agent.destroy();
    return said;
  }

  it("of clients are kept", async () => {
    await begin();
    rehearsal.register(GROUP, await rehearsal.startServer("1"));
    expect(await overOneConnection(3)).toEqual(["keep-alive", "keep-alive", "keep-alive"]);
  });

  it("of clients end after the load balancer's keepalive duration", async () => {
    await begin({ clientKeepAlive: 0 });
    rehearsal.register(GROUP, await rehearsal.startServer("1"));
    expect((await overOneConnection(2))[1]).toBe("close");
  });

  it("of clients end after the idle timeout, which can change while they are served", async () => {
    await begin({ idleTimeout: 4000 });
    await rehearsal.deploy(loadBalancer({ idleTimeout: 1 }));
    const { host, localPort = 0 } = rehearsal.addressOf(HTTP);
    expect(await text(connect({ host, port: localPort }))).toBe("");
  });

  it("to targets are encrypted where their group says so, whoever signed their certificate", async () => {
    const group = targetGroup("blue", { protocol: "HTTPS" });
    await begin({}, group);
    const { key, cert } = Authority.open(join(rehearsal.directory, "other")).issue(["somewhere.example.com"]);
    const server = createSecureServer({ key, cert }, (_, response) => response.end("secret"));
    await rehearsal.listen(server);
    const address = server.address();
    rehearsal.register(group, { name: "1", port: typeof address === "object" && address !== null ? address.port : 0 });
    expect((await rehearsal.ask(HTTP)).body).toBe("secret");
  });

  it("to targets that speak another version of HTTP are not modelled, and say so", async () => {
    const group = targetGroup("blue", { protocolVersion: "HTTP2" });
    await begin({}, { ...group, computed: { ...group.computed, protocolVersion: "HTTP2" } });
    rehearsal.register(group, await rehearsal.startServer("1"));
    expect(await rehearsal.ask(HTTP)).toMatchObject({ status: 500, body: expect.stringContaining("HTTP2") as string });
  });
});
