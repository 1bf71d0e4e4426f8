import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { isProperties, type Properties } from "../model/values";

export function decode(struct: Struct | undefined): Properties {
  return struct?.toJavaScript() ?? {};
}

export function encode(properties: Properties): Struct {
  return Struct.fromJavaScript(withoutAbsent(properties) as Record<string, JavaScriptValue>);
}

/** The protocol's values have no `undefined`: what is absent is left out. */
function withoutAbsent(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutAbsent);
  if (!isProperties(value)) return value;
  const present = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(present.map(([key, each]) => [key, withoutAbsent(each)]));
}
