import { AwsError } from "../model/aws-error";
import type { Properties } from "../model/values";
import { API_MODELS, type ServiceModel } from "./model";
import type { ApiContext, ApiEffect } from "./operation";
import { API_OPERATIONS, type ServiceName } from "./operations";
import { JSON_PROTOCOL } from "./protocols/json";
import type { Protocol, Spoken, Target, WireError, WireRequest, WireResponse } from "./protocols/protocol";
import { QUERY_PROTOCOL } from "./protocols/query";
import { REST_XML_PROTOCOL } from "./protocols/rest-xml";
import { RPC_V2_CBOR_PROTOCOL } from "./protocols/rpc-v2-cbor";
import { requireMembers } from "./required-members";
import { scopeOf } from "./scope";
import { statusOf } from "./statuses";

/** The one that a request is in comes first. */
const PROTOCOLS: readonly Protocol[] = [RPC_V2_CBOR_PROTOCOL, JSON_PROTOCOL, QUERY_PROTOCOL, REST_XML_PROTOCOL];

/** What carries out what operations decide. */
export interface ApiCloud {
  /** Everything that operations may look at, now. */
  context(): ApiContext;
  /**
   * Has effects happen, in their order.
   * @throws {AwsError} for what AWS refuses.
   */
  carryOut(effects: readonly ApiEffect[], region: string): void;
  /** Whether a request to a service comes too soon after others. @default none does */
  isThrottled?(service: ServiceName): boolean;
}

/** A request that is understood. */
interface Asked extends Spoken {
  readonly service: ServiceName;
  readonly protocol: Protocol;
}

/** Answers a request to AWS, whatever it is. */
export async function answered(
  request: WireRequest,
  cloud: ApiCloud,
  requestId: string,
  signal: AbortSignal,
): Promise<WireResponse> {
  const protocol = PROTOCOLS.find((each) => each.targetOf(request) !== undefined) ?? protocolOfService(request);
  const asked = askedIn(request, protocol, requestId);
  try {
    if (asked === undefined) throw unknownService(protocol.targetOf(request), request);
    if (cloud.isThrottled?.(asked.service) === true) throw throttled(protocol);
    return protocol.writeOutput(await outputOf(request, asked, cloud, signal), asked);
  } catch (error) {
    return protocol.writeError(wireError(error), requestId, asked, request);
  }
}

function askedIn(request: WireRequest, protocol: Protocol, requestId: string): Asked | undefined {
  const target = protocol.targetOf(request);
  const service = target && serviceOf(target, request);
  const model = API_MODELS.services[service ?? ""];
  if (target === undefined || service === undefined || model === undefined) return undefined;
  return { service, protocol, model, operation: target.operation, requestId };
}

/** An operation that isn't here is refused in its service's protocol, as far as that is known. */
function protocolOfService(request: WireRequest): Protocol {
  const { service } = scopeOf(request);
  const model = Object.values(API_MODELS.services).find(({ signingName }) => signingName === service);
  return model?.protocols.includes("rest-xml") === true ? REST_XML_PROTOCOL : JSON_PROTOCOL;
}

/** Common errors of AWS's APIs: the query protocol has another code. */
function throttled(protocol: Protocol): AwsError {
  return new AwsError(protocol === QUERY_PROTOCOL ? "Throttling" : "ThrottlingException", "Rate exceeded");
}

function wireError(error: unknown): WireError {
  if (error instanceof AwsError) return { code: error.code, message: error.message, status: statusOf(error.code) };
  return { code: "InternalFailure", message: error instanceof Error ? error.message : String(error), status: 500 };
}

async function outputOf(request: WireRequest, asked: Asked, cloud: ApiCloud, signal: AbortSignal): Promise<Properties> {
  const { service, protocol, operation: name } = asked;
  const operations = API_OPERATIONS[service];
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (operation === undefined) throw unknownOperation(service, name);
  const input = protocol.readInput(request, asked);
  requireMembers(service, name, input);
  const { region } = scopeOf(request);
  const { effects = [], output } = await operation({ input, region, signal }, cloud.context());
  if (effects.length > 0) cloud.carryOut(effects, region);
  return output();
}

/**
 * The service of a request: by the target, whose beginning is the service's own, or by the signature, since versions
 * of APIs aren't.
 */
function serviceOf(target: Target, request: WireRequest): ServiceName | undefined {
  const services = Object.entries(API_MODELS.services) as [ServiceName, ServiceModel][];
  const { service } = scopeOf(request);
  const found =
    services.find(([, model]) => model.targetPrefix === target.api) ??
    services.find(([, model]) => model.signingName === service && model.apiVersion === target.api);
  return found?.[0];
}

function unknownOperation(service: string, operation: string): AwsError {
  return new AwsError(
    "UnknownOperationException",
    `the local cloud doesn't answer ${service} ${operation}; ` +
      `add it to localcloud/api/operations/${service}/ (docs/localcloud.md, "AWS APIs")`,
  );
}

function unknownService(target: Target | undefined, request: WireRequest): AwsError {
  const { service } = scopeOf(request);
  const asked = target?.operation ?? `${request.method} ${request.path}?${request.query.toString()}`.replace(/\?$/, "");
  return unknownOperation(service === "" ? "unsigned" : service, asked);
}
