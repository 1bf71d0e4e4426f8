import { request } from "node:http";
import { text } from "node:stream/consumers";
import { Rehearsal } from "./support/rehearsal";
import { forwardTo, listener, loadBalancer, subnet, targetGroup } from "./support/resources";
import type { Properties } from "../../../localcloud/model/values";

const GROUP = targetGroup("blue");
const HTTP = listener(loadBalancer(), { defaultActions: [forwardTo([[GROUP, 1]])] });

describe("headers", () => {
  let rehearsal: Rehearsal;

  async function begin(inputs: Properties = {}): Promise<void> {
    rehearsal = await Rehearsal.begin(subnet(), loadBalancer(inputs), GROUP, HTTP);
    const server = await rehearsal.startServer("1", (asked, response) => {
      response.end(JSON.stringify({ url: asked.url, headers: asked.headers, raw: asked.rawHeaders }));
    });
    rehearsal.register(GROUP, server);
  }

  afterEach(() => rehearsal.end());

  async function told(headers: Record<string, string> = {}): Promise<Record<string, string>> {
    const { body } = await rehearsal.ask(HTTP, "/a%20b?c=d", { headers });
    const { url, headers: got } = JSON.parse(body) as { url: string; headers: Record<string, string> };
    expect(url).toBe("/a%20b?c=d");
    return got;
  }

  it("tell targets of the client, and keep the host", async () => {
    await begin();
    const got = await told({ Host: "shop.example.com" });
    expect(got).toMatchObject({
      host: "shop.example.com",
      "x-forwarded-for": "127.0.0.1",
      "x-forwarded-proto": "http",
      "x-forwarded-port": "80",
    });
    expect(got["x-amzn-trace-id"]).toMatch(/^Root=1-[\da-f]{8}-[\da-f]{24}$/);
  });

  // User Guide for Application Load Balancers, "X-Forwarded headers".
  it.each([
    ["append", "203.0.113.7, 127.0.0.1"],
    ["preserve", "203.0.113.7"],
    ["remove", undefined],
  ])("treat X-Forwarded-For of the client by %s", async (xffHeaderProcessingMode, expected) => {
    await begin({ xffHeaderProcessingMode });
    expect((await told({ "X-Forwarded-For": "203.0.113.7" }))["x-forwarded-for"]).toBe(expected);
  });

  it("tell the client's port where the load balancer is set to", async () => {
    await begin({ enableXffClientPort: true });
    expect((await told())["x-forwarded-for"]).toMatch(/^127\.0\.0\.1:\d+$/);
  });

  it("don't let a client claim another protocol or port", async () => {
    await begin();
    expect(await told({ "X-Forwarded-Proto": "https", "X-Forwarded-Port": "443" })).toMatchObject({
      "x-forwarded-proto": "http",
      "x-forwarded-port": "80",
    });
  });

  // User Guide for Application Load Balancers, "Request tracing".
  it.each([
    [
      "Root=1-67891233-abcdef012345678912345678;CalledFrom=app",
      /^Self=1-[\da-f]{8}-[\da-f]{24};Root=1-67891233-abcdef012345678912345678;CalledFrom=app$/,
    ],
    [
      "Self=1-1-1;Root=1-67891233-abcdef012345678912345678",
      /^Self=1-[\da-f]{8}-[\da-f]{24};Root=1-67891233-abcdef012345678912345678$/,
    ],
    ["CalledFrom=app", /^CalledFrom=app;Root=1-[\da-f]{8}-[\da-f]{24}$/],
  ])("keep the trace %s", async (given, expected) => {
    await begin();
    expect((await told({ "X-Amzn-Trace-Id": given }))["x-amzn-trace-id"]).toMatch(expected);
  });

  it.each([
    [true, undefined],
    [false, "1"],
  ])(
    "with names that are not valid are dropped if the load balancer is set to: %s",
    async (dropInvalidHeaderFields, expected) => {
      await begin({ dropInvalidHeaderFields });
      expect((await told({ my_header: "1" })).my_header).toBe(expected);
    },
  );

  it("of the client's connection end at the load balancer", async () => {
    await begin();
    const got = await told({ Connection: "close, X-Hop", "X-Hop": "1", TE: "trailers", "Keep-Alive": "timeout=1" });
    expect(got).not.toHaveProperty("x-hop");
    expect(got).not.toHaveProperty("te");
    expect(got).not.toHaveProperty("keep-alive");
  });

  it("of the answer reach the client, several of one name too", async () => {
    await begin();
    rehearsal.deregister(`${GROUP.id}|10.0.0.1|8080`);
    rehearsal.register(
      GROUP,
      await rehearsal.startServer("2", (_, response) => {
        response.writeHead(418, "Short", { "Set-Cookie": ["a=1", "b=2"], "X-Own": "yes" });
        response.end("tea");
      }),
    );
    const answer = await rehearsal.ask(HTTP);
    expect(answer).toMatchObject({ status: 418, body: "tea" });
    expect(answer.headers).toMatchObject({ "set-cookie": ["a=1", "b=2"], "x-own": "yes" });
  });

  it("with Expect are answered by the load balancer, and the body is sent", async () => {
    await begin();
    rehearsal.deregister(`${GROUP.id}|10.0.0.1|8080`);
    rehearsal.register(
      GROUP,
      await rehearsal.startServer("2", (asked, response) => {
        response.setHeader("x-expect", asked.headers.expect ?? "none");
        asked.pipe(response);
      }),
    );
    const { host, localPort: port } = rehearsal.addressOf(HTTP);
    const answer = await new Promise<{ expected: unknown; body: string }>((resolve, reject) => {
      const asked = request({ host, port, method: "POST", headers: { Expect: "100-continue" }, agent: false });
      asked.on("continue", () => asked.end("a body"));
      asked.on("response", (response) => {
        text(response).then((body) => {
          resolve({ expected: response.headers["x-expect"], body });
        }, reject);
      });
      asked.on("error", reject);
      asked.flushHeaders();
    });
    expect(answer).toEqual({ expected: "none", body: "a body" });
  });

  it("of a request without a body say so to the target", async () => {
    await begin();
    const { body } = await rehearsal.ask(HTTP, "/", { method: "DELETE" });
    expect((JSON.parse(body) as { headers: object }).headers).not.toHaveProperty("transfer-encoding");
  });
});
