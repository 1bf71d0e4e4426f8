import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { administer, CACHE_AND_DATABASE_PASSWORDS, caughtUp } from "./servers/administration";
import { eventually } from "./servers/eventually";
import { freePort } from "./servers/free-port";
import { OtlpReceiver, type ReceivedSpan } from "./servers/otlp-receiver";
import { buildProduct, ProductProcess } from "./servers/product";
import { setStage, type Stage } from "./servers/stage";

const DIGEST = "ab".repeat(32);
const OPENMETRICS = { Accept: "application/openmetrics-text; version=1.0.0" };
/** Sooner than the 5 seconds that OpenTelemetry waits for more spans. */
const SOON = { OTEL_BSP_SCHEDULE_DELAY: "50" };
/** Later than any test ends, so that what comes was sent by the stop. */
const NEVER = { OTEL_BSP_SCHEDULE_DELAY: "3600000" };

let stage: Stage;
beforeAll(async () => {
  stage = await setStage({ replicas: 0 });
  buildProduct(stage.directory, ["server", "worker"]);
});
afterAll(() => stage.end());

const running: { stop(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const process of running.splice(0).reverse()) await process.stop();
});

function run(program: "server" | "worker", environment: Readonly<Record<string, string>>): ProductProcess {
  const product = new ProductProcess(stage.directory, program, { ...stage.environment, ...environment });
  running.push(product);
  return product;
}

async function receiver(): Promise<{ receiver: OtlpReceiver; endpoint: string }> {
  const created = new OtlpReceiver();
  const endpoint = await created.start();
  running.push(created);
  return { receiver: created, endpoint };
}

function traceId(): string {
  return Array.from({ length: 32 }, () => Math.floor(Math.random() * 16).toString(16)).join("");
}

/** Headers of a client that traces, too. */
function traced(id: string, flags = "01") {
  return { traceparent: `00-${id}-00f067aa0ba902b7-${flags}` };
}

async function post(url: string, headers: Record<string, string> = {}): Promise<{ status: number; id: string }> {
  const response = await fetch(`${url}/api/proofs`, {
    method: "POST",
    headers,
    body: JSON.stringify({ digest: DIGEST }),
  });
  const { id } = (await response.json()) as { id: string };
  return { status: response.status, id };
}

function named(spans: readonly ReceivedSpan[], name: string): ReceivedSpan {
  const span = spans.find((candidate) => candidate.name === name);
  if (span === undefined) throw new Error(`no ${name} in ${spans.map((candidate) => candidate.name).join(", ")}`);
  return span;
}

const metricsOf = async (url: string, headers: Record<string, string> = {}) =>
  await (await fetch(`${url}/metrics`, { headers })).text();

