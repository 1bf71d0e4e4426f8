import { X509Certificate } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { connect as connectHttp2 } from "node:http2";
import { request } from "node:https";
import { text } from "node:stream/consumers";
import { connect, type TLSSocket } from "node:tls";
import { AMPLE } from "../../support/ample";
import { eventually } from "./support/eventually";
import { Rehearsal } from "./support/rehearsal";
import {
  certificate,
  fixedResponse,
  forwardTo,
  listener,
  listenerCertificate,
  loadBalancer,
  rule,
  subnet,
  targetGroup,
} from "./support/resources";

const BALANCER = loadBalancer();
const SHOP = certificate("shop.example.com", "*.shop.example.com");
const OTHER = certificate("other.example.com");
const HTTPS = listener(BALANCER, {
  port: 443,
  protocol: "HTTPS",
  certificateArn: SHOP.id,
  sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
});
const GROUP = targetGroup("blue");

describe("HTTPS", () => {
  let rehearsal: Rehearsal;

  beforeEach(async () => {
    rehearsal = await Rehearsal.begin(
      ...[subnet(), BALANCER, SHOP, OTHER, HTTPS, GROUP],
      listenerCertificate(HTTPS, OTHER),
      rule(HTTPS, 1, { actions: [forwardTo([[GROUP, 1]])] }),
    );
    rehearsal.register(
      GROUP,
      await rehearsal.startServer("1", (asked, response) => {
        response.end(JSON.stringify(asked.headers));
      }),
    );
  });

  afterEach(() => rehearsal.end());

  function authority(): string {
    return readFileSync(rehearsal.dataPlane.authorityFile, "utf8");
  }

  /** A connection that a client makes who trusts the authority and nobody else. */
  function connected(servername: string, options: object = {}): Promise<TLSSocket> {
    const { host, localPort = 0 } = rehearsal.addressOf(HTTPS);
    return new Promise((resolve, reject) => {
      const socket = connect({ host, port: localPort, servername, ca: authority(), ...options }, () => {
        resolve(socket);
      });
      socket.on("error", reject);
    });
  }

  async function shown(servername: string): Promise<string | undefined> {
    const socket = await connected(servername);
    const names = socket.getPeerCertificate().subjectaltname;
    socket.destroy();
    return names;
  }

  it("is answered with a certificate of the local authority for the listener's domains", async () => {
    expect(await shown("shop.example.com")).toBe("DNS:shop.example.com, DNS:*.shop.example.com");
    expect(await shown("api.shop.example.com")).toBe("DNS:shop.example.com, DNS:*.shop.example.com");
  });

  it("is answered with the certificate for the name that the client asks for", async () => {
    expect(await shown("other.example.com")).toBe("DNS:other.example.com");
  });

  it("is refused by a client for a name that no certificate has", async () => {
    await expect(connected("elsewhere.example.com")).rejects.toThrow("does not match certificate's altnames");
  });

  it("speaks the versions of its security policy", async () => {
    const socket = await connected("shop.example.com");
    expect(socket.getProtocol()).toBe("TLSv1.3");
    socket.destroy();
    await expect(connected("shop.example.com", { minVersion: "TLSv1", maxVersion: "TLSv1.1" })).rejects.toThrow();
  });

  it("keeps the authority and its key for this user alone, from one start to the next", async () => {
    const before = authority();
    const files = [rehearsal.dataPlane.authorityFile, rehearsal.dataPlane.authorityFile.replace("root", "root-key")];
    expect(files.map((file) => statSync(file).mode & 0o777)).toEqual([0o600, 0o600]);
    expect(new X509Certificate(before).ca).toBe(true);

    await rehearsal.restart();
    expect(authority()).toBe(before);
  });

  it("tells targets of the client's connection", async () => {
    const { host, localPort: port } = rehearsal.addressOf(HTTPS);
    const options = { host, port, servername: "shop.example.com", ca: authority(), agent: false };
    const body = await new Promise<string>((resolve, reject) => {
      request({ ...options, headers: { Host: "shop.example.com" } }, (response) => {
        text(response).then(resolve, reject);
      })
        .on("error", reject)
        .end();
    });
    expect(JSON.parse(body)).toMatchObject({
      host: "shop.example.com",
      "x-forwarded-for": "127.0.0.1",
      "x-forwarded-proto": "https",
      "x-forwarded-port": "443",
    });
  });

  it("notes a client that leaves before it has an answer", async () => {
    const group = targetGroup("silent");
    await rehearsal.deploy(group, rule(HTTPS, 1, { actions: [forwardTo([[group, 1]])] }));
    let asked: (() => void) | undefined;
    const waiting = new Promise<void>((resolve) => (asked = resolve));
    rehearsal.register(group, await rehearsal.startServer("2", () => asked?.()));
    const socket = await connected("shop.example.com");
    socket.write("GET / HTTP/1.1\r\nHost: shop.example.com\r\n\r\n");
    await waiting;
    socket.destroy();
    const seen = await eventually(() => rehearsal.observations.find(({ kind }) => kind === "requests"), AMPLE);
    expect(seen).toMatchObject({ count: 1, byLoadBalancerStatus: { 460: 1 } });
  });

  it("takes HTTP/2, and speaks HTTP/1.1 to targets", async () => {
    const { host, localPort = 0 } = rehearsal.addressOf(HTTPS);
    const session = connectHttp2(`https://${host}:${localPort}`, { servername: "shop.example.com", ca: authority() });
    const stream = session.request({
      ":path": "/a?b=c",
      ":authority": "shop.example.com",
      "x-own": "1",
      cookie: ["a=1", "b=2"],
    });
    const headers = await new Promise<Record<string, unknown>>((resolve) => stream.on("response", resolve));
    const body = JSON.parse(await text(stream)) as Record<string, string>;
    await new Promise<void>((resolve) => {
      session.close(resolve);
    });

    expect(headers[":status"]).toBe(200);
    expect(body).toMatchObject({
      ...{ host: "shop.example.com", "x-own": "1", cookie: "a=1; b=2" },
      "x-forwarded-proto": "https",
    });
  });

  it("takes a body by HTTP/2", async () => {
    await rehearsal.deploy(
      rule(HTTPS, 1, { actions: [fixedResponse(200, "unused")], conditions: [{ pathPattern: { values: ["/none"] } }] }),
      rule(HTTPS, 2, { actions: [forwardTo([[targetGroup("echo"), 1]])] }),
      targetGroup("echo"),
    );
    rehearsal.register(
      targetGroup("echo"),
      await rehearsal.startServer("2", (asked, response) => {
        asked.pipe(response);
      }),
    );
    const { host, localPort = 0 } = rehearsal.addressOf(HTTPS);
    const session = connectHttp2(`https://${host}:${localPort}`, { servername: "shop.example.com", ca: authority() });
    const stream = session.request({ ":path": "/", ":method": "POST", ":authority": "shop.example.com" });
    stream.end("a body");
    expect(await text(stream)).toBe("a body");
    await new Promise<void>((resolve) => {
      session.close(resolve);
    });
  });
});
