import type { Properties } from "../../../../localcloud/model/values";
import { inLocalCloud } from "../../support";
import { cached, CLUSTER, REPLICATION_GROUP } from "./cached";

describe("the outputs of a replication group", () => {
  const outputs = (changes: Properties = {}) => {
    const cloud = inLocalCloud();
    const { inputs } = cached(cloud);
    const defined = Object.entries({ ...inputs, ...changes }).filter(([, value]) => value !== undefined);
    return cloud.outputs(cloud.create(REPLICATION_GROUP, Object.fromEntries(defined)));
  };

  it("are those of nodes with one writer and one endpoint of readers", () => {
    expect(outputs()).toMatchObject({
      id: "sessions",
      arn: "arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:sessions",
      port: 6379,
      clusterEnabled: false,
      atRestEncryptionEnabled: true,
      transitEncryptionMode: "required",
      engineVersion: "8.2",
      engineVersionActual: "8.2.0",
      memberClusters: ["sessions-001", "sessions-002"],
      primaryEndpointAddress: expect.stringMatching(/^master\.sessions\.\w{6}\.euw1\.cache\.amazonaws\.com$/) as string,
      readerEndpointAddress: expect.stringMatching(/^replica\.sessions\.\w{6}\.euw1\.cache\.amazonaws\.com$/) as string,
    });
  });

  it("are those of shards with one endpoint for all", () => {
    expect(outputs(CLUSTER)).toMatchObject({
      clusterEnabled: true,
      clusterMode: "enabled",
      numCacheClusters: 4,
      memberClusters: ["sessions-0001-001", "sessions-0001-002", "sessions-0002-001", "sessions-0002-002"],
      configurationEndpointAddress: expect.stringMatching(/^clustercfg\.sessions\.\w{6}\.euw1\./) as string,
    });
    expect(outputs(CLUSTER)).not.toHaveProperty("primaryEndpointAddress");
  });

  it("name other hosts without encryption in transit", () => {
    expect(outputs({ transitEncryptionEnabled: false, engine: undefined, engineVersion: "6.x" })).toMatchObject({
      engine: "redis",
      engineVersionActual: "6.2.6",
      atRestEncryptionEnabled: false,
      primaryEndpointAddress: expect.stringMatching(/^sessions\.\w{6}\.ng\.0001\.euw1\.cache/) as string,
      readerEndpointAddress: expect.stringMatching(/^sessions-ro\.\w{6}\.ng\.0001\.euw1\.cache/) as string,
    });
  });
});
