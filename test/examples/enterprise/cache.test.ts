import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSecureContext } from "node:tls";
import { Cache, type CacheOptions } from "../../../examples/enterprise/src/cache";
import { eventually } from "./servers/eventually";
import { CACHE_USER, type Redis, startRedis } from "./servers/redis";

let directory: string;
let redis: Redis;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "proofpix-cache-"));
  redis = await startRedis(directory);
});
afterAll(async () => {
  await redis.process.stop();
  rmSync(directory, { recursive: true });
});

const open: Cache[] = [];
let logged = "";
afterEach(() => {
  for (const cache of open.splice(0)) cache.end();
  logged = "";
});

function cache(overrides: Partial<CacheOptions> = {}): Cache {
  const created = new Cache({
    address: { host: "localhost", port: redis.port },
    trust: createSecureContext({ ca: readFileSync(redis.certificate) }),
    credentials: { current: () => Promise.resolve(CACHE_USER), refused: () => undefined },
    timeout: 5000,
    log: (...event) => (logged += JSON.stringify(event)),
    ...overrides,
  });
  open.push(created);
  return created;
}

const works = (used: Cache): Promise<void> => eventually(() => used.check());

/** Waits until the log tells why the cache can't be reached. */
function failsWith(reason: string): Promise<void> {
  return eventually(() => {
    expect(logged).toContain(reason);
  });
}

describe("Cache", () => {
  it("keeps what it is given, for a while", async () => {
    const used = cache();
    await works(used);
    await used.set("proof:1", "value", 1);

    expect(await used.get("proof:1")).toBe("value");
    await eventually(async () => {
      expect(await used.get("proof:1")).toBeUndefined();
    });
  });

  it("holds nothing while it isn't connected, and nobody waits", async () => {
    const used = cache({ address: { host: "localhost", port: 1 } });
    await used.set("proof:1", "value", 60);

    expect(await used.get("proof:1")).toBeUndefined();
    await expect(used.check()).rejects.toThrow("offline");
  });

  it("gives up a connection that is silent, and makes another", async () => {
    const used = cache({ timeout: 300 });
    await works(used);
    redis.process.hang();
    expect(await used.get("proof:1")).toBeUndefined();
    redis.process.goOn();

    await works(used);
  });

  it("speaks TLS that tells who answers: no other name, and no unknown authority", async () => {
    cache({ address: { host: "127.0.0.1", port: redis.port } }); // the certificate is for localhost
    await failsWith("ERR_TLS_CERT_ALTNAME_INVALID");
    cache({ trust: createSecureContext() });
    await failsWith("self-signed certificate");
  });

  it("tells of a wrong password, and not which", async () => {
    const credentials = { username: CACHE_USER.username, password: "wrong-password" };
    const refused = jest.fn();
    cache({ credentials: { current: () => Promise.resolve(credentials), refused } });
    await failsWith("WRONGPASS");

    expect(refused).toHaveBeenCalledWith(credentials);
    expect(logged).not.toContain("wrong-password");
  });
});
