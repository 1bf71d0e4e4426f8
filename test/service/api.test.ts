import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../tools/shared/project-root";
import { DIGEST } from "../automation/pipeline/support/pipeline-world";
import { deployed } from "../automation/support/records";
import { startedWorld, type ServiceWorld, type WorldOptions } from "./support/service-world";

describe("the deployment service", () => {
  let world: ServiceWorld;

  afterEach(async () => {
    world.gate.open();
    await world.service.close();
  });

  async function start(options: WorldOptions = {}): Promise<ServiceWorld> {
    world = await startedWorld(options);
    return world;
  }

  it("tells what runs where", async () => {
    const { get } = await start();
    const { status, body } = await get("/api/deployment/environments");

    expect(status).toBe(200);
    expect(body.environments).toMatchObject([{ name: "staging", kind: "staging" }]);
  });

  it("accepts a deployment, carries it out, and tells how it ended", async () => {
    const { post, ended, get } = await start();
    const { status, body } = await post("/api/deployment/deploy", { environment: "staging", reason: "the new export" });

    expect(status).toBe(202);
    expect(body).toMatchObject({ environment: "staging", kind: "deploy", status: "accepted" });
    expect(await ended(body.id)).toMatchObject({ id: body.id, status: "succeeded", reason: "the new export" });
    const { body: page } = await get("/api/deployment/deployments?environment=staging");
    expect(page.deployments.map(({ name }) => name)).toEqual([body.id, "20261130-120100-0000"]);
  });

  it("tells of a deployment that was refused before it began", async () => {
    const { post, ended } = await start({
      faults: { preview: { succeeded: false, violations: ["tags-required: web"] } },
    });
    const { body } = await post("/api/deployment/deploy", { environment: "staging" });

    const refused = await ended(body.id);

    expect(refused.status).toBe("refused");
    expect(refused.failure).toContain("tags-required: web");
  });

  it("tells a second one which runs", async () => {
    const { post, gate, ended } = await start();
    gate.shut();
    const { body: first } = await post("/api/deployment/deploy", { environment: "staging" });
    const second = await post("/api/deployment/rollback", { environment: "staging" });

    expect(second.status).toBe(409);
    expect(second.headers.get("content-type")).toContain("application/problem+json");
    expect(second.body).toMatchObject({ version: 1, code: "deployment-running", running: first.id });
    gate.open();
    await ended(first.id);
  });

  it("accepts the same request once", async () => {
    const { post, ended, get } = await start();
    const key = { "idempotency-key": "k-1" };
    const { body: first } = await post("/api/deployment/deploy", { environment: "staging" }, key);
    await ended(first.id);
    const { status, body: again } = await post("/api/deployment/deploy", { environment: "staging" }, key);

    expect([status, again.id]).toEqual([202, first.id]);
    const { body: page } = await get("/api/deployment/deployments");
    expect(page.deployments).toHaveLength(2);
    const other = await post("/api/deployment/deploy", { environment: "staging", image: "shop:2" }, key);
    expect([other.status, other.body.code]).toEqual([422, "idempotency-key-reused"]);
  });

  it("returns to an earlier deployment", async () => {
    const { post, ended } = await start({ records: [deployed(2), deployed(1)] });
    const { body } = await post("/api/deployment/rollback", { environment: "staging", configurationOnly: true });

    expect(await ended(body.id)).toMatchObject({ kind: "rollback", returnsTo: "20261130-120100-0000" });
  });

  it.each([
    ["deploy", { environment: "staging", colour: "red" }],
    ["deploy", {}],
    ["deploy", { environment: 5 }],
    ["deploy", "staging"],
    ["rollback", { environment: "staging", to: "a", steps: 1 }],
    ["rollback", { environment: "staging", steps: 0 }],
    ["scale", { environment: "staging", service: "web" }],
    ["scale", { environment: "staging", service: "web", count: 2, minInstances: 1 }],
    ["scale", { environment: "staging", service: "web", count: -1 }],
    ["scale", { environment: "staging", service: "web", count: 1.5 }],
  ])("refuses to %s %j", async (path, body) => {
    const { post } = await start();
    const { status, body: problem } = await post(`/api/deployment/${path}`, body);

    expect([status, problem.code]).toEqual([400, "request-invalid"]);
  });

  it("names the environments that there are", async () => {
    const { post, get } = await start();
    const asked = [
      await post("/api/deployment/deploy", { environment: "nowhere" }),
      await get("/api/deployment/health?environment=nowhere"),
      await get("/api/deployment/config?environment=nowhere"),
      await get("/api/deployment/scaling/history?environment=nowhere"),
      await get("/api/deployment/deployments?environment=nowhere"),
    ];

    for (const { status, body } of asked) {
      expect([status, body.code, body.nextStep]).toEqual([404, "no-such-environment", "There are staging."]);
    }
  });

  it("pages through the history, which new deployments don't move", async () => {
    const records = Array.from({ length: 7 }, (_, index) => deployed(7 - index));
    const { get, post, ended } = await start({ records });
    const { body: first } = await get("/api/deployment/deployments?limit=3");
    const { body: begun } = await post("/api/deployment/deploy", { environment: "staging" });
    await ended(begun.id);
    const { body: second } = await get(`/api/deployment/deployments?limit=3&cursor=${first.next}`);
    const { body: third } = await get(`/api/deployment/deployments?limit=3&cursor=${second.next}`);

    const minutes = [first, second, third].map(({ deployments }) =>
      deployments.map(({ name }) => Number(name.slice(11, 13))),
    );
    expect(minutes).toEqual([[7, 6, 5], [4, 3, 2], [1]]);
    expect(third.next).toBeUndefined();
  });

  it("has no deployment that never was", async () => {
    const { get } = await start();
    const { status, body } = await get("/api/deployment/deployments/none");

    expect([status, body.code]).toEqual([404, "no-such-deployment"]);
  });

  it("describes itself", async () => {
    const { get } = await start();
    const { body } = await get("/api/deployment/openapi.json");

    expect(body.openapi).toBe("3.1.0");
    expect(Object.keys(body.paths).sort()).toEqual([
      "/api/deployment/approvals",
      "/api/deployment/approvals/{id}",
      "/api/deployment/audit",
      "/api/deployment/audit/verification",
      "/api/deployment/config",
      "/api/deployment/deploy",
      "/api/deployment/deployments",
      "/api/deployment/deployments/{id}",
      "/api/deployment/drift",
      "/api/deployment/drift/repair",
      "/api/deployment/environments",
      "/api/deployment/events",
      "/api/deployment/health",
      "/api/deployment/metrics",
      "/api/deployment/reports",
      "/api/deployment/rollback",
      "/api/deployment/scale",
      "/api/deployment/scaling/history",
      "/health",
    ]);
  });

  it("is described route by route on its page", async () => {
    const { get } = await start();
    const page = readFileSync(join(projectRoot(__dirname), "docs", "api.md"), "utf8");
    const { paths } = (await get("/api/deployment/openapi.json")).body;
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );

    expect(routes.filter((route) => !page.includes(`\`${route}\``))).toEqual([]);
  });

  it("tells Prometheus of its answers and of what is under way", async () => {
    const { get, service } = await start();
    await get("/health");
    const text = await (await fetch(`${service.url}/metrics`)).text();

    expect(text).toContain(
      'deployment_service_request_duration_seconds_count{method="GET",route="/health",status="200"} 1',
    );
    expect(text).toContain("deployment_service_deployments_under_way 0");
  });

  it("answers what it doesn't know with a problem", async () => {
    const { get } = await start();
    const { status, headers, body } = await get("/api/nothing");

    expect([status, body.code]).toEqual([404, "no-such-route"]);
    expect(headers.get("content-type")).toContain("application/problem+json");
  });

  it("answers an address so many times a minute", async () => {
    const { get } = await start({ requestsPerMinute: 3 });
    const statuses = [];
    for (let count = 0; count < 4; count++) statuses.push((await get("/health")).status);

    expect(statuses).toEqual([200, 200, 200, 429]);
  });
});

