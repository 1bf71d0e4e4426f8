import { type handleUnaryCall, Metadata, status } from "@grpc/grpc-js";
import { type DiffRequest, ErrorResourceInitFailed, type UpdateRequest } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { UnsettledError } from "../cloud/errors";
import { AwsError } from "../model/aws-error";
import { outputsOf, providerIdOf } from "../model/resource";
import { isProperties, type Properties } from "../model/values";
import { decode, encode } from "./codec";

/**
 * A call with one request and one answer; what is thrown becomes the engine's error message.
 * @param answer also gets the connection: the engine opens one for each provider that a program configures.
 */
export function unary<Request, Response>(
  answer: (request: Request, connection: string) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    new Promise<Response>((resolve) => {
      resolve(answer(call.request, call.getPeer()));
    }).then(
      (response) => {
        callback(null, response);
      },
      (error: unknown) => {
        const metadata = error instanceof UnsettledError ? { metadata: recording(error) } : {};
        callback({ code: status.UNKNOWN, details: describe(error), ...metadata });
      },
    );
  };
}

function describe(error: unknown): string {
  if (error instanceof AwsError) return `api error ${error.code}: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}

/** Among the outputs of a resource that is recorded with a failure: the inputs that were asked for. */
const ASKED = "__asked";

/**
 * Inputs to compare an update with. The engine records a failed update with the inputs before it and the outputs after
 * it; bridged providers compare with the outputs (pulumi/pulumi, `OnResourceStepPost`), and so find nothing left to do.
 */
export function inputsBefore(request: DiffRequest | UpdateRequest): Properties {
  const asked = decode(request.getOlds())[ASKED];
  return isProperties(asked) ? asked : decode(request.getOldInputs());
}

/**
 * Metadata by which the engine records a resource together with the failure, as with Pulumi's bridged providers: the
 * error's details, under gRPC's own key for them.
 */
export function recording({ asked, message }: UnsettledError): Metadata {
  const failed = new ErrorResourceInitFailed()
    .setId(providerIdOf(asked))
    .setProperties(encode({ ...outputsOf(asked), [ASKED]: asked.inputs }))
    .setInputs(encode(asked.inputs))
    .setReasonsList([message]);
  const details = new Any();
  details.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const metadata = new Metadata();
  const described = new Status().setCode(status.UNKNOWN).setMessage(message).setDetailsList([details]);
  metadata.add("grpc-status-details-bin", Buffer.from(described.serializeBinary()));
  return metadata;
}
