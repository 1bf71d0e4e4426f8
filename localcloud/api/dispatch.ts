import { AwsError } from "../model/aws-error";
import type { Properties } from "../model/values";
import { API_MODELS, type ServiceModel } from "./model";
import type { ApiAnswer, ApiContext, ApiEffect } from "./operation";
import { API_OPERATIONS, type ServiceName } from "./operations";
import { JSON_PROTOCOL } from "./protocols/json";
import { type Protocol, type Spoken, type Target, type WireRequest, type WireResponse } from "./protocols/protocol";
import { QUERY_PROTOCOL } from "./protocols/query";
import { RPC_V2_CBOR_PROTOCOL } from "./protocols/rpc-v2-cbor";
import { requireMembers } from "./required-members";
import { scopeOf } from "./scope";

/** The one that a request is in comes first. */
const PROTOCOLS: readonly Protocol[] = [RPC_V2_CBOR_PROTOCOL, JSON_PROTOCOL, QUERY_PROTOCOL];

/** What carries out what operations decide. */
export interface ApiCloud {
  /** Everything that operations may look at, now. */
  context(): ApiContext;
  /**
   * Has effects happen, in their order.
   * @throws {AwsError} for what AWS refuses.
   */
  carryOut(effects: readonly ApiEffect[], region: string): void;
}

/** Answers a request to AWS, whatever it is. */
export async function answered(
  request: WireRequest,
  cloud: ApiCloud,
  requestId: string,
  signal: AbortSignal,
): Promise<WireResponse> {
  const protocol = PROTOCOLS.find((each) => each.targetOf(request) !== undefined) ?? JSON_PROTOCOL;
  const target = protocol.targetOf(request);
  const service = target === undefined ? undefined : serviceOf(target, request);
  const model = service === undefined ? undefined : API_MODELS.services[service];
  const spoken = target === undefined || model === undefined ? undefined : { model, ...target, requestId };
  try {
    if (service === undefined || spoken === undefined) throw unknownService(target, request);
    const output = await outputOf(request, { protocol, service, spoken, cloud, signal });
    return protocol.writeOutput(output, spoken);
  } catch (error) {
    const isRefusal = error instanceof AwsError;
    const code = isRefusal ? error.code : "InternalFailure";
    const message = error instanceof Error ? error.message : String(error);
    return protocol.writeError({ code, message, status: isRefusal ? 400 : 500 }, requestId, spoken);
  }
}

interface Answering {
  readonly protocol: Protocol;
  readonly service: ServiceName;
  readonly spoken: Spoken;
  readonly cloud: ApiCloud;
  readonly signal: AbortSignal;
}

async function outputOf(request: WireRequest, answering: Answering): Promise<Properties> {
  const { protocol, service, spoken, cloud, signal } = answering;
  const operations = API_OPERATIONS[service];
  const operation = Object.hasOwn(operations, spoken.operation) ? operations[spoken.operation] : undefined;
  if (operation === undefined) throw unknownOperation(service, spoken.operation);
  const input = protocol.readInput(request, spoken);
  requireMembers(service, spoken.operation, input);
  const { region } = scopeOf(request);
  const answer: ApiAnswer = await operation({ input, region, signal }, cloud.context());
  if (answer.effects !== undefined) cloud.carryOut(answer.effects, region);
  return answer.output();
}

/**
 * The service of a request: by the target, whose beginning is the service's own, or by the signature, since versions of
 * APIs aren't.
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
  return unknownOperation(service === "" ? "unsigned" : service, target?.operation ?? request.path);
}
