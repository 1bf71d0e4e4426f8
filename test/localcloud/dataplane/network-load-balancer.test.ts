import { readFileSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { connect as connectTls } from "node:tls";
import type { CloudResource } from "../../../localcloud/model/resource";
import { Rehearsal } from "./support/rehearsal";
import { certificate, forwardTo, listener, loadBalancer, subnet, targetGroup } from "./support/resources";

const BALANCER = loadBalancer({ loadBalancerType: "network" });
const SHOP = certificate("shop.example.com");

function forwarding(group: CloudResource, other: Record<string, unknown> = {}): CloudResource {
  return listener(BALANCER, { port: 5432, protocol: "TCP", defaultActions: [forwardTo([[group, 1]])], ...other });
}

describe("a network load balancer", () => {
  let rehearsal: Rehearsal;

  async function begin(group: CloudResource, of: CloudResource): Promise<void> {
    rehearsal = await Rehearsal.begin(subnet(), BALANCER, SHOP, group, of);
  }

  afterEach(() => rehearsal.end());

  /** Starts a target that says its name, then what it gets. */
  async function startTarget(group: CloudResource, name: string): Promise<string> {
    const server = createServer({ allowHalfOpen: true }, (socket) => {
      socket.on("error", () => socket.destroy());
      socket.write(`${name}:`);
      socket.pipe(socket);
    });
    await rehearsal.listen(server);
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    return rehearsal.register(group, { name, port });
  }

  function open(of: CloudResource): Socket {
    const { host, localPort = 0 } = rehearsal.addressOf(of);
    return connect({ host, port: localPort });
  }

  async function say(of: CloudResource, words: string): Promise<string> {
    const socket = open(of);
    socket.end(words);
    return text(socket);
  }

  it("connects clients with targets", async () => {
    const group = targetGroup("tcp", { protocol: "TCP" });
    const tcp = forwarding(group);
    await begin(group, tcp);
    await startTarget(group, "1");
    await startTarget(group, "2");

    const answers = new Set<string>();
    for (let turn = 0; turn < 40; turn += 1) answers.add(await say(tcp, "hello"));
    expect(answers).toEqual(new Set(["1:hello", "2:hello"]));
  });

  it("connects a client with the same target where clients stick to targets", async () => {
    const group = targetGroup("tcp", { protocol: "TCP", stickiness: { enabled: true, type: "source_ip" } });
    const tcp = forwarding(group);
    await begin(group, tcp);
    const ids = [await startTarget(group, "1"), await startTarget(group, "2")];

    const answers = new Set<string>();
    for (let turn = 0; turn < 20; turn += 1) answers.add(await say(tcp, ""));
    expect(answers.size).toBe(1);

    const [answer = ""] = answers;
    rehearsal.setState(ids[Number(answer[0]) - 1] ?? "", "draining");
    expect(await say(tcp, "")).toBe(answer === "1:" ? "2:" : "1:");
  });

  it("resets a connection that no target takes", async () => {
    const group = targetGroup("tcp", { protocol: "TCP" });
    const tcp = forwarding(group);
    await begin(group, tcp);

    await expect(say(tcp, "hello")).rejects.toThrow("ECONNRESET");
  });

  it("ends connections with the deregistration of their target where the group says so", async () => {
    const group = targetGroup("tcp", { protocol: "TCP", connectionTermination: true });
    const tcp = forwarding(group);
    await begin(group, tcp);
    const id = await startTarget(group, "1");
    const socket = open(tcp);
    await new Promise((resolve) => socket.once("data", resolve));

    rehearsal.deregister(id);
    expect(await text(socket)).toBe("");
  });

  it("ends TLS itself", async () => {
    const group = targetGroup("tls", { protocol: "TCP" });
    const tls = forwarding(group, { port: 443, protocol: "TLS", certificateArn: SHOP.id });
    await begin(group, tls);
    await startTarget(group, "1");
    const { host, localPort = 0 } = rehearsal.addressOf(tls);
    const ca = readFileSync(rehearsal.dataPlane.authorityFile);
    const socket = connectTls({ host, port: localPort, servername: "shop.example.com", ca });
    socket.write("hello");
    const answer = await new Promise<string>((resolve) => {
      let received = "";
      socket.on("data", (chunk: Buffer) => {
        received += chunk.toString();
        if (received === "1:hello") resolve(received);
      });
    });
    socket.destroy();

    expect(answer).toBe("1:hello");
  });

  it("tells targets of the client by the proxy protocol", async () => {
    const group = targetGroup("tcp", { protocol: "TCP", proxyProtocolV2: true });
    const tcp = forwarding(group);
    await begin(group, tcp);
    await startTarget(group, "1");
    const { host, localPort = 0 } = rehearsal.addressOf(tcp);
    const socket = connect({ host, port: localPort });
    await new Promise<void>((resolve) => socket.once("connect", resolve));
    const { localPort: clientPort = 0 } = socket;
    socket.end("hello");
    const received = Buffer.concat((await socket.toArray()) as Buffer[]).subarray(2);

    expect(received.subarray(0, 12).toString("hex")).toBe("0d0a0d0a000d0a515549540a");
    expect([...received.subarray(12, 24)]).toEqual([0x21, 0x11, 0, 12, 127, 0, 0, 1, 127, 0, 0, 1]);
    expect([received.readUInt16BE(24), received.readUInt16BE(26)]).toEqual([clientPort, 5432]);
    expect(received.subarray(28).toString()).toBe("hello");
  });

  it("isn't served where it has a protocol that is not modelled, and says so", async () => {
    const group = targetGroup("udp", { protocol: "UDP" });
    const udp = forwarding(group, { protocol: "UDP" });
    await begin(group, udp);

    expect(rehearsal.addressOf(udp)).toMatchObject({
      localPort: undefined,
      problem: "listeners of UDP are not modelled",
    });
  });
});
