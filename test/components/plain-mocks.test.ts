import * as pulumi from "@pulumi/pulumi";
import { Cache } from "../../components/cache";
import { serverHost } from "../../components/database/server-hosts";
import { deploy } from "../support/deploy";
import { ARGS as CACHE } from "./cache/deployed";
import { valueOf } from "./container-image/support";

/** Mocks as Pulumi's guide to unit tests has them: what AWS would compute is not there. */
const PLAIN: pulumi.runtime.Mocks = {
  newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs as Record<string, unknown> }),
  call: ({ inputs }) => inputs as Record<string, unknown>,
};

describe("a user's tests with plain mocks", () => {
  it.each([
    ["replicas", { replicas: 1 }, ["node-1", "node-2"]],
    ["shards", { replicas: 0, shards: 2 }, ["shard-1-node-1", "shard-2-node-1"]],
  ])("create a cache with %s, whose nodes are known by their ids", async (_what, args, names) => {
    const caches: Cache[] = [];
    await deploy(() => caches.push(new Cache("shop-cache", { ...CACHE, ...args })), { mocks: PLAIN });
    const hosts = caches[0]?.nodeHosts ?? {};

    expect(Object.keys(hosts)).toEqual(names);
    expect(await valueOf(pulumi.output(hosts[names[0] ?? ""]))).toMatch(/-001$/);
  });

  it("know the servers of a database by their identifiers", () => {
    expect(serverHost(undefined, "shop-database-replica-1")).toBe("shop-database-replica-1");
  });
});
