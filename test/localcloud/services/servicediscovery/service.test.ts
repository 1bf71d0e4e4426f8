import { difference } from "../../../../localcloud/provider/difference";
import { describeLimits } from "../../limits/inputs";
import { describeRules, inLocalCloud, itRefuses } from "../../support";
import { serving } from "../ecs/serving";
import { SERVICE } from "../ecs/tasks";
import { namespaceOf, namingVpc, REGISTRY, registering } from "./named";

const RECORD = { type: "A", ttl: 10 };

function records(namespaceId: string, ...dnsRecords: object[]) {
  return { dnsConfig: { namespaceId, routingPolicy: "WEIGHTED", dnsRecords } };
}

describeLimits(REGISTRY, [
  ["name", "prometheus!", "_prometheus", "InvalidInput", "name"],
  ["dnsConfig.routingPolicy", "SIMPLE", "WEIGHTED", "InvalidInput", "routingPolicy"],
]);

describeRules(
  REGISTRY,
  (cloud) => {
    const namespaceId = namespaceOf(cloud, namingVpc(cloud)).id;
    const other = namespaceOf(cloud, namingVpc(cloud, { cidrBlock: "10.1.0.0/16" })).id;
    cloud.create(REGISTRY, registering(namespaceId, { name: "taken" }));
    return { namespaceId, other, inputs: registering(namespaceId) };
  },
  [
    [
      "a name that its namespace has",
      { name: "Taken" },
      ({ other }) => registering(other, { name: "taken" }),
      "ServiceAlreadyExists",
      "Service with name: Taken already exists",
    ],
    ["a namespace that isn't there", registering("ns-0"), {}, "NamespaceNotFound", "namespace ns-0"],
    [
      "no namespace",
      { dnsConfig: undefined },
      ({ namespaceId }) => ({ dnsConfig: undefined, namespaceId }),
      "InvalidInput",
      "namespace ID is required",
    ],
    [
      "two namespaces",
      ({ other }) => ({ namespaceId: other }),
      ({ namespaceId }) => ({ namespaceId }),
      "InvalidInput",
      "differ",
    ],
    [
      "one kind of record twice",
      ({ namespaceId }) => records(namespaceId, RECORD, RECORD),
      ({ namespaceId }) => records(namespaceId, RECORD, { ...RECORD, type: "AAAA" }),
      "InvalidInput",
      "may be given once",
    ],
    [
      "no records",
      ({ namespaceId }) => records(namespaceId),
      ({ namespaceId }) => records(namespaceId, RECORD),
      "InvalidInput",
      "at least one",
    ],
    [
      "a CNAME beside others",
      ({ namespaceId }) => records(namespaceId, RECORD, { ...RECORD, type: "CNAME" }),
      ({ namespaceId }) => records(namespaceId, { ...RECORD, type: "CNAME" }),
      "InvalidInput",
      "CNAME can't be combined",
    ],
    [
      "a CNAME without weights",
      ({ namespaceId }) => ({ dnsConfig: { namespaceId, dnsRecords: [{ type: "CNAME", ttl: 10 }] } }),
      ({ namespaceId }) => records(namespaceId, { ...RECORD, type: "CNAME" }),
      "InvalidInput",
      "WEIGHTED",
    ],
    [
      "a health check of Route 53, which reaches no private address",
      { healthCheckCustomConfig: undefined, healthCheckConfig: { type: "HTTP", resourcePath: "/" } },
      { healthCheckCustomConfig: undefined },
      "InvalidInput",
      "public DNS namespaces only",
    ],
  ],
);

itRefuses(
  "the deletion of a service with which tasks are registered",
  (cloud) => {
    const given = serving(cloud);
    const registry = cloud.create(REGISTRY, registering(namespaceOf(cloud, given.vpcId).id));
    cloud.create(SERVICE, { ...given.inputs, serviceRegistries: { registryArn: registry.computed.arn } });
    return {
      violation: () => {
        cloud.delete(registry);
      },
      neighbour: () => {
        cloud.delete(cloud.update(registry, { forceDestroy: true }));
      },
    };
  },
  "ResourceInUse",
  "contains registered instances",
);

describe("a service of Cloud Map", () => {
  it("has an id and ARN, and tells its namespace", () => {
    const cloud = inLocalCloud();
    const namespaceId = namespaceOf(cloud, namingVpc(cloud)).id;
    const { id, computed } = cloud.create(REGISTRY, registering(namespaceId));

    expect(id).toMatch(/^srv-[0-9a-f]{16}$/);
    expect(computed).toEqual({
      arn: `arn:aws:servicediscovery:eu-west-1:${cloud.accountId}:service/${id}`,
      name: "prometheus",
      namespaceId,
      type: "DNS_HTTP",
    });
  });

  it.each([
    ["another name", { name: "grafana" }, ["name"]],
    ["another namespace", registering("ns-2"), ["dnsConfig"]],
    ["another kind of record", records("ns-1", { ...RECORD, type: "AAAA" }), ["dnsConfig"]],
    ["another TTL", { dnsConfig: { namespaceId: "ns-1", dnsRecords: [{ ...RECORD, ttl: 60 }] } }, []],
    ["no health check by ECS", { healthCheckCustomConfig: undefined }, ["healthCheckCustomConfig"]],
    ["another description", { description: "other" }, []],
  ])("is replaced or not by %s", (_, change, replaced) => {
    const type = inLocalCloud().cloud.typeOf(REGISTRY);
    const before = registering("ns-1");

    expect(difference(type, before, { ...before, ...change }).replacing).toEqual(replaced);
  });
});
