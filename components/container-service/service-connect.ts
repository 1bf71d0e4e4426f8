import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { parseArn } from "../shared/arn";
import { requireSeconds, requireWhole } from "../shared/bounds";
import { type DurationQuantity, durationSeconds } from "../shared/quantity";
import { type ArgumentProblems, literal } from "../shared/validation";
import type { ContainerServiceArgs, PlannedServiceArgs } from "./args";
import { PORT } from "./container-bounds";
import { CONTAINER_NAME, serviceLogConfiguration } from "./container-definitions";

/** What a port speaks, as Service Connect's proxies need to know it. */
export type ServiceConnectProtocol = "http" | "http2" | "grpc";

/**
 * A service in the mesh of a namespace. ECS puts a proxy into each task, through which connections to other services of
 * the namespace go. The proxy takes CPU and memory of the task: add about 256 CPU units and 64 MiB.
 */
export interface ServiceConnect {
  /** ARN or name of the Cloud Map namespace, in the cluster's region. Another one deploys. */
  readonly namespace: pulumi.Input<string>;
  /** How others reach this service. @default - not at all: it is a client only */
  readonly endpoint?: ServiceConnectEndpoint;
}

/** The name and port at which other services of a namespace reach a service. */
export interface ServiceConnectEndpoint {
  /** Name in the namespace, which no other service of it has: `<name>.<namespace>` is where clients connect. */
  readonly name: string;
  /** Another name at which clients connect, in place of `<name>.<namespace>`. @default - no other name */
  readonly dnsName?: string;
  /** Port at which clients connect. @default - the container's `port` */
  readonly port?: number;
  /** What the port speaks, for retries and metrics of requests. @default - TCP: connections alone are balanced */
  readonly protocol?: ServiceConnectProtocol;
  /** Time after which a connection without traffic is closed. @default - five minutes, for TCP an hour */
  readonly idleTimeout?: DurationQuantity;
  /** Time that a request may take, not for TCP. @default - 15 seconds */
  readonly requestTimeout?: DurationQuantity;
}

const PROTOCOLS: readonly string[] = ["http", "http2", "grpc"] satisfies readonly ServiceConnectProtocol[];
/** Amazon ECS API Reference, "ServiceConnectService": discoveryName, and "ServiceConnectClientAlias": dnsName. */
const DISCOVERY_NAME = /^[a-z0-9_][a-z0-9_-]{0,63}$/;
const DNS_NAME = /^[a-z0-9_.][a-z0-9_.-]{0,126}$/;
/** Amazon ECS API Reference, "TimeoutConfiguration"; more than a day is a mistake. */
const TIMEOUT = { smallest: 1, largest: 86_400 };

/** Records an endpoint that ECS refuses, or that nobody could reach. */
export function validateServiceConnect({ port, serviceConnect }: PlannedServiceArgs, problems: ArgumentProblems): void {
  if (serviceConnect === undefined) return;
  const namespace = literal(serviceConnect.namespace);
  problems.require(
    namespace !== "",
    "serviceConnect.namespace",
    `must be the ARN or name of a namespace of Cloud Map, got ""; give the arn of a PrivateDnsNamespace`,
  );
  const { endpoint } = serviceConnect;
  if (endpoint === undefined) return;
  const at = problems.at((path) => (path === "" ? "serviceConnect.endpoint" : `serviceConnect.endpoint.${path}`));
  at.require(
    port !== undefined,
    "",
    "needs a port of the application that others reach; give port, or omit endpoint for a service that is a client only",
  );
  validateNames(endpoint, at);
  validateProtocol(endpoint, at);
}

function validateNames({ name, dnsName, port }: ServiceConnectEndpoint, problems: ArgumentProblems): void {
  problems.require(
    DISCOVERY_NAME.test(name),
    "name",
    `must be up to 64 lower-case letters, digits, "_" and "-", not beginning with "-", got ${JSON.stringify(name)}`,
  );
  problems.require(
    dnsName === undefined || DNS_NAME.test(dnsName),
    "dnsName",
    `must be up to 127 lower-case letters, digits, "_", "-" and ".", not beginning with "-", got ${JSON.stringify(dnsName)}`,
  );
  requireWhole(problems, "port", port, PORT);
}

function validateProtocol(
  { protocol, idleTimeout, requestTimeout }: ServiceConnectEndpoint,
  problems: ArgumentProblems,
): void {
  problems.require(
    protocol === undefined || PROTOCOLS.includes(protocol),
    "protocol",
    `must be one of ${PROTOCOLS.join(", ")}, or omitted for TCP, got ${JSON.stringify(protocol)}`,
  );
  requireSeconds(problems, "idleTimeout", idleTimeout, TIMEOUT);
  requireSeconds(problems, "requestTimeout", requestTimeout, TIMEOUT);
  problems.require(
    requestTimeout === undefined || protocol !== undefined,
    "requestTimeout",
    "means nothing for TCP, which has no requests; give protocol, or use idleTimeout",
  );
}

/** Service Connect as the ECS service takes it; its proxies log to the service's log group. */
export function serviceConnectSettings(
  { cluster, port, serviceConnect }: ContainerServiceArgs,
  logGroupName: pulumi.Input<string>,
): Pick<aws.ecs.ServiceArgs, "serviceConnectConfiguration"> {
  if (serviceConnect === undefined) return {};
  const { namespace, endpoint } = serviceConnect;
  return {
    serviceConnectConfiguration: {
      enabled: true,
      namespace,
      ...(endpoint !== undefined && { services: [endpointService(endpoint, port)] }),
      logConfiguration: pulumi
        .all([cluster.clusterArn, logGroupName])
        .apply(([clusterArn, group]) => serviceLogConfiguration(group, parseArn(clusterArn).region)),
    },
  };
}

function endpointService(
  { name, dnsName, idleTimeout, port, requestTimeout }: ServiceConnectEndpoint,
  containerPort: number | undefined,
): aws.types.input.ecs.ServiceServiceConnectConfigurationService {
  return {
    portName: CONTAINER_NAME,
    discoveryName: name,
    clientAlias: [{ port: port ?? containerPort ?? 0, ...(dnsName !== undefined && { dnsName }) }],
    ...((idleTimeout ?? requestTimeout) !== undefined && {
      timeout: {
        ...(idleTimeout !== undefined && { idleTimeoutSeconds: durationSeconds(idleTimeout) }),
        ...(requestTimeout !== undefined && { perRequestTimeoutSeconds: durationSeconds(requestTimeout) }),
      },
    }),
  };
}
