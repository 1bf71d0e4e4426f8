import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCluster } from "redis";
import type { CloudResource } from "../../../../localcloud/model/resource";
import { DataServices } from "../../../../localcloud/runtimes/data/data-services";
import { Supervisor } from "../../../../localcloud/runtimes/supervisor";
import { testAuthority } from "../support/authority";
import { cacheGroup } from "../support/sample-stores";
import { cloudWith, REGION } from "../support/sample-tasks";
import { taskApis } from "../support/task-apis";

const DOMAIN = "shop.af53bb.euw1.cache.amazonaws.com";
const directory = mkdtempSync(join(tmpdir(), "proofpix-cache-"));
const authority = testAuthority(join(directory, "authority"));
const supervisor = new Supervisor();
const cloud = cloudWith(inClusterMode(cacheGroup("shop", "cache-password")));
const services = new DataServices({
  ...{ cloud, supervisor, authority, directory: join(directory, "data") },
  apis: taskApis(cloud, () => undefined),
});

function inClusterMode(resources: readonly CloudResource[]): CloudResource[] {
  const computed = {
    ...{ engineVersionActual: "8.2.0", clusterEnabled: true, memberClusters: ["shop-0001-001", "shop-0002-001"] },
    configurationEndpointAddress: `clustercfg.${DOMAIN}`,
  };
  return resources.map((each) => (each.id === "shop" ? { ...each, computed } : each));
}

/** Where a name and port of AWS lead on this machine. */
function placeOf(address: string, connections: Readonly<Record<string, string>>) {
  const [host = "", port] = (connections[address] ?? "").split(":");
  return { host, port: Number(port) };
}

afterAll(async () => {
  await services.close();
  await supervisor.close();
  rmSync(directory, { recursive: true });
});

it("a cache in cluster mode is a cluster, whose node has all slots and is told by its name in AWS", async () => {
  await services.start();
  const { connections } = await services.network(REGION);
  const asked: string[] = [];
  const cluster = createCluster({
    rootNodes: [{ socket: { ...placeOf(`clustercfg.${DOMAIN}:6379`, connections), tls: true } }],
    defaults: {
      username: "application",
      password: "cache-password",
      socket: { tls: true, ca: readFileSync(authority.file), servername: `clustercfg.${DOMAIN}` },
    },
    nodeAddressMap: (address) => {
      asked.push(address);
      return placeOf(address, connections);
    },
  });
  await cluster.connect();
  try {
    await Promise.all(["a", "b", "c"].map((key) => cluster.set(key, key.toUpperCase())));
    expect(await Promise.all(["a", "b", "c"].map((key) => cluster.get(key)))).toEqual(["A", "B", "C"]);
    expect(cluster.masters.map(({ host }) => host)).toHaveLength(1);
    expect(asked).toContain(`shop-0001-001.${DOMAIN}:6379`);
    await expect(cluster.sendCommand("a", true, ["RENAME", "a", "b"])).rejects.toThrow("CROSSSLOT");
  } finally {
    cluster.destroy();
  }
});
