import { EventEmitter, once } from "node:events";
import { request } from "node:http";
import type { HealthCheck } from "../../../examples/enterprise/src/health";
import type { Log } from "../../../examples/enterprise/src/log";
import { json } from "../../../examples/enterprise/src/reply";
import type { Route } from "../../../examples/enterprise/src/routes";
import { type Service, type ServiceSettings, startService } from "../../../examples/enterprise/src/service";
import { Unavailable } from "../../../examples/enterprise/src/unavailable";
import { AMPLE } from "../../support/ample";

const SETTINGS: ServiceSettings = {
  port: 0,
  version: "1.4.2",
  checkTimeout: AMPLE,
  slowAfter: AMPLE,
  drain: 0,
  shutdownDeadline: 5000,
};

interface Parts {
  readonly settings?: Partial<ServiceSettings>;
  readonly checks?: readonly HealthCheck[];
  readonly routes?: Readonly<Record<string, Route>>;
}

const started: Service[] = [];
let logged: unknown[][] = [];
/** Emits what is logged, by message. */
const logs = new EventEmitter();
afterEach(async () => {
  await Promise.all(started.splice(0).map((service) => service.stop()));
  logged = [];
});

const log: Log = (level, message, fields) => {
  logged.push([level, message, fields]);
  logs.emit(message, fields);
};

/** A service on a free port of this machine. */
async function start({ settings, checks = [], routes }: Parts = {}): Promise<{ service: Service; url: string }> {
  const service = await startService({ ...SETTINGS, ...settings }, { checks, log, routes }, "127.0.0.1");
  started.push(service);
  return { service, url: `http://127.0.0.1:${service.port}` };
}

/** A page that answers when it is told to. */
function heldPage() {
  const events = new EventEmitter();
  const released = once(events, "release");
  const route: Route = {
    product: true,
    answer: async () => {
      events.emit("asked");
      await released;
      return json(200, { finished: true });
    },
  };
  return { route, asked: once(events, "asked"), release: () => events.emit("release") };
}

