import { refuse } from "../../model/aws-error";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, number, object, objects, text, type Properties } from "../../model/values";
import { NAMESPACE } from "../servicediscovery/lookup";
import { NotModelledError } from "../shared/inputs";
import { containersOf } from "./container-definition";
import { networkModeOf } from "./network-rules";
import { SERVICE, taskDefinitionFor } from "./service-lookup";

const CONNECT = "serviceConnectConfiguration";
const SERVICES = `${CONNECT}.services`;
const INVALID = "InvalidParameterException";

/** What CreateService refuses about Service Connect (Amazon ECS API Reference, ServiceConnectConfiguration). */
export const serviceConnectRules: readonly Rule[] = [
  refuseUnmodelledParts,
  requireNamespace,
  requireNetworkMode,
  requireEndpoints,
  requireUniqueNames,
];

/** A name and port at which clients of a namespace reach a service. */
export interface ConnectEndpoint {
  readonly namespaceId: string;
  readonly discoveryName: string;
  readonly host: string;
  readonly port: number;
  readonly containerPort: number;
}

/** The endpoints of a service that is in a namespace. */
export function connectEndpoints(inputs: Properties, definition: Properties, cloud: CloudReader): ConnectEndpoint[] {
  if (flag(inputs, `${CONNECT}.enabled`) !== true) return [];
  const namespace = namespaceNamed(text(inputs, `${CONNECT}.namespace`) ?? "", cloud);
  if (namespace === undefined) return [];
  return objects(inputs, SERVICES).flatMap((service) => {
    const mapping = mappingNamed(text(service, "portName") ?? "", definition);
    const containerPort = mapping && number(mapping, "containerPort");
    if (containerPort === undefined) return [];
    const discoveryName = text(service, "discoveryName") ?? text(service, "portName") ?? "";
    return aliasesOf(service).map((alias) => ({
      namespaceId: namespace.id,
      discoveryName,
      host: text(alias, "dnsName") ?? `${discoveryName}.${text(namespace.computed, "name") ?? ""}`,
      port: number(alias, "port") ?? containerPort,
      containerPort,
    }));
  });
}

function aliasesOf(service: Properties): readonly Properties[] {
  return objects(service, "clientAlias");
}

function isEnabled({ inputs }: Operation): boolean {
  return flag(inputs, `${CONNECT}.enabled`) === true;
}

function refuseUnmodelledParts({ inputs }: Operation): void {
  const parts = objects(inputs, SERVICES).flatMap((service) => [
    ...(object(service, "tls") === undefined ? [] : ["tls"]),
    ...(number(service, "ingressPortOverride") === undefined ? [] : ["ingressPortOverride"]),
  ]);
  if (parts.length === 0) return;
  throw new NotModelledError("TLS and port overrides of Service Connect", parts, "services/ecs/service-connect.ts");
}

/** A namespace by its ARN or name; without one ECS takes the cluster's default, which the local cloud doesn't model. */
function requireNamespace(operation: Operation): void {
  if (!isEnabled(operation)) return;
  const { inputs, cloud, region } = operation;
  const name = text(inputs, `${CONNECT}.namespace`) ?? "";
  if (namespaceNamed(name, cloud)?.region === region) return;
  refuse("NamespaceNotFoundException", "The specified namespace was not found.", `${CONNECT}.namespace`);
}

/** Amazon ECS Developer Guide, "Service Connect considerations": only these modes have a proxy of their own. */
function requireNetworkMode(operation: Operation): void {
  if (!isEnabled(operation)) return;
  const mode = networkModeOf(taskDefinitionFor(operation).inputs);
  if (mode === "awsvpc" || mode === "bridge") return;
  refuse(INVALID, `Service Connect is not supported with networkMode=${mode}.`, CONNECT);
}

/** ServiceConnectService: the port is a named one of the task definition, and has one alias with a port. */
function requireEndpoints(operation: Operation): void {
  if (!isEnabled(operation)) return;
  const definition = taskDefinitionFor(operation).inputs;
  objects(operation.inputs, SERVICES).forEach((service, index) => {
    const path = `${SERVICES}[${index}]`;
    const name = text(service, "portName") ?? "";
    const mapping = mappingNamed(name, definition);
    if (mapping === undefined) {
      refuse(INVALID, `The portName '${name}' doesn't exist in the task definition.`, `${path}.portName`);
    }
    if (aliasesOf(service).length !== 1) {
      refuse(INVALID, "A Service Connect service needs one client alias", `${path}.clientAlias`);
    }
    if (
      number(service, "timeout.perRequestTimeoutSeconds") !== undefined &&
      text(mapping, "appProtocol") === undefined
    ) {
      refuse(INVALID, "perRequestTimeoutSeconds can't be set for TCP", `${path}.timeout.perRequestTimeoutSeconds`);
    }
  });
}

/** ServiceConnectService and ServiceConnectClientAlias: names, and names with ports, are unique in a namespace. */
function requireUniqueNames(operation: Operation): void {
  if (!isEnabled(operation)) return;
  const { inputs, cloud, previous } = operation;
  const own = connectEndpoints(inputs, taskDefinitionFor(operation).inputs, cloud);
  const others = cloud.ofType(SERVICE).filter(({ id }) => id !== previous?.id);
  const taken = others.flatMap((other) =>
    connectEndpoints(
      other.inputs,
      taskDefinitionFor({ ...operation, inputs: other.inputs, previous: other }).inputs,
      cloud,
    ),
  );
  const clash = own.find((one) => taken.some((other) => isSame(one, other)));
  if (clash === undefined) return;
  refuse(INVALID, `The discoveryName '${clash.discoveryName}' is already in use in the namespace.`, SERVICES);
}

function isSame(one: ConnectEndpoint, other: ConnectEndpoint): boolean {
  if (one.namespaceId !== other.namespaceId) return false;
  return one.discoveryName === other.discoveryName || (one.host === other.host && one.port === other.port);
}

function namespaceNamed(name: string, cloud: CloudReader): CloudResource | undefined {
  return cloud.ofType(NAMESPACE).find(({ computed }) => computed.arn === name || computed.name === name);
}

function mappingNamed(name: string, definition: Properties): Properties | undefined {
  return containersOf(definition)
    .flatMap((container) => objects(container, "portMappings"))
    .find((mapping) => text(mapping, "name") === name);
}
