import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createServer as createTlsServer } from "node:tls";
import { blackboxArguments, blackboxConfiguration, DETECTION, probesOf } from "../../../../components/monitoring";
import { createCertificate } from "../../../examples/enterprise/servers/certificate";
import { freePort } from "../../../examples/enterprise/servers/free-port";
import { ServerProcess } from "../../../examples/enterprise/servers/server-process";
import { monitoredSystem } from "../system";
import { runTool } from "../../../support/monitoring/tools";
import { temporaryDirectory } from "../../../support/temporary-directory";

const [WEB] = monitoredSystem().services;
if (WEB === undefined) throw new Error("the system has no service");
const WORKER = { ...WEB, name: "worker", healthEndpoints: [] };

function written(text: string): string {
  const file = join(temporaryDirectory(), "blackbox.yml");
  writeFileSync(file, text);
  return file;
}

describe("the probes of a service", () => {
  it("are its health endpoints, that of the instance in the rhythm of the detection", () => {
    expect(probesOf(WEB)).toEqual([
      { module: "instance", covers: "instance", path: "/health", intervalSeconds: 5, scrapeTimeoutSeconds: 2.5 },
      {
        module: "dependencies",
        covers: "dependencies",
        path: "/api/health",
        intervalSeconds: 15,
        scrapeTimeoutSeconds: 5.5,
      },
      {
        module: "performance",
        covers: "performance",
        path: "/api/performance/health",
        intervalSeconds: 15,
        scrapeTimeoutSeconds: 5.5,
      },
    ]);
  });

  it("are a connection where no endpoint tells of the instance", () => {
    const connection = { module: "connection", covers: "instance", path: undefined };

    expect(probesOf(WORKER)).toMatchObject([connection]);
    expect(probesOf({ ...WORKER, healthEndpoints: [{ path: "/ready", covers: "dependencies" }] })).toMatchObject([
      connection,
      { path: "/ready" },
    ]);
  });

  it("follow other settings of the detection", () => {
    const detection = { ...DETECTION, probe: { intervalSeconds: 4, timeoutSeconds: 1, tries: 4 } };

    expect(probesOf(WEB, detection)[0]).toMatchObject({ intervalSeconds: 4, scrapeTimeoutSeconds: 1.5 });
  });
});

describe("the blackbox exporter's configuration", () => {
  it("is one that the blackbox exporter takes", () => {
    const file = written(blackboxConfiguration());

    expect(runTool("prometheus-blackbox-exporter", ["--config.check", `--config.file=${file}`])).toMatchObject({
      succeeded: true,
    });
  });

  it("calls healthy what answers with 200 itself in time, and no page of HTML", async () => {
    const answers: Record<string, { status: number; body?: string; location?: string; afterMs?: number }> = {
      "/well": { status: 200, body: '{"status":"ok"}' },
      "/created": { status: 201 },
      "/ill": { status: 503, body: '{"status":"error"}' },
      "/elsewhere": { status: 302, location: "/well" },
      "/page": { status: 200, body: "<!doctype html><html lang=en><title>ProofPix</title>" },
      "/slow": { status: 200, afterMs: 1000 },
    };
    const server = createServer(({ url = "" }, response) => {
      const { status = 404, body = "{}", location, afterMs = 0 } = answers[url] ?? {};
      setTimeout(() => {
        response.writeHead(status, location === undefined ? {} : { location }).end(body);
      }, afterMs).unref();
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const quick = { ...DETECTION, probe: { ...DETECTION.probe, timeoutSeconds: 0.5 } };
    const listen = await freePort();
    const blackbox = new ServerProcess({
      command: "prometheus-blackbox-exporter",
      args: blackboxArguments({ configuration: written(blackboxConfiguration(quick)) }, listen),
      port: listen,
    });
    await blackbox.start();
    const probe = async (module: string, target: string): Promise<string | undefined> => {
      const query = new URLSearchParams({ module, target });
      const text = await (await fetch(`http://127.0.0.1:${listen}/probe?${query.toString()}`)).text();
      return /^probe_success (\d)$/m.exec(text)?.[1];
    };
    try {
      const results = await Promise.all(
        Object.keys(answers).map(async (path) => [path, await probe("instance", `http://127.0.0.1:${port}${path}`)]),
      );
      expect(Object.fromEntries(results)).toEqual({
        "/well": "1",
        "/created": "0",
        "/ill": "0",
        "/elsewhere": "0",
        "/page": "0",
        "/slow": "0",
      });
      expect(await probe("dependencies", `http://127.0.0.1:${port}/slow`)).toBe("1");
      expect(await probe("connection", `127.0.0.1:${port}`)).toBe("1");
      expect(await probe("connection", `127.0.0.1:${await freePort()}`)).toBe("0");
    } finally {
      await blackbox.stop();
      server.closeAllConnections();
      server.close();
    }
  });

  it("tells when a certificate ends, also of one that nobody trusts", async () => {
    const { certificate, key } = createCertificate(temporaryDirectory());
    const server = createTlsServer({ cert: readFileSync(certificate), key: readFileSync(key) }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const listen = await freePort();
    const blackbox = new ServerProcess({
      command: "prometheus-blackbox-exporter",
      args: blackboxArguments({ configuration: written(blackboxConfiguration()) }, listen),
      port: listen,
    });
    await blackbox.start();
    try {
      const query = new URLSearchParams({ module: "certificate", target: `127.0.0.1:${port}` });
      const text = await (await fetch(`http://127.0.0.1:${listen}/probe?${query.toString()}`)).text();
      const seconds = Number(/^probe_ssl_earliest_cert_expiry (\S+)$/m.exec(text)?.[1]);

      expect(Math.abs(seconds - Date.now() / 1000 - 2 * 86_400)).toBeLessThan(3600);
    } finally {
      await blackbox.stop();
      server.close();
    }
  });
});
