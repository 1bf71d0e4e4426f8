import { isDeepStrictEqual } from "node:util";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { secret } from "../model/pulumi-values";
import { type CloudResource, outputsOf } from "../model/resource";
import type { ResourceType } from "../model/resource-type";
import type { Properties } from "../model/values";
import { encode } from "./codec";

/** Properties as they are sent, with the secret ones marked, as the official provider's schema has it. */
export function encodeMarked({ secrets = [] }: ResourceType, properties: Properties): Struct {
  const marked = Object.entries(properties).map(([name, value]) => {
    const isSent = value !== undefined && value !== null;
    return [name, secrets.includes(name) && isSent ? secret(value) : value] as const;
  });
  return encode(Object.fromEntries(marked));
}

/** The outputs of an update that are known in a preview; the engine treats the others as unknown. */
export function previewed(
  { recomputed = [], recomputedWith = {} }: ResourceType,
  known: CloudResource,
  inputs: Properties,
): Properties {
  const isChanged = (input: string): boolean => !isDeepStrictEqual(known.inputs[input], inputs[input]);
  const isUnknown = (output: string): boolean =>
    recomputed.includes(output) && (recomputedWith[output]?.some(isChanged) ?? true);
  const outputs = Object.entries(outputsOf({ ...known, inputs }));
  return Object.fromEntries(outputs.filter(([output]) => !isUnknown(output)));
}
