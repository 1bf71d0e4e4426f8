import { difference } from "../../../../localcloud/provider/difference";
import { describeRules, describeWarnings, inLocalCloud, type TestCloud } from "../../support";
import { namespaceOf, REGISTRY, registering } from "../servicediscovery/named";
import { working } from "./serving";
import { SERVICE } from "./tasks";
import { shifting } from "./shifting";

const ON_EC2 = { capacityProviderStrategies: undefined, launchType: "EC2" };

/** A service without a load balancer, whose tasks register by their addresses. */
function registered(cloud: TestCloud) {
  const given = working(cloud);
  const namespaceId = namespaceOf(cloud, given.vpcId).id;
  const byAddress = cloud.create(REGISTRY, registering(namespaceId)).computed.arn;
  const byPort = cloud.create(
    REGISTRY,
    registering(namespaceId, { name: "ports", dnsConfig: { namespaceId, dnsRecords: [{ type: "SRV", ttl: 10 }] } }),
  ).computed.arn;
  return { ...given, byPort, inputs: { ...given.inputs, serviceRegistries: { registryArn: byAddress } } };
}

describeRules(SERVICE, registered, [
  [
    "a registry that isn't there",
    { serviceRegistries: { registryArn: "arn:aws:servicediscovery:eu-west-1:123456789012:service/srv-0" } },
    {},
    "InvalidParameterException",
    "does not exist",
  ],
  [
    "an SRV record without a port",
    ({ byPort }) => ({ serviceRegistries: { registryArn: byPort } }),
    ({ byPort }) => ({ serviceRegistries: { registryArn: byPort, port: 3000 } }),
    "InvalidParameterException",
    "An SRV record needs port",
  ],
  [
    "two ports",
    ({ byPort }) => ({
      serviceRegistries: { registryArn: byPort, port: 3000, containerName: "application", containerPort: 3000 },
    }),
    ({ byPort }) => ({
      serviceRegistries: { registryArn: byPort, containerName: "application", containerPort: 3000 },
    }),
    "InvalidParameterException",
    "Either port or containerName",
  ],
  [
    "a port that the container hasn't",
    ({ byPort }) => ({ serviceRegistries: { registryArn: byPort, containerName: "application", containerPort: 1 } }),
    ({ byPort }) => ({
      serviceRegistries: { registryArn: byPort, containerName: "application", containerPort: 3000 },
    }),
    "InvalidParameterException",
    "has no port '1'",
  ],
  [
    "an address record for tasks without an address of their own",
    ({ bridged }) => ({ taskDefinition: bridged, networkConfiguration: undefined, ...ON_EC2 }),
    ({ bridged, byPort }) => ({
      taskDefinition: bridged,
      networkConfiguration: undefined,
      ...ON_EC2,
      serviceRegistries: { registryArn: byPort, containerName: "application", containerPort: 3000 },
    }),
    "InvalidParameterException",
    "network mode awsvpc",
  ],
]);

describeWarnings(
  SERVICE,
  (cloud) => {
    const given = shifting(cloud);
    const { computed } = cloud.create(REGISTRY, registering(namespaceOf(cloud, given.vpcId).id));
    return { ...given, registry: { serviceRegistries: { registryArn: computed.arn } } };
  },
  [["a name beside a shift of traffic", ({ registry }) => registry, {}, "shifts traffic of load balancers"]],
);

describe("a change of a service's registry", () => {
  it("replaces nothing", () => {
    const type = inLocalCloud().cloud.typeOf(SERVICE);
    const registry = { serviceRegistries: { registryArn: "arn:1" } };

    expect(difference(type, {}, registry).replacing).toEqual([]);
    expect(difference(type, registry, { serviceRegistries: { registryArn: "arn:2" } }).replacing).toEqual([]);
    expect(difference(type, registry, {}).replacing).toEqual([]);
  });
});
