import fc from "fast-check";
import type { DatabaseEngine } from "../../../components/database";
import { classResources } from "../../../components/database/instance-class";
import { connectionLimit, tunedParameters } from "../../../components/database/parameters";
import { INSTANCE_TYPE_NAMES } from "../../../components/capacity-sizing/instance-types";
import { ENGINES } from "./fixture";

const GIBIBYTE = 1024 ** 3;
const CLASSES = INSTANCE_TYPE_NAMES.map((type) => `db.${type}`);

function parametersOf(engine: DatabaseEngine, overrides: Readonly<Record<string, string>> = {}): Map<string, string> {
  const parameters = tunedParameters({ engine, slowQueryMilliseconds: 1000, overrides });
  return new Map(parameters.map(({ name, value }) => [name, value]));
}

/**
 * Value of a formula of RDS for a memory in bytes (Amazon RDS User Guide, "Specifying DB parameters": formulas, and the
 * functions GREATEST and LEAST).
 */
function evaluated(formula: string, memory: number): number {
  const text = formula.replaceAll(/\{DBInstanceClassMemory\/(\d+)\}/g, (_, divisor) =>
    String(Math.floor(memory / Number(divisor))),
  );
  const [, name, list] = /^(GREATEST|LEAST)\(([\d,]+)\)$/.exec(text) ?? [];
  if (list === undefined) return Number(text);
  const values = list.split(",").map(Number);
  return name === "GREATEST" ? Math.max(...values) : Math.min(...values);
}

function bytesOf(
  parameters: Map<string, string>,
  memory: number,
): Record<"cache" | "caches" | "sort" | "vacuum", number> {
  const value = (name: string): number => evaluated(parameters.get(name) ?? "", memory);
  return {
    cache: value("shared_buffers") * 8192,
    caches: value("effective_cache_size") * 8192,
    sort: value("work_mem") * 1024,
    vacuum: value("maintenance_work_mem") * 1024,
  };
}

describe("parameters of an instance", () => {
  it("force TLS, log what is slow, and count statements", () => {
    expect(Object.fromEntries(parametersOf(ENGINES.instance))).toMatchObject({
      "rds.force_ssl": "1",
      ssl_min_protocol_version: "TLSv1.2",
      log_min_duration_statement: "1000",
      log_lock_waits: "1",
      shared_preload_libraries: "pg_stat_statements",
      idle_in_transaction_session_timeout: "300000",
      random_page_cost: "1.1",
      "rds.logical_replication": "1",
    });
  });

  it("give 16 GiB of memory a cache of 4 GiB, sorts of 4 MiB and vacuums of 512 MiB", () => {
    expect(bytesOf(parametersOf(ENGINES.instance), 16 * GIBIBYTE)).toEqual({
      cache: 4 * GIBIBYTE,
      caches: Math.floor((16 * GIBIBYTE) / 10_923) * 8192,
      sort: 4 * 1024 ** 2,
      vacuum: GIBIBYTE / 2,
    });
    expect(evaluated(parametersOf(ENGINES.instance).get("max_connections") ?? "", 16 * GIBIBYTE)).toBe(1802);
  });

  it("fit into the memory of every class", () => {
    for (const instanceClass of CLASSES) {
      const memory = (classResources(instanceClass)?.memoryMebibytes ?? 0) * 1024 ** 2;
      const { cache, caches, sort, vacuum } = bytesOf(parametersOf({ ...ENGINES.instance, instanceClass }), memory);

      expect(cache / memory).toBeCloseTo(0.25, 3);
      expect(caches / memory).toBeCloseTo(0.75, 3);
      expect(sort).toBeGreaterThanOrEqual(4 * 1024 ** 2);
      // Twenty sorts at once, and three vacuum workers, beside the cache.
      expect([instanceClass, cache + sort * 20 + vacuum * 3 < memory]).toEqual([instanceClass, true]);
    }
  });

  it("are no numbers where they follow from memory: a group may be there before the class that it is meant for", () => {
    const small = parametersOf({ ...ENGINES.instance, instanceClass: "db.t4g.micro" });
    const large = parametersOf({ ...ENGINES.instance, instanceClass: "db.r7g.16xlarge" });

    expect(small).toEqual(large);
  });

  it("are applied at the next start where PostgreSQL reads them only then, and at once else", () => {
    const methods = new Map(
      tunedParameters({
        engine: ENGINES.instance,
        slowQueryMilliseconds: 1000,
        overrides: { wal_buffers: "2048" },
      }).map(({ name, applyMethod }) => [name, applyMethod]),
    );

    for (const name of [
      "max_connections",
      "rds.logical_replication",
      "shared_buffers",
      "shared_preload_libraries",
      "wal_buffers",
    ]) {
      expect([name, methods.get(name)]).toEqual([name, "pending-reboot"]);
    }
    for (const name of ["work_mem", "rds.force_ssl", "log_min_duration_statement", "random_page_cost"]) {
      expect([name, methods.get(name)]).toEqual([name, "immediate"]);
    }
  });

  it("are the user's where the user sets them, in one order whatever theirs", () => {
    const given = { work_mem: "65536", statement_timeout: "30000" };
    const parameters = parametersOf(ENGINES.instance, given);

    expect(Object.fromEntries(parameters)).toMatchObject(given);
    expect([...parameters.keys()]).toEqual([...parameters.keys()].sort());
  });
});

