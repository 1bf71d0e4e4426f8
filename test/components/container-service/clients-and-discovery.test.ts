import * as pulumi from "@pulumi/pulumi";
import type { ContainerServiceArgs, Deployment, ServiceClient } from "../../../components/container-service";
import { changesBetween } from "../../support/changes";
import { all, only } from "../../support/deploy";
import { behindLoadBalancer, deployService, refusalsOfService, TYPES } from "./support";

const PROMETHEUS: ServiceClient = { name: "prometheus", port: 8080, securityGroupId: "sg-prometheus" };
const GRAFANA: ServiceClient = { name: "grafana", port: 9090, securityGroupId: pulumi.output("sg-grafana") };
const REGISTRY = "aws:servicediscovery/service:Service";
const DISCOVERY = { namespaceId: "ns-0123456789abcdef", name: "prometheus" };
const NOTHING = { created: [], updated: [], replaced: [], deleted: [] };

type Overrides = Partial<ContainerServiceArgs>;

async function update(before: () => Overrides, after: () => Overrides) {
  return changesBetween(await deployService(before), await deployService(after));
}

describe("clients of a service", () => {
  const clients =
    (...list: ServiceClient[]) =>
    (): Overrides => ({ ...behindLoadBalancer(), clients: list });

  it("may connect to their port, beside the load balancer", async () => {
    const rules = all(await deployService(clients(PROMETHEUS, GRAFANA)), TYPES.ingress);

    expect(rules.map(({ name }) => name).sort()).toEqual([
      "shop-web-from-grafana-9090",
      "shop-web-from-load-balancer-8080",
      "shop-web-from-prometheus-8080",
    ]);
    expect(rules.find(({ name }) => name === "shop-web-from-grafana-9090")?.inputs).toMatchObject({
      securityGroupId: "shop-web-tasks-id",
      ipProtocol: "tcp",
      fromPort: 9090,
      toPort: 9090,
      referencedSecurityGroupId: "sg-grafana",
    });
  });

  it("are none by default", async () => {
    expect(all(await deployService(), TYPES.ingress)).toEqual([]);
  });

  it.each([
    ["another order", [PROMETHEUS, GRAFANA], [GRAFANA, PROMETHEUS], NOTHING],
    ["one more", [], [PROMETHEUS], { ...NOTHING, created: ["SecurityGroupIngressRule shop-web-from-prometheus-8080"] }],
    ["one less", [PROMETHEUS], [], { ...NOTHING, deleted: ["SecurityGroupIngressRule shop-web-from-prometheus-8080"] }],
    [
      "another group, which is let in before the old one goes",
      [PROMETHEUS],
      [{ ...PROMETHEUS, securityGroupId: "sg-2" }],
      { ...NOTHING, replaced: ["SecurityGroupIngressRule shop-web-from-prometheus-8080"] },
    ],
    [
      "another port, which is opened before the old one is closed",
      [PROMETHEUS],
      [{ ...PROMETHEUS, port: 9100 }],
      {
        ...NOTHING,
        created: ["SecurityGroupIngressRule shop-web-from-prometheus-9100"],
        deleted: ["SecurityGroupIngressRule shop-web-from-prometheus-8080"],
      },
    ],
  ])("change by %s, and no task does", async (_, before, after, expected) => {
    expect(await update(clients(...before), clients(...after))).toEqual(expected);
  });

  it.each<[string, ServiceClient[], RegExp]>([
    ["the load balancer's name", [{ ...PROMETHEUS, name: "load-balancer" }], /^clients\[0\]\.name: .*and not "load/],
    ["capitals", [{ ...PROMETHEUS, name: "Prometheus" }], /^clients\[0\]\.name: must be of lower-case letters/],
    ["one name and port twice", [PROMETHEUS, PROMETHEUS], /^clients\[1\]: is named "prometheus" for port 8080, as/],
    ["no port", [{ ...PROMETHEUS, port: 0 }], /^clients\[0\]\.port: must be a whole number from 1 to 65535, got 0$/],
  ])("can't have %s", async (_, list, problem) => {
    expect(await refusalsOfService(clients(...list))).toEqual([expect.stringMatching(problem)]);
  });

  it("may have one name for two ports", async () => {
    const rules = all(await deployService(clients(PROMETHEUS, { ...PROMETHEUS, port: 9100 })), TYPES.ingress);

    expect(rules).toHaveLength(3);
  });
});

describe("discovery of a service", () => {
  it("is a name in a namespace that leads to healthy tasks, and is forgotten after ten seconds", async () => {
    const resources = await deployService(() => ({ discovery: DISCOVERY }));

    expect(only(resources, REGISTRY)).toMatchObject({
      name: "shop-web-discovery",
      deleteBeforeReplace: false,
      inputs: {
        name: "prometheus",
        dnsConfig: {
          namespaceId: DISCOVERY.namespaceId,
          routingPolicy: "MULTIVALUE",
          dnsRecords: [{ type: "A", ttl: 10 }],
        },
        healthCheckCustomConfig: { failureThreshold: 1 },
        forceDestroy: true,
      },
    });
    expect(only(resources, TYPES.service).inputs.serviceRegistries).toEqual({
      registryArn: "arn:mock:shop-web-discovery",
    });
  });

  it("is none by default", async () => {
    const resources = await deployService();

    expect(all(resources, REGISTRY)).toEqual([]);
    expect(only(resources, TYPES.service).inputs).not.toHaveProperty("serviceRegistries");
  });

  const named = (discovery?: ContainerServiceArgs["discovery"]) => (): Overrides => ({
    ...(discovery && { discovery }),
  });
  const [service, registry] = ["Service shop-web", "Service shop-web-discovery"];

  it.each([
    ["a first name", undefined, DISCOVERY, { ...NOTHING, created: [registry], updated: [service] }],
    ["no name any more", DISCOVERY, undefined, { ...NOTHING, updated: [service], deleted: [registry] }],
    [
      "another name",
      DISCOVERY,
      { ...DISCOVERY, name: "metrics" },
      { ...NOTHING, replaced: [registry], updated: [service] },
    ],
    [
      "another namespace",
      DISCOVERY,
      { ...DISCOVERY, namespaceId: "ns-fedcba9876543210" },
      { ...NOTHING, replaced: [registry], updated: [service] },
    ],
    ["the same name", DISCOVERY, DISCOVERY, NOTHING],
  ])("changes to %s without another service", async (_, before, after, expected) => {
    expect(await update(named(before), named(after))).toEqual(expected);
  });

  it.each<Deployment["strategy"]>(["blue-green", "canary", "linear"])("doesn't go with %s", async (strategy) => {
    const found = await refusalsOfService(() => ({
      ...behindLoadBalancer(),
      discovery: DISCOVERY,
      deployment: { strategy },
    }));

    expect(found).toEqual([
      expect.stringMatching(
        new RegExp(`^discovery: can't go with deployment.strategy "${strategy}": ECS shifts traffic between target`),
      ),
    ]);
  });

  it.each<[Overrides, RegExp]>([
    [{ discovery: { ...DISCOVERY, name: "a.b" } }, /^discovery\.name: must be one label .*got "a\.b"$/],
    [{ discovery: { ...DISCOVERY, name: "Prometheus" } }, /^discovery\.name: /],
    [{ discovery: { ...DISCOVERY, namespaceId: "shop.internal" } }, /^discovery\.namespaceId: must be the id/],
    [{ discovery: DISCOVERY, maxInstances: 1001 }, /^maxInstances: must be at most 1000 with discovery/],
  ])("refuses %j", async (overrides, problem) => {
    expect(await refusalsOfService(() => overrides)).toEqual([expect.stringMatching(problem)]);
  });

  it("takes a namespace that isn't known yet, and as many tasks as Cloud Map registers", async () => {
    const resources = await deployService(() => ({
      discovery: { ...DISCOVERY, namespaceId: pulumi.output("ns-1") },
      deployment: { strategy: "rolling" },
      maxInstances: 1000,
    }));

    expect(all(resources, REGISTRY)).toHaveLength(1);
  });
});
