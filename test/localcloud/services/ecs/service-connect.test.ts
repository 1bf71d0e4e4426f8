import type { Properties } from "../../../../localcloud/model/values";
import { describeRules, inLocalCloud, refusalOf, type TestCloud } from "../../support";
import { namespaceOf } from "../servicediscovery/named";
import { working } from "./serving";
import { container, containers, ON_FARGATE, SERVICE, TASK_DEFINITION } from "./tasks";

const INVALID = "InvalidParameterException";
const NAMED = { containerPort: 3000, name: "application", appProtocol: "http" };
const ENDPOINT = { portName: "application", discoveryName: "stock", clientAlias: [{ port: 3000 }] };

/** A worker whose port has a name, and a namespace. */
function connected(cloud: TestCloud) {
  const given = working(cloud);
  const namespace = namespaceOf(cloud, given.vpcId);
  const definition = (portMappings: Properties[]) =>
    cloud.create(TASK_DEFINITION, {
      ...ON_FARGATE,
      ...containers(container({ portMappings })),
      family: "connected",
    }).id;
  const speaksHttp = definition([NAMED]);
  return {
    ...given,
    namespace,
    plain: definition([{ containerPort: 3000, name: "application" }]),
    inputs: { ...given.inputs, taskDefinition: speaksHttp, ...connect([ENDPOINT], namespace.computed.arn) },
  };
}

function connect(services: Properties[], namespace: unknown): Properties {
  return { serviceConnectConfiguration: { enabled: true, namespace, services } };
}

type Connected = ReturnType<typeof connected>;

function changed(changes: Properties) {
  return ({ namespace }: Connected): Properties => connect([{ ...ENDPOINT, ...changes }], namespace.computed.arn);
}

describeRules(SERVICE, connected, [
  [
    "a namespace that isn't there",
    connect([ENDPOINT], "elsewhere"),
    ({ namespace }) => connect([ENDPOINT], namespace.computed.name),
    "NamespaceNotFoundException",
    "The specified namespace was not found. (serviceConnectConfiguration.namespace)",
  ],
  [
    "a port without that name",
    changed({ portName: "http" }),
    changed({ portName: "application" }),
    INVALID,
    "The portName 'http' doesn't exist in the task definition.",
  ],
  ["no alias", changed({ clientAlias: [] }), {}, INVALID, "needs one client alias"],
  [
    "a time for requests of a port that speaks TCP",
    (given) => ({ ...changed({ timeout: { perRequestTimeoutSeconds: 5 } })(given), taskDefinition: given.plain }),
    changed({ timeout: { perRequestTimeoutSeconds: 5 } }),
    INVALID,
    "perRequestTimeoutSeconds can't be set for TCP",
  ],
]);

describe("the names of Service Connect", () => {
  it("are unique in a namespace, but for the service that has them", () => {
    const cloud = inLocalCloud();
    const { inputs, namespace } = connected(cloud);
    const first = cloud.create(SERVICE, { ...inputs, name: "first" });
    const second = (changes: Properties) =>
      refusalOf(() => cloud.create(SERVICE, { ...inputs, ...changes, name: "second" }));

    expect(second({})).toContain("The discoveryName 'stock' is already in use in the namespace.");
    expect(second(connect([{ ...ENDPOINT, discoveryName: "goods" }], namespace.computed.arn))).toBeUndefined();
    expect(refusalOf(() => cloud.update(first, { desiredCount: 2 }))).toBeUndefined();
  });

  it("are free again where a service leaves", () => {
    const cloud = inLocalCloud();
    const { inputs } = connected(cloud);
    const first = cloud.create(SERVICE, { ...inputs, name: "first" });

    cloud.update(first, { serviceConnectConfiguration: undefined });

    expect(refusalOf(() => cloud.create(SERVICE, { ...inputs, name: "second" }))).toBeUndefined();
  });

  it("tell of what isn't modelled with where to add it", () => {
    const cloud = inLocalCloud();
    const given = connected(cloud);
    const tls = {
      issuerCertAuthority: { awsPcaAuthorityArn: "arn:aws:acm-pca:eu-west-1:123456789012:certificate-authority/1" },
    };

    expect(() => cloud.create(SERVICE, { ...given.inputs, ...changed({ tls })(given) })).toThrow(
      "add it to localcloud/services/ecs/service-connect.ts",
    );
  });
});