describe("the service", () => {
  it("says what it is", async () => {
    const { url } = await start();
    const response = await fetch(`${url}/?query`);

    expect(await response.json()).toEqual({ product: "ProofPix Enterprise", version: "1.4.2" });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "application/json; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    });
  });

  it("is healthy to load balancers, whatever it needs (HC-1)", async () => {
    const broken: HealthCheck = {
      name: "database",
      kind: "database",
      critical: true,
      check: () => Promise.reject(new Error("down")),
    };
    const { url } = await start({ checks: [broken] });

    expect((await fetch(`${url}/health`)).status).toBe(200);
    expect((await fetch(`${url}/api/health`)).status).toBe(503);
  });

  it("is healthy to monitoring while only something uncritical fails", async () => {
    const broken: HealthCheck = {
      name: "cache",
      kind: "cache",
      critical: false,
      check: () => Promise.reject(new Error("down")),
    };
    const { url } = await start({ checks: [broken] });
    const response = await fetch(`${url}/api/health`);

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: "degraded", checks: [{ name: "cache", status: "failed" }] });
  });

  it("tells monitoring about checks that don't answer in time", async () => {
    const silent: HealthCheck = {
      name: "queue",
      kind: "queue",
      critical: true,
      check: () => new Promise(() => undefined),
    };
    const { url } = await start({ checks: [silent], settings: { checkTimeout: 20 } });
    const response = await fetch(`${url}/api/health`);

    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ status: "unhealthy", checks: [{ status: "timed-out" }] });
  });

  it("tells how long its pages took, and nothing of its health endpoints", async () => {
    const { url } = await start();
    for (const path of ["/", "/", "/health", "/api/performance/health"]) await fetch(url + path);

    const response = await fetch(`${url}/api/performance/health`);
    expect(await response.json()).toMatchObject({ status: "healthy", milliseconds: { count: 2 } });
  });

  it("calls itself slow without failing", async () => {
    const { url } = await start({ settings: { slowAfter: 0 } });
    await fetch(url);
    const response = await fetch(`${url}/api/performance/health`);

    expect([response.status, await response.json()]).toEqual([200, expect.objectContaining({ status: "slow" })]);
  });

  it("counts requests by route, so that no client makes up series", async () => {
    const { url } = await start();
    for (const path of ["/", "/made-up", "/made-up-too"]) await fetch(url + path);
    await fetch(url, { method: "PROPFIND" });
    const response = await fetch(`${url}/metrics`);
    const text = await response.text();

    expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    expect(text.match(/^http_requests_total.*$/gm)).toEqual([
      'http_requests_total{method="GET",route="/",status="200"} 1',
      'http_requests_total{method="GET",route="/",status="500"} 0',
      'http_requests_total{method="GET",route="/health",status="200"} 0',
      'http_requests_total{method="GET",route="/health",status="503"} 0',
      'http_requests_total{method="GET",route="/health",status="500"} 0',
      'http_requests_total{method="GET",route="/api/health",status="200"} 0',
      'http_requests_total{method="GET",route="/api/health",status="503"} 0',
      'http_requests_total{method="GET",route="/api/health",status="500"} 0',
      'http_requests_total{method="GET",route="/api/performance/health",status="200"} 0',
      'http_requests_total{method="GET",route="/api/performance/health",status="500"} 0',
      'http_requests_total{method="GET",route="/metrics",status="200"} 0',
      'http_requests_total{method="GET",route="/metrics",status="500"} 0',
      'http_requests_total{method="GET",route="other",status="404"} 2',
      'http_requests_total{method="other",route="/",status="405"} 1',
    ]);
    expect(text).toContain("\nhttp_requests_in_flight 1\n");
    expect(text).toContain('\nhttp_request_duration_seconds_count{method="GET",route="/"} 1\n');
  });

  it("tells of the requests that its routes expect before the first one comes", async () => {
    const route: Route = { product: true, methods: ["POST"], statuses: [202], answer: () => json(202, {}) };
    const { url } = await start({ routes: { "/orders": route } });
    const text = await (await fetch(`${url}/metrics`)).text();

    expect(text).toContain('\nhttp_requests_total{method="POST",route="/orders",status="202"} 0\n');
    expect(text).toContain('\nhttp_requests_total{method="POST",route="/orders",status="500"} 0\n');
    expect(text).toContain('\nhttp_request_duration_seconds_count{method="POST",route="/orders"} 0\n');
    expect(text).not.toContain('method="GET",route="/orders"');
  });

  it("tells the outcome of its health checks, which a scrape runs where nobody else did", async () => {
    let works = true;
    const check = (name: string, critical: boolean): HealthCheck => {
      return { name, kind: "cache", critical, check: () => (works ? Promise.resolve() : Promise.reject(new Error())) };
    };
    const { url } = await start({ checks: [check("sessions", true), check("pages", false)] });
    const told = async () => (await (await fetch(`${url}/metrics`)).text()).match(/^health_check_status.*$/gm);

    const atFirst = await told();
    works = false;
    await fetch(`${url}/api/health`);
    expect(atFirst).toEqual([
      'health_check_status{check="sessions",kind="cache",critical="true"} 1',
      'health_check_status{check="pages",kind="cache",critical="false"} 1',
    ]);
    expect(await told()).toEqual([
      'health_check_status{check="sessions",kind="cache",critical="true"} 0',
      'health_check_status{check="pages",kind="cache",critical="false"} 0',
    ]);
  });

  it("tells its version", async () => {
    const { url } = await start();

    expect(await (await fetch(`${url}/metrics`)).text()).toContain('\napplication_info{version="1.4.2"} 1\n');
  });

  it("writes metrics that Prometheus can read line by line", async () => {
    const { url } = await start();
    await fetch(url);
    const lines = (await (await fetch(`${url}/metrics`)).text()).trimEnd().split("\n");

    const line =
      /^(?:# HELP \w+ .+|# TYPE \w+ (?:counter|gauge|histogram)|\w+(?:\{\w+="[^"]*"(?:,\w+="[^"]*")*\})? [\d.e+-]+)$/;
    expect(lines.filter((text) => !line.test(text))).toEqual([]);
    expect(lines.length).toBeGreaterThan(20);
  });

  it("answers HEAD without a body and refuses to be written to", async () => {
    const { url } = await start();
    const head = await fetch(url, { method: "HEAD" });
    const post = await fetch(url, { method: "POST", body: "{}" });

    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect([post.status, post.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });

  it("keeps the reason of a failure to itself", async () => {
    const failing: Route = {
      product: true,
      answer: () => {
        throw new Error("password is wrong");
      },
    };
    const { url } = await start({ routes: { "/failing": failing } });
    const response = await fetch(`${url}/failing`);

    expect([response.status, await response.text()]).toEqual([500, '{"error":"internal error"}\n']);
    expect(JSON.stringify(logged)).toContain("password is wrong");
  });

  it.each([
    ["an object", '{"a":1}', 200, { a: 1 }],
    ["no JSON", "a=1", 400, { error: "the body must be an object in JSON" }],
    ["nothing", "", 400, { error: "the body must be an object in JSON" }],
    ["a list", "[1]", 400, { error: "the body must be an object in JSON" }],
    ["too much", `{"a":"${"a".repeat(1_000_000)}"}`, 413, { error: "the body may have 16384 bytes" }],
  ])("answers a body of %s", async (_, body, status, answer) => {
    const echo: Route = {
      product: true,
      methods: ["POST"],
      answer: async (received) => json(200, await received.json()),
    };
    const { url } = await start({ routes: { "/echo": echo } });
    const response = await fetch(`${url}/echo`, { method: "POST", body });

    expect([response.status, await response.json()]).toEqual([status, answer]);
  });

  it("asks to try again later where what it needs is away", async () => {
    const failing: Route = {
      product: true,
      answer: () => Promise.reject(new Unavailable("queue", new Error("secret"))),
    };
    const { url } = await start({ routes: { "/failing": failing } });
    const response = await fetch(`${url}/failing`);

    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(await response.json()).toEqual({ error: "queue unavailable" });
  });

  it("counts a client that left as one", async () => {
    const held = heldPage();
    const { url } = await start({ routes: { "/held": held.route } });
    const client = request(`${url}/held`).on("error", () => undefined);
    client.end();
    await held.asked;
    const answered = once(logs, "request");
    client.destroy();

    expect(await answered).toEqual([expect.objectContaining({ path: "/held", status: 499 })]);
    held.release();
  });

  it("can't start on a port in use", async () => {
    const { service } = await start();

    await expect(start({ settings: { port: service.port } })).rejects.toThrow("EADDRINUSE");
  });
});

describe("stopping", () => {
  it("finishes what is running and takes nothing new", async () => {
    const held = heldPage();
    const { service, url } = await start({ routes: { "/held": held.route } });
    const running = fetch(`${url}/held`);
    await held.asked;
    const stopped = service.stop();
    await refused(url);
    held.release();

    expect(await (await running).json()).toEqual({ finished: true });
    expect(await stopped).toBe(true);
  });

  it("cuts off at the deadline what doesn't finish", async () => {
    const held = heldPage();
    const { service, url } = await start({ routes: { "/held": held.route }, settings: { shutdownDeadline: 30 } });
    const running = fetch(`${url}/held`).catch(() => "cut off");
    await held.asked;

    expect(await service.stop()).toBe(false);
    expect(await running).toBe("cut off");
    held.release();
  });
});

/** Resolves once nothing listens at an address any more. */
async function refused(url: string): Promise<void> {
  for (;;) {
    try {
      await (await fetch(`${url}/health`)).text();
    } catch {
      return;
    }
  }
}
