import { refuse } from "../../model/aws-error";
import { arn, hexadecimalToken } from "../../model/identifiers";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { flag, object, objects, text, type Properties } from "../../model/values";
import { nameOf, refuseUnmodelled } from "../shared/inputs";
import { NAMESPACE, namespaceIdOf, REGISTRY } from "./lookup";

const ECS_SERVICE = "aws:ecs/service:Service";

/** A service of Cloud Map in a private DNS namespace, with which ECS registers tasks. */
export const registry: ResourceType = {
  type: REGISTRY,
  mapping: { operation: "servicediscovery.CreateService" },
  autonaming: { input: "name", maximumLength: 127 },
  defaults: { forceDestroy: false },
  normalize: withRoutingPolicy,
  replaceOnChanges: ["healthCheckCustomConfig", "name", "namespaceId", "region", "type"],
  conditionalReplaceOnChanges,
  references: ["dnsConfig.namespaceId", "namespaceId"].map((input) => ({
    input,
    to: [NAMESPACE],
    inRegion: true,
    missing: { code: "NamespaceNotFound", message: (id: string) => `Unable to find namespace ${id}` },
  })),
  rules: [
    refuseUnmodelled(["type"], "services that no DNS name leads to", "services/servicediscovery/service.ts"),
    requireNamespace,
    requireUniqueName,
    requireRecords,
    requireWholeRoutingPolicy,
    refuseHealthCheckOfPrivateNamespace,
  ],
  deletion: [requireNoInstances],
  make: (operation) => {
    const { inputs, region, accountId } = operation;
    const id = `srv-${hexadecimalToken(16)}`;
    return {
      id,
      computed: {
        arn: arn("servicediscovery", region, accountId, `service/${id}`),
        name: nameOf(operation),
        namespaceId: namespaceIdOf(inputs) ?? "",
        type: "DNS_HTTP",
      },
    };
  },
};

/** The provider's default (terraform-provider-aws, `resourceService`). */
function withRoutingPolicy(inputs: Properties): Properties {
  const dnsConfig = object(inputs, "dnsConfig");
  return dnsConfig === undefined ? inputs : { ...inputs, dnsConfig: { routingPolicy: "MULTIVALUE", ...dnsConfig } };
}

/** Of its DNS settings, the provider changes the records' TTL in place (terraform-provider-aws, `resourceService`). */
function conditionalReplaceOnChanges(before: Properties, after: Properties): string[] {
  const fixed = ({ dnsConfig }: Properties): string =>
    JSON.stringify([
      text({ dnsConfig }, "dnsConfig.namespaceId"),
      text({ dnsConfig }, "dnsConfig.routingPolicy") ?? "MULTIVALUE",
      typesOf({ dnsConfig }),
    ]);
  return fixed(before) === fixed(after) ? [] : ["dnsConfig"];
}

function typesOf(inputs: Properties): string[] {
  return objects(inputs, "dnsConfig.dnsRecords").map((record) => text(record, "type") ?? "");
}

/** AWS Cloud Map API Reference, CreateService, NamespaceId: one of the two, or the same in both. */
function requireNamespace({ inputs }: Operation): void {
  const given = [text(inputs, "dnsConfig.namespaceId"), text(inputs, "namespaceId")].filter((id) => id !== undefined);
  if (new Set(given).size === 1) return;
  refuse(
    "InvalidInput",
    given.length === 0 ? "A namespace ID is required" : "Namespace IDs of the service and of DnsConfig differ",
    "dnsConfig.namespaceId, namespaceId",
  );
}

/** AWS Cloud Map API Reference, CreateService, ServiceAlreadyExists: DNS knows no case. */
function requireUniqueName(operation: Operation): void {
  const { inputs, cloud, previous } = operation;
  const [name, namespaceId] = [nameOf(operation), namespaceIdOf(inputs)];
  const other = cloud
    .ofType(REGISTRY)
    .filter(({ id, inputs: others }) => id !== previous?.id && namespaceIdOf(others) === namespaceId)
    .find(({ computed }) => String(computed.name).toLowerCase() === name.toLowerCase());
  if (previous !== undefined || other === undefined) return;
  refuse("ServiceAlreadyExists", `Service with name: ${name} already exists: ${other.id}`, "name");
}

/** AWS Cloud Map API Reference, DnsRecord, Type. */
function requireRecords({ inputs }: Operation): void {
  if (object(inputs, "dnsConfig") === undefined) return;
  const types = typesOf(inputs);
  const problem =
    types.length === 0
      ? "DnsConfig needs at least one DNS record"
      : types.length > new Set(types).size
        ? "a DNS record type may be given once"
        : types.includes("CNAME") && types.length > 1
          ? "CNAME can't be combined with other DNS records"
          : undefined;
  if (problem !== undefined) refuse("InvalidInput", problem, "dnsConfig.dnsRecords");
}

/** AWS Cloud Map API Reference, DnsRecord, Type: CNAME wants weighted routing. */
function requireWholeRoutingPolicy({ inputs }: Operation): void {
  if (!typesOf(inputs).includes("CNAME") || text(inputs, "dnsConfig.routingPolicy") === "WEIGHTED") return;
  refuse("InvalidInput", "A CNAME record needs the routing policy WEIGHTED", "dnsConfig.routingPolicy");
}

/** AWS Cloud Map API Reference, CreateService, HealthCheckConfig: Route 53 checks public addresses only. */
function refuseHealthCheckOfPrivateNamespace({ inputs }: Operation): void {
  if (object(inputs, "healthCheckConfig") === undefined) return;
  refuse("InvalidInput", "HealthCheckConfig is for public DNS namespaces only", "healthCheckConfig");
}

/**
 * AWS Cloud Map API Reference, DeleteService. ECS registers its tasks; with `forceDestroy` the provider deregisters
 * them first.
 */
function requireNoInstances({ id, inputs, computed }: CloudResource, cloud: CloudReader): void {
  if (flag(inputs, "forceDestroy") === true) return;
  const user = cloud
    .ofType(ECS_SERVICE)
    .find((service) => text(service.inputs, "serviceRegistries.registryArn") === computed.arn);
  if (user === undefined) return;
  refuse(
    "ResourceInUse",
    `Service ${id} contains registered instances; delete the instances before it`,
    "forceDestroy",
  );
}
