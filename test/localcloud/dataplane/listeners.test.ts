import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { Rehearsal } from "./support/rehearsal";
import {
  certificate,
  fixedResponse,
  forwardTo,
  listener,
  loadBalancer,
  rule,
  subnet,
  targetGroup,
} from "./support/resources";

const BALANCER = loadBalancer();
const SHOP = certificate("shop.example.com");
const redirect = { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" };
const HTTP = listener(BALANCER, { defaultActions: [{ type: "redirect", redirect }] });
const HTTPS = listener(BALANCER, { port: 443, protocol: "HTTPS", certificateArn: SHOP.id });

describe("listeners", () => {
  let rehearsal: Rehearsal;

  beforeEach(async () => {
    rehearsal = await Rehearsal.begin(subnet(), BALANCER, SHOP, HTTP, HTTPS);
  });

  afterEach(() => rehearsal.end());

  it("listen on loopback, at ports that say what they are for", () => {
    expect(rehearsal.dataPlane.addresses()).toEqual([
      {
        urn: HTTP.urn,
        loadBalancerArn: BALANCER.id,
        loadBalancerName: "shop",
        dnsName: "shop-1234567890.eu-west-1.elb.amazonaws.com",
        listenerArn: HTTP.id,
        protocol: "HTTP",
        port: 80,
        host: "127.0.0.1",
        localPort: expect.any(Number) as number,
        domains: [],
        problem: undefined,
      },
      expect.objectContaining({ listenerArn: HTTPS.id, port: 443, domains: ["shop.example.com"] }),
    ]);
  });

  it("have the same ports after a restart", async () => {
    const before = rehearsal.dataPlane.addresses().map(({ localPort }) => localPort);
    await rehearsal.restart();
    expect(rehearsal.dataPlane.addresses().map(({ localPort }) => localPort)).toEqual(before);
  });

  it("have another port where something else took theirs meanwhile", async () => {
    const { localPort: before = 0 } = rehearsal.addressOf(HTTP);
    await rehearsal.dataPlane.close();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(before, "127.0.0.1", resolve));
    await rehearsal.restart();
    const { localPort: after } = rehearsal.addressOf(HTTP);
    await new Promise((resolve) => other.close(resolve));

    expect(after).not.toBe(before);
    expect((await rehearsal.ask(HTTP)).status).toBe(301);
  });

  it("end when they are deleted, and their ports are forgotten", async () => {
    rehearsal.resources.remove(HTTP);
    await rehearsal.refresh();
    expect(rehearsal.dataPlane.addresses().map(({ listenerArn }) => listenerArn)).toEqual([HTTPS.id]);
    const kept = JSON.parse(readFileSync(join(rehearsal.directory, "ports.json"), "utf8")) as object;
    expect(Object.keys(kept)).toEqual([HTTPS.id]);
  });

  it("keep their servers and ports when their actions change", async () => {
    const { localPort: before } = rehearsal.addressOf(HTTP);
    await rehearsal.deploy(listener(BALANCER, { defaultActions: [fixedResponse(200, "changed")] }));
    expect((await rehearsal.ask(HTTP)).body).toBe("changed");
    expect(rehearsal.addressOf(HTTP).localPort).toBe(before);
  });

  it("keep their ports when their protocol changes", async () => {
    const { localPort: before } = rehearsal.addressOf(HTTPS);
    await rehearsal.deploy(listener(BALANCER, { port: 443, defaultActions: [fixedResponse(200, "plain")] }));
    expect((await rehearsal.ask(HTTPS)).body).toBe("plain");
    expect(rehearsal.addressOf(HTTPS).localPort).toBe(before);
  });

  it("redirect a client of the load balancer's own port as AWS does", async () => {
    const answer = await rehearsal.ask(HTTP, "/a/b?c=d", { headers: { Host: "shop.example.com" } });
    expect(answer.status).toBe(301);
    expect(answer.headers.location).toBe("https://shop.example.com:443/a/b?c=d");
    expect(answer.body).toContain("<h1>301 Moved Permanently</h1>");
  });

  it("redirect a client of a port of this machine to one of this machine", async () => {
    const { localPort: own = 0 } = rehearsal.addressOf(HTTP);
    const { localPort: other = 0 } = rehearsal.addressOf(HTTPS);
    const answer = await rehearsal.ask(HTTP, "/", { headers: { Host: `shop.example.com:${own}` } });
    expect(answer.headers.location).toBe(`https://shop.example.com:${other}/`);
  });

  it("say what is not modelled, and let nobody in without authentication", async () => {
    const group = targetGroup("blue");
    const actions = [{ type: "authenticate-oidc", authenticateOidc: {} }, forwardTo([[group, 1]])];
    await rehearsal.deploy(group, rule(HTTP, 1, { actions }));
    rehearsal.register(group, await rehearsal.startServer("1"));
    const answer = await rehearsal.ask(HTTP);
    expect(answer.status).toBe(500);
    expect(answer.body).toContain("doesn't model actions of type authenticate-oidc");
  });

  it("answer nothing to a HEAD but the headers", async () => {
    await rehearsal.deploy(listener(BALANCER, { defaultActions: [fixedResponse(200, "four")] }));
    const answer = await rehearsal.ask(HTTP, "/", { method: "HEAD" });
    expect(answer).toMatchObject({ status: 200, body: "" });
    expect(answer.headers["content-length"]).toBe("4");
  });
});
