import { request } from "node:http";
import { startedWorld, type ServiceWorld } from "./support/service-world";

/** How the service answers what says that it is for a host, and is made for a page. */
function ask(world: ServiceWorld, method: string, path: string, headers: Readonly<Record<string, string>>) {
  const { port } = new URL(world.service.url);
  return new Promise<{ status: number | undefined; type: string | undefined; text: string }>((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, method, path, headers }, (answer) => {
      let text = "";
      answer.on("data", (part: Buffer) => (text += part.toString()));
      answer.on("end", () => {
        resolve({ status: answer.statusCode, type: answer.headers["content-type"], text });
      });
    });
    asked.on("error", reject);
    asked.end(method === "GET" ? undefined : JSON.stringify({ environment: "staging" }));
  });
}

describe("the service on loopback", () => {
  let world: ServiceWorld;
  let port: string;

  beforeAll(async () => {
    world = await startedWorld();
    ({ port } = new URL(world.service.url));
  });
  afterAll(() => world.service.close());

  it.each(["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])("answers as %s", async (name) => {
    expect(await ask(world, "GET", "/health", { host: `${name}:${port}` })).toMatchObject({ status: 200 });
  });

  it.each(["evil.example", "127.0.0.1.evil.example", "localhost.", "127.0.0.1@evil.example", ""])(
    "doesn't answer as %j, which a page may have pointed to this machine",
    async (name) => {
      for (const path of ["/health", "/api/deployment/environments", "/api/deployment/events", "/nothing"]) {
        const answer = await ask(world, "GET", path, { host: `${name}:${port}` });

        expect(answer).toMatchObject({ status: 403, type: "application/problem+json; charset=utf-8" });
        expect(JSON.parse(answer.text)).toMatchObject({ code: "forbidden" });
      }
    },
  );

  it("doesn't answer for another port", async () => {
    expect(await ask(world, "GET", "/health", { host: "localhost:1" })).toMatchObject({ status: 403 });
    expect(await ask(world, "GET", "/health", { host: "localhost" })).toMatchObject({ status: 403 });
  });

  it.each<Readonly<Record<string, string>>>([
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: "http://localhost:1" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
  ])("changes nothing for a page with %j", async (headers) => {
    for (const [method, path] of [
      ["POST", "/api/deployment/deploy"],
      ["PUT", "/api/deployment/config?environment=staging"],
      ["POST", "/api/deployment/approvals/a?environment=staging"],
    ] as const) {
      const answer = await ask(world, method, path, { "content-type": "application/json", ...headers });

      expect(answer.status).toBe(403);
      expect(JSON.parse(answer.text)).toMatchObject({ code: "forbidden" });
    }
    expect(world.context.engine.kinds()).not.toContain("update");
  });

  it("has headers that keep pages from using its answers", async () => {
    const { headers } = await world.get("/health");

    expect(headers.get("access-control-allow-origin")).toBeNull();
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toContain("default-src 'self'");
  });

  it("has the same headers on a stream of events", async () => {
    const { headers, body } = await fetch(`${world.service.url}/api/deployment/events`);
    await body?.cancel();

    expect(headers.get("content-type")).toContain("text/event-stream");
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("makes changes for a program, and for its own pages", async () => {
    const headers = {
      "content-type": "application/json",
      origin: `http://localhost:${port}`,
      host: `localhost:${port}`,
    };
    const { status } = await ask(world, "POST", "/api/deployment/deploy", {
      ...headers,
      "sec-fetch-site": "same-origin",
    });

    expect(status).toBe(202);
  });
});

it("tells nothing of errors of AWS and of libraries, whatever status they name", async () => {
  const told = "AccessDenied: AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI at /home/alice/infrastructure/x.ts:1:2";
  const keptFails = Object.assign(new Error(told), { statusCode: 403, code: "AccessDenied" });
  const world = await startedWorld({ keptFails });
  const { status, body } = await world.get("/api/deployment/audit?environment=staging");
  await world.service.close();

  expect([status, body.code]).toEqual([500, "internal"]);
  expect(JSON.stringify(body)).not.toMatch(/wJalr|alice|AccessDenied/);
});
