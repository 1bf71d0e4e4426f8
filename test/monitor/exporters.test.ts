import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { monitoredCache } from "../../components/cache/monitored";
import { monitoredDatabase } from "../../components/database/monitored";
import { startExporters } from "../../monitor/exporters";
import { temporaryDirectory } from "../support/temporary-directory";

/** Notes its process, and listens where an exporter would. */
const EXPORTER = `#!${process.execPath}
require("node:fs").writeFileSync(__filename + ".pid", String(process.pid));
const [, host, port] = /=(.*):(\\d+)$/.exec(process.argv.find((each) => each.startsWith("--web.listen-address")));
require("node:net").createServer().listen(Number(port), host);
`;

describe("the exporters on this machine", () => {
  it("all end when one fails to start", async () => {
    const directory = temporaryDirectory();
    const first = program(directory, "postgres", EXPORTER);
    const second = program(directory, "redis", `#!${process.execPath}\nprocess.exit(1);\n`);
    const server = { port: 1, certificate: "certificate.pem" } as never;
    const stores = {
      database: monitoredDatabase("database", {
        engine: { kind: "instance", instanceClass: "db.m7g.large", storage: { size: "100Gi" } },
      }),
      cache: monitoredCache("cache", { nodeType: "cache.m7g.large", replicas: 0 }),
      postgres: server,
      redis: server,
    };
    const installed = new Map([
      ["postgres", first],
      ["redis", second],
    ] as const);

    await expect(startExporters(stores, installed)).rejects.toThrow(`${second} ended with 1`);
    const pid = Number(readFileSync(`${first}.pid`, "utf8"));
    expect(() => process.kill(pid, 0)).toThrow(/ESRCH/);
  });
});

function program(directory: string, name: string, text: string): string {
  const file = join(directory, name);
  writeFileSync(file, text);
  chmodSync(file, 0o755);
  return file;
}
