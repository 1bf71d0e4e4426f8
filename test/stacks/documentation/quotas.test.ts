import { parseConfiguration } from "../../../stacks/environment/configuration";
import { QUOTAS } from "../../../stacks/documentation/quotas";
import { quotasPage } from "../../../stacks/documentation/quotas-page";
import { all, only } from "../../support/deploy";
import { deployCommitted } from "../deployed";
import { committedSettings, ENVIRONMENTS, MINIMAL } from "../example-settings";

const CPUS = "L-1216C47A";
const FARGATE = "L-3032A538";
const ADDRESSES = "L-0263D0A3";
const DATABASE_SERVERS = "L-7B6409FD";
const CACHE_NODES = "L-DFE45DF3";

function configured(overrides: Record<string, unknown>) {
  return parseConfiguration({ ...MINIMAL, ...overrides }, "staging");
}

function committed(environment: string) {
  return parseConfiguration(committedSettings(environment as (typeof ENVIRONMENTS)[number]), environment);
}

function need(code: string, configuration: ReturnType<typeof configured>) {
  const { least, most } = QUOTAS.find((quota) => quota.code === code)?.need(configuration) ?? {};
  return [least, most];
}

describe("what an environment takes of an account's quotas", () => {
  it.each([
    ["development", [2, 10], 1],
    ["staging", [8, 24], 1],
    ["production", [10, 74], 3],
  ])("is vCPUs of instances and addresses of NAT gateways: %s", (environment, cpus, addresses) => {
    expect(need(CPUS, committed(environment))).toEqual(cpus);
    expect(need(ADDRESSES, committed(environment))).toEqual([addresses, addresses]);
  });

  it("is what the group may come to in instances of the largest type", async () => {
    const { resources } = await deployCommitted("production");
    const { minSize, maxSize } = only(resources, "aws:autoscaling/group:Group").inputs;

    expect(need(CPUS, committed("production"))).toEqual([2 * Number(minSize), 2 * Number(maxSize)]);
    const [, most = 0] = need(
      CPUS,
      configured({ instances: { types: ["m6i.large", "m6i.xlarge"], minSize: 2, maxSize: 9 } }),
    );
    expect(most).toBe(9 * 4);
  });

  it("is every task twice on Fargate, while all are deployed", () => {
    const services = [
      { name: "web", cpu: "500m", memory: "1Gi" },
      { name: "jobs", worker: true, scaling: { maxInstances: 3 } },
    ];

    expect(need(FARGATE, configured({ capacity: "fargate", services }))).toEqual([3, 2 * 5 * 0.5 + 2 * 3]);
  });

  it("is servers of the database, twice while one is restored, and nodes of the cache", () => {
    const storage = { size: "20Gi" };
    const instance = { instanceClass: "db.t4g.small", storage, readReplicas: 2 };
    const aurora = { kind: "aurora", instanceClass: "db.r7g.large", readReplicas: 1 };

    expect(need(DATABASE_SERVERS, configured({}))).toEqual([0, 0]);
    expect(need(DATABASE_SERVERS, configured({ database: instance }))).toEqual([3, 6]);
    expect(need(DATABASE_SERVERS, configured({ database: aurora }))).toEqual([2, 4]);
    expect(need(CACHE_NODES, configured({}))).toEqual([0, 0]);
    expect(need(CACHE_NODES, configured({ cache: { nodeType: "cache.t4g.small", replicas: 2 } }))).toEqual([3, 3]);
  });

  it("has an address for each NAT gateway that is made", () => {
    const network = { ...MINIMAL.network, availabilityZones: ["eu-west-1a", "eu-west-1b", "eu-west-1c"] };

    expect(need(ADDRESSES, configured({ network }))).toEqual([3, 3]);
    expect(need(ADDRESSES, configured({ network: { ...network, natGateways: "single" } }))).toEqual([1, 1]);
  });

  it.each(ENVIRONMENTS)("is one VPC in %s", async (environment) => {
    const { resources } = await deployCommitted(environment);

    expect(all(resources, "awsx:ec2:Vpc")).toHaveLength(1);
    expect(need("L-F678F1CE", committed(environment))).toEqual([1, 1]);
  });
});

describe("the page of quotas", () => {
  const page = quotasPage(ENVIRONMENTS.map(committed));

  it("adds up what environments in one account take", () => {
    expect(page).toContain("| `L-1216C47A` | 5 | 2 to 10 | 8 to 24 | 10 to 74 | 20 to 108 |");
    expect(page).toContain("| `L-0263D0A3` | 5 | 1 | 1 | 3 | 5 |");
  });

  it("asks for what is more than usual, and for nothing else", () => {
    const requests = page.split("\n").filter((line) => line.includes("request-service-quota-increase"));

    expect(requests).toEqual([
      expect.stringMatching(/--service-code ec2 --quota-code L-1216C47A --desired-value 108$/),
      expect.stringMatching(/--service-code fargate --quota-code L-3032A538 --desired-value 71$/),
    ]);
  });
});