describe("the configuration", () => {
  let world: ServiceWorld;
  const PATH = "/api/deployment/config?environment=staging";

  afterEach(() => world.service.close());

  it("is read without its secrets, and changed with them", async () => {
    world = await startedWorld();
    const { context, get, put, ended } = world;
    const secret = "v1:AAAAAAAAAAA=:BBBBBBBBBBBBBBBBBBBB";
    context.configurationFile.write(
      `encryptionsalt: v1:salt:v1:more\nconfig:\n  proofpix:image: shop:1\n  proofpix:key:\n    secure: ${secret}\n`,
    );
    const { body, headers } = await get(PATH);
    expect(body.text).not.toContain(secret);
    expect(body.text).not.toContain("v1:salt");
    const text = body.text.replace("shop:1", "shop:2");
    const { status, body: begun } = await put(PATH, { text }, { "if-match": headers.get("etag") ?? "" });

    expect(status).toBe(202);
    expect(await ended(begun.id)).toMatchObject({ kind: "configure", status: "succeeded" });
    expect(context.configurationFile.text).toContain(`secure: ${secret}`);
    expect(context.configurationFile.text).toContain("shop:2");
  });

  it.each([
    [undefined, 428, "precondition-required"],
    ['"another"', 412, "configuration-changed"],
  ])("isn't changed for If-Match %s", async (tag, status, code) => {
    world = await startedWorld();
    const { put, context } = world;
    const before = context.configurationFile.text;
    const answer = await put(PATH, { text: "config: {}\n" }, tag === undefined ? {} : { "if-match": tag });

    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(context.configurationFile.text).toBe(before);
  });

  it("isn't changed into one with problems", async () => {
    world = await startedWorld({ problems: [{ key: "cpu", reason: "is too little" }] });
    const { get, put } = world;
    const { headers } = await get(PATH);
    const { status, body } = await put(PATH, { text: "config: {}\n" }, { "if-match": headers.get("etag") ?? "" });

    expect([status, body.code]).toEqual([422, "configuration-invalid"]);
    expect(body.detail).toContain("cpu: is too little");
  });

  it("takes no word for a secret that there isn't", async () => {
    world = await startedWorld();
    const { get, put } = world;
    const { headers } = await get(PATH);
    const text = "config:\n  proofpix:key:\n    secure: withheld-0123456789abcdef\n";
    const { status, body } = await put(PATH, { text }, { "if-match": headers.get("etag") ?? "" });

    expect([status, body.code]).toEqual([422, "request-invalid"]);
  });
});

describe("what leaves the service", () => {
  it("has no configuration's text", async () => {
    const world = await startedWorld();
    const { post, ended, service, get } = world;
    const { body } = await post("/api/deployment/deploy", { environment: "staging", image: `shop@${DIGEST}` });
    const record = await ended(body.id);
    const listed = await get("/api/deployment/deployments");
    const events = await fetch(`${service.url}/api/deployment/events?after=0`);
    const text = await firstPart(events);

    expect(text).toContain("event: deployment-started");
    for (const each of [JSON.stringify(record), JSON.stringify(listed.body), text]) {
      expect(each).not.toContain("proofpix:image: registry");
    }
    await service.close();
  });
});

/** What a stream says first; then it is left. */
async function firstPart({ body }: Response): Promise<string> {
  for await (const part of body ?? []) return new TextDecoder().decode(part as Uint8Array);
  return "";
}
