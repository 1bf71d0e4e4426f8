import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { RunningTask } from "../../../../localcloud/behaviour/model/task";
import { RunningState } from "../../../../localcloud/behaviour/world/running-state";
import type { CloudResource } from "../../../../localcloud/model/resource";
import { discoveryPlan } from "../../../../localcloud/runtimes/discovery/discovery-plan";
import { ServiceDiscovery } from "../../../../localcloud/runtimes/discovery/service-discovery";
import { cloudWith, container, resource, runningTask, taskDefinition } from "../support/sample-tasks";

const DEFINITION = taskDefinition([container(), container({ name: "admin", portMappings: [{ containerPort: 9000 }] })]);
const NAMESPACE = resource(
  "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace",
  "ns-1",
  {},
  { name: "Shop.internal" },
);
const REGISTRY_ARN = "arn:aws:servicediscovery:eu-west-1:123456789012:service/srv-1";
const REGISTRY = resource(
  "aws:servicediscovery/service:Service",
  "srv-1",
  { dnsConfig: { namespaceId: NAMESPACE.id } },
  { name: "orders", arn: REGISTRY_ARN },
);
const SERVICE = service("orders", { serviceRegistries: { registryArn: REGISTRY_ARN } });

function service(name: string, other: object): CloudResource {
  const id = `arn:aws:ecs:eu-west-1:123456789012:service/shop/${name}`;
  return resource("aws:ecs/service:Service", id, { taskDefinition: DEFINITION.id, ...other });
}

const DEPLOYED = [DEFINITION, NAMESPACE, REGISTRY, SERVICE, service("alone", {})];

describe("discoveryPlan", () => {
  it("has a name for each port of services that are registered, and of no other", () => {
    const named = { host: "orders.shop.internal", service: SERVICE.id };
    expect(discoveryPlan(cloudWith(DEPLOYED))).toEqual([
      { ...named, port: 3000, containerPort: 3000 },
      { ...named, port: 9000, containerPort: 9000 },
    ]);
  });
});

describe("an endpoint of Service Connect", () => {
  const named = taskDefinition([container({ portMappings: [{ containerPort: 3000, name: "application" }] })]);
  const connect = (services: object[], enabled = true) =>
    service("stock", { serviceConnectConfiguration: { enabled, namespace: "Shop.internal", services } });
  const plan = (services: object[], enabled?: boolean) =>
    discoveryPlan(cloudWith([named, NAMESPACE, connect(services, enabled)]));

  it("leads from its name and port to the container's port", () => {
    const clientAlias = [{ port: 80 }];

    expect(plan([{ portName: "application", discoveryName: "stock", clientAlias }])).toEqual([
      { host: "stock.shop.internal", port: 80, containerPort: 3000, service: connect([]).id },
    ]);
    expect(plan([{ portName: "application", clientAlias: [{ port: 80, dnsName: "stock" }] }])).toMatchObject([
      { host: "stock", port: 80, containerPort: 3000 },
    ]);
  });

  it("is none of a client, nor of a service that left", () => {
    expect(plan([])).toEqual([]);
    expect(plan([{ portName: "application", clientAlias: [{ port: 80 }] }], false)).toEqual([]);
  });
});

describe("names of private namespaces", () => {
  const servers: Server[] = [];
  let discovery: ServiceDiscovery | undefined;

  afterEach(async () => {
    await discovery?.close();
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  async function task(id: string, other: Partial<RunningTask> = {}): Promise<RunningTask> {
    const server = createServer((_request, response) => response.end(id));
    servers.push(server);
    await once(server.listen(0, "127.0.0.1"), "listening");
    const { port } = server.address() as AddressInfo;
    const addresses = [{ container: "application", containerPort: 3000, host: "127.0.0.1", port }];
    return runningTask(id, { serviceArn: SERVICE.id, lastStatus: "RUNNING", addresses, ...other });
  }

  async function begin(deployed: CloudResource[], ...tasks: RunningTask[]) {
    const running = new RunningState();
    running.apply(tasks.map((value) => ({ kind: "task" as const, id: value.arn, value })));
    discovery = new ServiceDiscovery(cloudWith(deployed), running);
    await discovery.follow();
    return { running, discovery };
  }

  /** Who answers requests to the name, each on a connection of its own. */
  async function answers(connections: Readonly<Record<string, string>>, requests: number): Promise<string[]> {
    const found: string[] = [];
    for (let request = 0; request < requests; request++) {
      const url = `http://${connections["orders.shop.internal:3000"] ?? ""}`;
      found.push(await (await fetch(url, { headers: { connection: "close" } })).text());
    }
    return found.sort();
  }

  it("lead to the service's tasks in turn: those that run and aren't unhealthy", async () => {
    const tasks = await Promise.all([
      task("one"),
      task("two", { healthStatus: "HEALTHY" }),
      task("sick", { healthStatus: "UNHEALTHY" }),
      task("ending", { lastStatus: "DEACTIVATING", desiredStatus: "STOPPED" }),
      task("other", { serviceArn: "arn:aws:ecs:eu-west-1:123456789012:service/shop/alone" }),
    ]);
    const { discovery: names, running } = await begin(DEPLOYED, ...tasks);
    const connections = await names.connections();

    expect(await answers(connections, 4)).toEqual(["one", "one", "two", "two"]);
    running.apply(tasks.slice(0, 1).map(({ arn }) => ({ kind: "task" as const, id: arn })));
    expect(await answers(connections, 2)).toEqual(["two", "two"]);
  });

  it("refuse connections while no task runs", async () => {
    const { discovery: names } = await begin(DEPLOYED);
    await expect(answers(await names.connections(), 1)).rejects.toThrow("fetch failed");
  });

  it("are there as long as their service", async () => {
    const deployed = [...DEPLOYED];
    const { discovery: names } = await begin(deployed);
    expect(Object.keys(await names.connections())).toEqual(["orders.shop.internal:3000", "orders.shop.internal:9000"]);
    deployed.splice(deployed.indexOf(SERVICE), 1);
    await names.follow();
    expect(await names.connections()).toEqual({});
  });
});
