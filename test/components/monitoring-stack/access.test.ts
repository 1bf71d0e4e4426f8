import { monitoredService } from "../../../components/container-service";
import { all, type Registered } from "../../support/deploy";
import { changesOfResources, deployStack, SYSTEM } from "./support";

const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const COLLECTOR = "shop-monitoring-otel-collector-tasks-id";
/** AWS's default of rules in each direction (Amazon VPC User Guide, "Amazon VPC quotas"). */
const QUOTA = 60;

/** A stack that watches so many services. */
async function watching(count: number): Promise<readonly Registered[]> {
  const names = Array.from({ length: count }, (_, index) => `web-${index + 1}`);
  const size = { cpu: "500m", memory: "1Gi", port: 8080, minInstances: 2, maxInstances: 10 } as const;
  const { resources } = await deployStack({
    system: { ...SYSTEM, services: names.map((name) => monitoredService(name, size)) },
    services: Object.fromEntries(
      names.map((name) => [name, { serviceName: `shop-${name}`, securityGroupId: `sg-${name}` }]),
    ),
  });
  return resources;
}

function rulesOfCollector(resources: readonly Registered[]): readonly Registered[] {
  return all(resources, INGRESS).filter(({ inputs }) => inputs.securityGroupId === COLLECTOR);
}

function sourcesOfSpans(resources: readonly Registered[]): unknown[] {
  return rulesOfCollector(resources)
    .filter(({ inputs }) => [4317, 4318].includes(Number(inputs.fromPort)))
    .map(({ inputs }) => inputs.cidrIpv4 ?? inputs.referencedSecurityGroupId);
}

describe("the collector of a stack with many services", () => {
  it("lets each of 25 services in by itself", async () => {
    const sources = sourcesOfSpans(await watching(25));

    expect(sources).toHaveLength(50);
    expect(new Set(sources)).toEqual(new Set(Array.from({ length: 25 }, (_, index) => `sg-web-${index + 1}`)));
  });

  it("lets the VPC in where there are more, which no number of services brings over AWS's quota", async () => {
    const resources = await watching(60);

    expect(sourcesOfSpans(resources)).toEqual(["10.0.0.0/16", "10.0.0.0/16"]);
    expect(rulesOfCollector(resources).length).toBeLessThan(10);
  });

  it("has both kinds of rules during the update from one to the other, and no more than AWS takes", async () => {
    const [before, after] = [await watching(25), await watching(26)];
    const { created, deleted, replaced } = changesOfResources(before, after);
    const ofCollector = (changes: readonly string[]): string[] =>
      changes.filter((change) => change.includes("otel-collector-from-"));

    expect(ofCollector(created)).toEqual([
      "SecurityGroupIngressRule shop-monitoring-otel-collector-from-vpc-4317",
      "SecurityGroupIngressRule shop-monitoring-otel-collector-from-vpc-4318",
    ]);
    expect(ofCollector(deleted)).toHaveLength(50);
    expect(ofCollector(replaced)).toEqual([]);
    expect(rulesOfCollector(before).length + ofCollector(created).length).toBeLessThan(QUOTA);
  });
});
