import { createServer, type AddressInfo } from "node:net";
import { createServer as createHttpServer } from "node:http";
import { once } from "node:events";
import { join } from "node:path";
import { promisify } from "node:util";
import { execFile } from "node:child_process";

const NETWORK = join(__dirname, "../../../../localcloud/runtimes/process/network.cjs");

interface TaskNetwork {
  readonly ports?: Readonly<Record<string, number>>;
  readonly connections: Readonly<Record<string, string>>;
}

/** What a program writes that runs in the network of a task. */
async function said(code: string, network: TaskNetwork): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ["--require", NETWORK, "-e", code], {
    env: { LOCALCLOUD_NETWORK: JSON.stringify(network) },
  });
  return stdout.trim();
}

describe("connections", () => {
  const server = createHttpServer((request, response) => response.end(`asked for ${request.headers.host ?? ""}`));
  let port = 0;

  beforeAll(async () => {
    await once(server.listen(0, "127.0.0.1"), "listening");
    ({ port } = server.address() as AddressInfo);
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it.each([
    ["fetch", 'fetch("http://db.example.amazonaws.com:8432/").then((r) => r.text()).then(console.log)'],
    [
      "http",
      'require("http").get("http://DB.example.amazonaws.com:8432/", (r) => r.on("data", (d) => console.log(String(d))))',
    ],
  ])("lead %s to where a name of AWS answers, and keep the name", async (_, code) => {
    const connections = { "db.example.amazonaws.com:8432": `127.0.0.1:${port}` };
    expect((await said(code, { connections })).toLowerCase()).toBe("asked for db.example.amazonaws.com:8432");
  });

  it.each([
    ["a port and a host", 'connect(8432, "db.example.amazonaws.com")'],
    ["options", 'connect({ port: 8432, host: "db.example.amazonaws.com" })'],
    ["a method of a socket", 'Socket().connect(8432, "db.example.amazonaws.com")'],
  ])("by %s lead there too", async (_, call) => {
    const connections = { "db.example.amazonaws.com:8432": `127.0.0.1:${port}` };
    const code = `const s = require("net").${call}; s.on("connect", () => { console.log(s.remotePort); s.destroy(); })`;
    expect(await said(code, { connections })).toBe(String(port));
  });

  it("to anything else stay as they are", async () => {
    const code = `fetch("http://127.0.0.1:${port}/").then((r) => r.text()).then(console.log)`;
    expect(await said(code, { ports: { 3000: 1 }, connections: {} })).toBe(`asked for 127.0.0.1:${port}`);
  });
});

describe("ports", () => {
  it.each([
    ["listen(3000)", "a port"],
    ['listen(3000, "0.0.0.0")', "a port and a host"],
    ['listen({ port: 3000, host: "::" })', "options"],
    ['listen("3000")', "a text"],
  ])("become those of this machine with %s", async (call) => {
    const free = createServer();
    await once(free.listen(0, "127.0.0.1"), "listening");
    const { port } = free.address() as AddressInfo;
    await new Promise((resolve) => free.close(resolve));
    const code = `
      const server = require("net").createServer((s) => s.end("hello"));
      server.${call};
      server.on("listening", () => {
        const { address, port } = server.address();
        require("net").connect(3000, "localhost").on("data", (d) => { console.log(address, port, String(d)); server.close(); });
      });`;
    expect(await said(code, { ports: { 3000: port }, connections: {} })).toBe(`127.0.0.1 ${port} hello`);
  });

  it("that nobody was told of are given by the system, on the loopback address", async () => {
    const code = `const s = require("net").createServer().listen(80, () => { console.log(s.address().address, s.address().port > 1023); s.close(); })`;
    expect(await said(code, { ports: {}, connections: {} })).toBe("127.0.0.1 true");
  });

  it("stay as they are where the program has a network of its own", async () => {
    const code = `const s = require("net").createServer().listen(0, "127.0.0.2", () => { console.log(s.address().address); s.close(); })`;
    expect(await said(code, { connections: {} })).toBe("127.0.0.2");
  });
});
