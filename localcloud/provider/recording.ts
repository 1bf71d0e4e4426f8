import { Metadata, status } from "@grpc/grpc-js";
import { ErrorResourceInitFailed, type DiffRequest, type UpdateRequest } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import type { UnsettledError } from "../cloud/errors";
import { outputsOf, providerIdOf } from "../model/resource";
import { decode, encode } from "./codec";
import { isProperties, type Properties } from "../model/values";

/** Among the outputs of a resource that is recorded with a failure: the inputs that were asked for. */
const ASKED = "__asked";

/**
 * Inputs by which a change is told. The engine records a failed update with the inputs before it and the outputs after it;
 * bridged providers compare with the outputs (pulumi/pulumi, `OnResourceStepPost`), so that nothing seems left to do.
 */
export function inputsBefore(request: DiffRequest | UpdateRequest): Properties {
  const asked = decode(request.getOlds())[ASKED];
  return isProperties(asked) ? asked : decode(request.getOldInputs());
}

/**
 * What tells the engine to record a resource together with the failure, as Pulumi's bridged providers do: the error's
 * details, under gRPC's own key for them.
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
