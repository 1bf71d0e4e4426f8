import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { number, object, objects, text, type Properties } from "../../model/values";
import { warningOf } from "../../model/warning";
import { registryByArn } from "../servicediscovery/lookup";
import { containersOf } from "./container-definition";
import { isRolling } from "./deployment";
import { taskDefinitionFor, usesAwsvpc } from "./service-lookup";

const REGISTRIES = "serviceRegistries";

/** What CreateService refuses about service discovery (Amazon ECS API Reference, ServiceRegistry). */
export const serviceRegistryRules: readonly Rule[] = [
  requireRegistry,
  requirePort,
  requireContainerPort,
  requireAddressRecord,
  warningOf(requireRolling, "the name leads to the tasks of both revisions, whatever traffic is shifted"),
];

function requireRegistry({ inputs, cloud, region }: Operation): void {
  const arn = text(inputs, `${REGISTRIES}.registryArn`);
  if (arn === undefined) return;
  if (registryByArn(arn, cloud)?.region === region) return;
  refuse("InvalidParameterException", `Service registry '${arn}' does not exist.`, `${REGISTRIES}.registryArn`);
}

/** ServiceRegistry, port: an SRV record wants a port, the registry's own or a container's, and not both. */
function requirePort(operation: Operation): void {
  const registry = registryOf(operation);
  if (registry === undefined) return;
  const hasPort = number(registry, "port") !== undefined;
  const hasContainer = text(registry, "containerName") !== undefined || number(registry, "containerPort") !== undefined;
  const isSrv = recordTypes(operation).includes("SRV");
  if (hasPort && hasContainer) {
    refuse("InvalidParameterException", "Either port or containerName and containerPort can be given", REGISTRIES);
  }
  if (isSrv && !hasPort && !hasContainer) {
    refuse("InvalidParameterException", "An SRV record needs port, or containerName and containerPort", REGISTRIES);
  }
}

function requireContainerPort(operation: Operation): void {
  const registry = registryOf(operation) ?? {};
  const [name, port] = [text(registry, "containerName"), number(registry, "containerPort")];
  if (name === undefined && port === undefined) return;
  const { inputs } = taskDefinitionFor(operation);
  const containers = containersOf(inputs).filter((container) => text(container, "name") === name);
  const mappings = containers.flatMap((container) => objects(container, "portMappings"));
  if (mappings.some((mapping) => number(mapping, "containerPort") === port)) return;
  refuse(
    "InvalidParameterException",
    `The container '${String(name)}' does not exist in the task definition, or has no port '${String(port)}'.`,
    `${REGISTRIES}.containerName, ${REGISTRIES}.containerPort`,
  );
}

/** Amazon ECS Developer Guide, "Service discovery considerations": other network modes have SRV records only. */
function requireAddressRecord(operation: Operation): void {
  if (registryOf(operation) === undefined || usesAwsvpc(operation)) return;
  if (recordTypes(operation).every((type) => type === "SRV")) return;
  refuse("InvalidParameterException", "Only tasks of network mode awsvpc have A and AAAA records", REGISTRIES);
}

/** Amazon ECS Developer Guide, "Required resources for Amazon ECS blue/green deployments", names none of DNS. */
function requireRolling({ inputs }: Operation): void {
  if (object(inputs, REGISTRIES) === undefined || isRolling(inputs)) return;
  refuse(
    "InvalidParameterException",
    "Amazon ECS shifts traffic of load balancers, Service Connect and VPC Lattice",
    REGISTRIES,
  );
}

function registryOf({ inputs }: Operation): Properties | undefined {
  return object(inputs, REGISTRIES);
}

function recordTypes({ inputs, cloud }: Operation): string[] {
  const registry = registryByArn(text(inputs, `${REGISTRIES}.registryArn`) ?? "", cloud);
  return objects(registry?.inputs ?? {}, "dnsConfig.dnsRecords").map((record) => text(record, "type") ?? "");
}
