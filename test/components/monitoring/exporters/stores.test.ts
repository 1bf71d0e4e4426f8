import { postgresExporters, type ExporterContainer, redisExporter } from "../../../../components/monitoring";
import { ADMINISTRATOR, startPostgres } from "../../../examples/enterprise/servers/postgres";
import { CACHE_USER, startRedis } from "../../../examples/enterprise/servers/redis";
import { freePort } from "../../../examples/enterprise/servers/free-port";
import { ServerProcess } from "../../../examples/enterprise/servers/server-process";
import { temporaryDirectory } from "../../../support/temporary-directory";
import { monitoredSystem } from "../system";

const DATABASE = monitoredSystem().database;
if (DATABASE === undefined) throw new Error("the system has no database");

/** The exporter's own answer, started with its generated settings, but on a free port. */
async function metricsOf(
  command: string,
  container: ExporterContainer,
  secret: { readonly username: string; readonly password: string },
  path = "/metrics",
): Promise<string> {
  const port = await freePort();
  const secrets = Object.entries(container.secretKeys).map(([variable, key]) => [variable, secret[key]]);
  const exporter = new ServerProcess({
    command,
    args: container.arguments.map((argument) => argument.replace(`:${container.port}`, `:${port}`)),
    environment: { ...container.environment, ...(Object.fromEntries(secrets) as Record<string, string>) },
    port,
  });
  await exporter.start();
  try {
    return await (await fetch(`http://127.0.0.1:${port}${path}`)).text();
  } finally {
    await exporter.stop();
  }
}

describe("the exporters of a database", () => {
  it("are one for each server, on ports that Prometheus asks in their order", () => {
    const exporters = postgresExporters(DATABASE, {
      hosts: { primary: "primary.rds.amazonaws.com", "replica-1": "replica-1.rds.amazonaws.com" },
      databaseName: "proofpix",
      certificateFile: "/certificates/rds.pem",
    });

    expect(exporters.map(({ name, port }) => [name, port])).toEqual([
      ["database-primary", 9187],
      ["database-replica-1", 9188],
      ["database-replica-2", 9189],
    ]);
    expect(exporters[0]).toEqual({
      name: "database-primary",
      port: 9187,
      arguments: ["--web.listen-address=:9187", "--exclude-databases=rdsadmin"],
      environment: {
        DATA_SOURCE_URI:
          "primary.rds.amazonaws.com:5432/proofpix?sslmode=verify-full&sslrootcert=/certificates/rds.pem&connect_timeout=5",
        PG_EXPORTER_COLLECTION_TIMEOUT: "9s",
      },
      secretKeys: { DATA_SOURCE_USER: "username", DATA_SOURCE_PASS: "password" },
    });
  });

  it("log in to the database postgres at port 5432, unless told otherwise", () => {
    expect(
      postgresExporters(DATABASE, { hosts: {}, certificateFile: "/rds.pem" })[0]?.environment.DATA_SOURCE_URI,
    ).toBe("primary:5432/postgres?sslmode=verify-full&sslrootcert=/rds.pem&connect_timeout=5");
  });

  it("read a real server whose certificate they verify, and tell when they can't log in", async () => {
    const directory = temporaryDirectory();
    const [server] = await startPostgres(directory, 0);
    try {
      const [exporter] = postgresExporters(DATABASE, {
        hosts: { primary: "localhost" },
        port: server.port,
        certificateFile: server.certificate,
      });
      if (exporter === undefined) throw new Error("no exporter");
      const text = await metricsOf("prometheus-postgres-exporter", exporter, ADMINISTRATOR);
      const refused = { ...ADMINISTRATOR, password: "rotated" };
      // The certificate is for the name localhost alone, which the address isn't.
      const [misnamed] = postgresExporters(DATABASE, {
        hosts: { primary: "127.0.0.1" },
        port: server.port,
        certificateFile: server.certificate,
      });

      expect(text).toMatch(/^pg_up 1$/m);
      expect(text).toMatch(/^pg_settings_max_connections\{.*\} 100$/m);
      expect(text).toMatch(/^pg_stat_activity_count\{/m);
      expect(text).toMatch(/^pg_stat_database_deadlocks\{/m);
      expect(text).toMatch(/^pg_locks_count\{/m);
      expect(text).toMatch(/^pg_database_size_bytes\{/m);
      expect(await metricsOf("prometheus-postgres-exporter", exporter, refused)).toMatch(/^pg_up 0$/m);
      expect(await metricsOf("prometheus-postgres-exporter", misnamed ?? exporter, ADMINISTRATOR)).toMatch(
        /^pg_up 0$/m,
      );
    } finally {
      await server.process.stop();
    }
  });
});

describe("the exporter of a cache", () => {
  it("reads a real node that Prometheus names, as the cache's user", async () => {
    const redis = await startRedis(temporaryDirectory());
    try {
      const container = redisExporter({ certificateFile: redis.certificate });
      const path = `/scrape?target=${encodeURIComponent(`rediss://localhost:${redis.port}`)}`;
      const text = await metricsOf("prometheus-redis-exporter", container, CACHE_USER, path);

      for (const metric of [
        "redis_up 1",
        "redis_memory_used_bytes",
        "redis_memory_max_bytes",
        "redis_connected_clients",
        "redis_evicted_keys_total",
        "redis_commands_processed_total",
      ]) {
        expect(text).toMatch(new RegExp(`^${metric}`, "m"));
      }
      const refused = { ...CACHE_USER, password: "wrong" };
      expect(await metricsOf("prometheus-redis-exporter", container, refused, path)).toMatch(/^redis_up 0$/m);
    } finally {
      await redis.process.stop();
    }
  });

  it("takes the certificates of its image where none are given, and tries no forbidden command", () => {
    expect(redisExporter().environment).toEqual({
      REDIS_ADDR: "",
      REDIS_EXPORTER_CONFIG_COMMAND: "-",
      REDIS_EXPORTER_CONNECTION_TIMEOUT: "5s",
    });
  });
});
