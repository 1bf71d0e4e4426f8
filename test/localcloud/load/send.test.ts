import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { sendLoad } from "../../../localcloud/load/send";

describe("a load", () => {
  let server: Server;
  let url: string;
  let asked: (string | undefined)[];

  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      asked.push(request.headers.host);
      response.statusCode = asked.length % 10 === 0 ? 503 : 200;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });

  afterEach(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });

  it("sends as many requests as its steps have, and reports what became of them", async () => {
    const steps: number[] = [];
    const plan = [
      { rate: 50, seconds: 1 },
      { rate: 100, seconds: 0.5 },
    ];
    const report = await sendLoad({ url, host: "shop.example.com" }, plan, ({ rate }) => steps.push(rate));
    expect(steps).toEqual([50, 100]);
    expect(report).toMatchObject({ requests: 100, byStatus: { 200: 90, 503: 10 }, unanswered: 0, failures: 10 });
    expect(report.percentiles.p50).toBeLessThanOrEqual(report.percentiles.max);
    expect(new Set(asked)).toEqual(new Set(["shop.example.com"]));
  });

  it("counts what has no answer as a failure", async () => {
    server.removeAllListeners("request");
    server.on("request", (request: { socket: { destroy(): void } }) => {
      request.socket.destroy();
    });
    const report = await sendLoad({ url }, [{ rate: 5, seconds: 1 }]);
    expect(report.byStatus).toEqual({});
    expect(report.unanswered).toBeGreaterThan(0);
    expect(report.failures).toBe(report.unanswered);
  });

  it("ends a step with its time where not all of it can be sent", async () => {
    server.removeAllListeners("request");
    server.on("request", (_request: unknown, response: { end(): void }) =>
      setTimeout(() => {
        response.end();
      }, 500),
    );
    const report = await sendLoad({ url }, [{ rate: 1000, seconds: 1 }]);

    expect(report.seconds).toBeLessThan(10); // 50 connections with two answers a second each would take ten
    expect(report).toMatchObject({ unanswered: 0, failures: 0 });
    expect(report.unsent).toBeGreaterThan(500);
    expect(report.requests + report.unsent).toBe(1000);
  });

  it("ends early when it is told to", async () => {
    const abort = new AbortController();
    server.on("request", () => {
      abort.abort();
    });
    const report = await sendLoad({ url }, [{ rate: 5, seconds: 600 }], undefined, abort.signal);
    expect(report.requests).toBeLessThan(100);
  });
});