describe("traces", () => {
  it("go from a client's request through the queue to the end of the worker's job", async () => {
    const { receiver: traces, endpoint } = await receiver();
    const tracing = { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, ...SOON };
    const server = run("server", { ...tracing, OTEL_SERVICE_NAME: "enterprise", VERSION: "1.4.2" });
    run("worker", {
      ...tracing,
      QUEUE_WAIT_SECONDS: "1",
      OTEL_RESOURCE_ATTRIBUTES: "deployment.environment.name=test",
    });
    const id = traceId();
    const url = await server.url();
    await post(url); // makes the table
    expect((await post(url, traced(id))).status).toBe(202);

    const spans = await traces.trace(id, 6);
    const [request, sending] = [named(spans, "POST /api/proofs"), named(spans, "send jobs")];
    const job = named(spans, "process jobs");
    expect(spans.map(({ name, kind }) => [name, kind]).sort()).toEqual([
      ["INSERT postgres", 3],
      ["POST /api/proofs", 2],
      ["UPDATE postgres", 3],
      ["UPDATE postgres", 3],
      ["process jobs", 5],
      ["send jobs", 4],
    ]);
    expect(request.parentSpanId).toBe("00f067aa0ba902b7");
    expect(sending.parentSpanId).toBe(request.spanId);
    expect(job.parentSpanId).toBe(sending.spanId);
    expect(named(spans, "INSERT postgres").parentSpanId).toBe(request.spanId);
    expect(spans.map(({ parentSpanId }) => parentSpanId)).toContain(job.spanId);
    expect(request.attributes).toEqual({
      "http.request.method": "POST",
      "http.route": "/api/proofs",
      "http.response.status_code": 202,
    });
    expect(sending.attributes).toMatchObject({
      "messaging.system": "aws_sqs",
      "messaging.destination.name": "jobs",
      "messaging.operation.type": "send",
    });
    expect(request.resource).toMatchObject({ "service.name": "enterprise", "service.version": "1.4.2" });
    expect(job.resource).toMatchObject({
      "service.name": "proofpix-worker",
      "deployment.environment.name": "test",
      "service.instance.id": expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
  });

  it("tell of database and cache, and nothing of persons or secrets", async () => {
    const { receiver: traces, endpoint } = await receiver();
    const server = run("server", { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, ...SOON });
    const url = await server.url();
    const { id } = await post(url);
    await administer(stage.primary, `update proofs set processed_at = now() where id = '${id}'`);
    await caughtUp(stage.primary, []);
    const [reading, again] = [traceId(), traceId()];
    await eventually(async () => {
      expect(await metricsOf(url)).toContain('health_check_status{check="cache",kind="cache",critical="false"} 1');
      await fetch(`${url}/api/health`);
    });
    const headers = { "User-Agent": "somebody's browser", "X-Forwarded-For": "203.0.113.7", Cookie: "session=4711" };
    await fetch(`${url}/api/proofs/${id}?mail=somebody@example.com`, { headers: { ...headers, ...traced(reading) } });
    await fetch(`${url}/api/proofs/${id}`, { headers: { ...headers, ...traced(again) } });
    const [first, second] = [await traces.trace(reading, 4), await traces.trace(again, 2)];

    expect(first.map(({ name }) => name).sort()).toEqual(["GET", "GET /api/proofs/:id", "SELECT postgres", "SET"]);
    expect(named(first, "GET").attributes).toMatchObject({ "db.system.name": "redis", "cache.hit": false });
    expect(named(second, "GET").attributes).toMatchObject({ "cache.hit": true });
    expect(named(first, "SELECT postgres").attributes).toEqual({
      "db.system.name": "postgresql",
      "db.namespace": "postgres",
      "db.operation.name": "SELECT",
      "db.query.text": "select id, digest, created_at, processed_at from proofs where id = $1",
      "server.address": "localhost",
      "server.port": stage.primary.port,
    });
    const private_ = [DIGEST, id, "somebody", "203.0.113.7", "4711", ...CACHE_AND_DATABASE_PASSWORDS];
    expect(private_.filter((text) => traces.received.includes(text))).toEqual([]);
  });

  it("are not made of health checks, scrapes and paths that don't exist", async () => {
    const { receiver: traces, endpoint } = await receiver();
    const server = run("server", { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, ...NEVER });
    const url = await server.url();
    for (const path of ["/health", "/api/health", "/metrics", "/made-up", "/"]) await fetch(url + path);
    await server.stop();

    expect(traces.spans.map(({ name }) => name)).toEqual(["GET /"]);
  });

  it("say what failed, by its kind alone", async () => {
    const { receiver: traces, endpoint } = await receiver();
    const lost = { DATABASE_PORT: String(await freePort()) };
    const server = run("server", { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, ...lost, ...NEVER });
    const id = traceId();
    const { status } = await post(await server.url(), traced(id));
    await server.stop();

    expect(status).toBe(503);
    expect(named(await traces.trace(id, 1), "POST /api/proofs")).toMatchObject({
      status: { code: 2 },
      attributes: { "http.response.status_code": 503, "error.type": "ECONNREFUSED" },
    });
    expect(traces.received).not.toContain("connect ECONNREFUSED");
  });

  it("are named in the lines of the log that belong to them", async () => {
    const { endpoint } = await receiver();
    const server = run("server", { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, DATABASE_PORT: String(await freePort()) });
    const url = await server.url();
    const id = traceId();
    await post(url, traced(id));
    await fetch(`${url}/health`);

    expect((await server.logged("request failed")).trace_id).toBe(id);
    await eventually(() => {
      expect(server.events("request")).toEqual([
        expect.objectContaining({
          path: "/api/proofs",
          trace_id: id,
          span_id: expect.stringMatching(/^\w{16}$/) as string,
        }),
        expect.not.objectContaining({ trace_id: expect.anything() as unknown }),
      ]);
    });
  });

  it("are sent in batches, the last one when the process stops", async () => {
    const { receiver: traces, endpoint } = await receiver();
    const batches = { OTEL_BSP_MAX_EXPORT_BATCH_SIZE: "10", ...NEVER };
    const server = run("server", { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, ...batches });
    const url = await server.url();
    for (let count = 0; count < 25; count += 1) await fetch(url);
    await server.stop();

    expect(traces.spans).toHaveLength(25);
    expect(Math.max(...traces.batches)).toBe(10);
  });
});

describe("a collector that is away", () => {
  /** Takes requests, and answers none. */
  async function silent(): Promise<{ server: Server; endpoint: string }> {
    const server = createServer(() => undefined);
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const stop = () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(closed);
      });
    running.push({ stop });
    return { server, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  }

  it("costs traces and nothing else: requests are answered, and the queue stays small", async () => {
    const { endpoint } = await silent();
    const small = { OTEL_BSP_MAX_QUEUE_SIZE: "5", OTEL_BSP_MAX_EXPORT_BATCH_SIZE: "5" };
    const impatient = { OTEL_EXPORTER_OTLP_TIMEOUT: "500" };
    const server = run("server", { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, ...small, ...impatient, ...SOON });
    const url = await server.url();
    await eventually(async () => {
      const statuses = await Promise.all(Array.from({ length: 20 }, async () => (await fetch(url)).status));
      expect(new Set(statuses)).toEqual(new Set([200]));
      const problems = server.events("tracing has a problem").map(({ problem }) => problem);
      expect(problems).toContainEqual(expect.stringMatching(/^Dropped \d+ spans because maxQueueSize reached$/));
      expect(problems).toContain("Request timed out");
    });
  });

  it("doesn't keep the process from ending, however patient the exporter is", async () => {
    const { endpoint } = await silent();
    const patient = { OTEL_EXPORTER_OTLP_TIMEOUT: "3600000", OTEL_BSP_EXPORT_TIMEOUT: "3600000" };
    const server = run("server", { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, SHUTDOWN_DEADLINE_MS: "1500", ...patient });
    await fetch(await server.url());

    expect(await server.stop()).toBe(0);
  });

  it("gets what is told after it is back", async () => {
    const port = await freePort();
    const server = run("server", { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`, ...SOON });
    const url = await server.url();
    await fetch(url);
    const traces = new OtlpReceiver();
    await traces.start(port);
    running.push(traces);
    const id = traceId();
    await fetch(url, { headers: traced(id) });

    expect(await traces.trace(id, 1)).toHaveLength(1);
  });
});

describe("without an endpoint", () => {
  it("no trace is made: not in the log, not in messages, not in metrics", async () => {
    const server = run("server", {});
    const url = await server.url();
    const { id } = await post(url, traced(traceId()));
    const message = await eventually(async () => {
      const command = new ReceiveMessageCommand({ QueueUrl: stage.queues.jobs, MessageAttributeNames: ["All"] });
      const { Messages = [] } = await stage.sqs.send(command);
      const sent = Messages.find(({ Body = "" }) => Body.includes(id));
      if (sent === undefined) throw new Error("the message isn't there yet");
      return sent;
    });

    expect(message.MessageAttributes).toBeUndefined();
    expect(server.output).not.toContain("trace_id");
    expect(await metricsOf(url, OPENMETRICS)).not.toContain("trace_id");
  });
});

describe("exemplars", () => {
  it("name the trace of a request in OpenMetrics, and in no other format", async () => {
    const { endpoint } = await receiver();
    const server = run("server", { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
    const url = await server.url();
    const id = traceId();
    await fetch(url, { headers: traced(id) });
    const response = await fetch(`${url}/metrics`, { headers: OPENMETRICS });

    expect(response.headers.get("content-type")).toBe("application/openmetrics-text; version=1.0.0; charset=utf-8");
    expect(await response.text()).toMatch(
      new RegExp(
        `^http_request_duration_seconds_bucket\\{method="GET",route="/",le=".*"\\} 1 # \\{trace_id="${id}"\\} `,
        "m",
      ),
    );
    expect(await metricsOf(url)).not.toContain(id);
  });

  it.each([
    ["that the client doesn't keep", {}, "00"],
    ["that the settings don't keep", { OTEL_TRACES_SAMPLER: "always_off" }, "01"],
  ])("don't name a trace %s, which nobody would find", async (_, settings, flags) => {
    const { receiver: traces, endpoint } = await receiver();
    const server = run("server", { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, ...settings });
    const url = await server.url();
    await fetch(url, { headers: traced(traceId(), flags) });

    expect(await metricsOf(url, OPENMETRICS)).not.toContain("trace_id");
    await server.stop();
    expect(traces.spans).toEqual([]);
  });
});