describe("parameters of clusters", () => {
  it("of Aurora leave its cache to it", () => {
    const names = [...parametersOf(ENGINES.aurora).keys()];

    for (const name of ["shared_buffers", "effective_cache_size", "random_page_cost", "rds.logical_replication"]) {
      expect(names).not.toContain(name);
    }
    expect(names).toEqual(expect.arrayContaining(["max_connections", "work_mem", "rds.force_ssl"]));
  });

  it("of Aurora Serverless leave all memory and connections to it, since they follow the capacity", () => {
    const names = [...parametersOf(ENGINES["aurora-serverless"]).keys()];

    for (const name of ["max_connections", "work_mem", "maintenance_work_mem", "shared_buffers"]) {
      expect(names).not.toContain(name);
    }
    expect(names).toContain("rds.force_ssl");
  });

  it("of a Multi-AZ DB cluster are an instance's but for upgrades beside it", () => {
    const [own, instance] = [parametersOf(ENGINES["multi-az-cluster"]), parametersOf(ENGINES.instance)];
    instance.delete("rds.logical_replication");

    expect(own).toEqual(instance);
  });
});

describe("the limit of connections", () => {
  const serverless = (minimumCapacity: number, maximumCapacity: number): DatabaseEngine => ({
    kind: "aurora-serverless",
    minimumCapacity,
    maximumCapacity,
  });

  // Amazon Aurora User Guide, "Maximum connections for Aurora Serverless v2": PostgreSQL, smallest capacity 1.
  it.each([
    [1, 189],
    [4, 823],
    [8, 1669],
    [16, 3360],
    [32, 5000],
    [192, 5000],
  ])("of %p capacity units is about %p", (maximum, documented) => {
    const limit = connectionLimit(serverless(1, maximum), maximum * 2048, {}) ?? 0;

    expect(Math.abs(limit - documented) / documented).toBeLessThan(0.07);
  });

  it.each([0, 0.5])("is 2000 at most where the smallest capacity is %p", (minimum) => {
    expect(connectionLimit(serverless(minimum, 64), 64 * 2048, {})).toBe(2000);
  });

  it("is the user's where that is a number, and unknown where it is a formula", () => {
    expect(connectionLimit(ENGINES.instance, 8192, { max_connections: "200" })).toBe(200);
    expect(
      connectionLimit(ENGINES.instance, 8192, { max_connections: "{DBInstanceClassMemory/12582880}" }),
    ).toBeUndefined();
  });

  it("grows with the memory, up to 5000", () => {
    fc.assert(
      fc.property(fc.integer({ min: 512, max: 2 ** 20 }), fc.integer({ min: 0, max: 2 ** 20 }), (memory, more) => {
        const [limit, larger] = [memory, memory + more].map((each) => connectionLimit(ENGINES.instance, each, {}) ?? 0);

        expect(larger).toBeGreaterThanOrEqual(limit ?? 0);
        expect(larger).toBeLessThanOrEqual(5000);
      }),
    );
  });
});
