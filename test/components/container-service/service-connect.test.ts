import type { ContainerServiceArgs } from "../../../components/container-service";
import { changesBetween } from "../../support/changes";
import { only, type Registered } from "../../support/deploy";
import { container, deployService, refusalsOfService, TYPES } from "./support";

const NAMESPACE = "arn:aws:servicediscovery:eu-central-1:123456789012:namespace/ns-0123456789abcdef";
const ENDPOINT: Partial<ContainerServiceArgs> = {
  port: 3000,
  serviceConnect: { namespace: NAMESPACE, endpoint: { name: "stock" } },
};

const serviceOf = (resources: readonly Registered[]) => only(resources, TYPES.service).inputs;

describe("a service in a namespace of Service Connect", () => {
  it("is reached by its name and port, and has its proxies log to its own group", async () => {
    const resources = await deployService(() => ENDPOINT);

    expect(serviceOf(resources).serviceConnectConfiguration).toEqual({
      enabled: true,
      namespace: NAMESPACE,
      services: [{ portName: "application", discoveryName: "stock", clientAlias: [{ port: 3000 }] }],
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": "/ecs/shop-web",
          "awslogs-region": "eu-central-1",
          "awslogs-stream-prefix": "service-connect",
          mode: "non-blocking",
          "max-buffer-size": "25m",
        },
      },
    });
    expect(container(resources).portMappings).toEqual([
      { containerPort: 3000, hostPort: 3000, protocol: "tcp", name: "application" },
    ]);
  });

  it("has another name, port, protocol and timeouts where these are given", async () => {
    const resources = await deployService(() => ({
      port: 3000,
      serviceConnect: {
        namespace: "shop",
        endpoint: {
          ...{ name: "stock", dnsName: "stock", port: 80, protocol: "http" },
          ...{ idleTimeout: "10m", requestTimeout: "1m" },
        },
      },
    }));

    expect(serviceOf(resources).serviceConnectConfiguration).toMatchObject({
      services: [
        {
          clientAlias: [{ port: 80, dnsName: "stock" }],
          timeout: { idleTimeoutSeconds: 600, perRequestTimeoutSeconds: 60 },
        },
      ],
    });
    expect(container(resources).portMappings).toMatchObject([{ name: "application", appProtocol: "http" }]);
  });

  it("is a client only without an endpoint: its containers stay as they are", async () => {
    const resources = await deployService(() => ({ serviceConnect: { namespace: NAMESPACE } }));

    expect(serviceOf(resources).serviceConnectConfiguration).toMatchObject({ enabled: true, namespace: NAMESPACE });
    expect(serviceOf(resources).serviceConnectConfiguration).not.toHaveProperty("services");
    expect(changesBetween(await deployService(() => ({})), resources)).toEqual({
      ...{ created: [], replaced: [], deleted: [] },
      updated: ["Service shop-web"],
    });
  });

  it("is none by default", async () => {
    const resources = await deployService(() => ({ port: 3000 }));

    expect(serviceOf(resources)).not.toHaveProperty("serviceConnectConfiguration");
    expect(container(resources).portMappings).toEqual([{ containerPort: 3000, hostPort: 3000, protocol: "tcp" }]);
  });
});

describe("an update of a service", () => {
  const change = async (from: Partial<ContainerServiceArgs>, to: Partial<ContainerServiceArgs>) =>
    changesBetween(await deployService(() => from), await deployService(() => to));

  it("that gets or loses an endpoint deploys a revision whose port has a name, or none", async () => {
    const deployed = {
      ...{ created: [], deleted: [] },
      updated: ["Service shop-web"],
      replaced: ["TaskDefinition shop-web"],
    };

    expect(await change({ port: 3000 }, ENDPOINT)).toEqual(deployed);
    expect(await change(ENDPOINT, { port: 3000 })).toEqual(deployed);
  });

  it("that gets another name keeps its revision", async () => {
    const renamed = { ...ENDPOINT, serviceConnect: { namespace: NAMESPACE, endpoint: { name: "goods" } } };

    expect(await change(ENDPOINT, renamed)).toEqual({
      ...{ created: [], replaced: [], deleted: [] },
      updated: ["Service shop-web"],
    });
  });
});

describe("Service Connect is refused with", () => {
  it.each<[string, object, string]>([
    ["a name in upper case", { name: "Stock" }, "serviceConnect.endpoint.name: "],
    ["a name of 65 characters", { name: "s".repeat(65) }, "serviceConnect.endpoint.name: "],
    ["a DNS name that begins with a hyphen", { name: "stock", dnsName: "-stock" }, "serviceConnect.endpoint.dnsName: "],
    ["no port at all", { name: "stock", port: 0 }, "serviceConnect.endpoint.port: "],
    ["another protocol", { name: "stock", protocol: "tcp" }, "serviceConnect.endpoint.protocol"],
    ["a time for requests of TCP", { name: "stock", requestTimeout: "5s" }, "serviceConnect.endpoint.requestTimeout: "],
  ])("%s", async (_, endpoint, reason) => {
    const serviceConnect = { namespace: NAMESPACE, endpoint } as never;

    expect((await refusalsOfService(() => ({ port: 3000, serviceConnect }))).join("\n")).toContain(reason);
  });

  it("an endpoint without a port, and a namespace without a name", async () => {
    const serviceConnect = { namespace: "", endpoint: { name: "stock" } };

    expect(await refusalsOfService(() => ({ serviceConnect }))).toEqual([
      expect.stringContaining("serviceConnect.namespace: must be the ARN or name"),
      expect.stringContaining("serviceConnect.endpoint: needs a port of the application"),
    ]);
  });

  it.each(["s".repeat(64), "_stock-2"])("not the name %s", async (name) => {
    const resources = await deployService(() => ({
      port: 3000,
      serviceConnect: { namespace: "shop", endpoint: { name } },
    }));

    expect(serviceOf(resources).serviceConnectConfiguration).toMatchObject({ services: [{ discoveryName: name }] });
  });
});
