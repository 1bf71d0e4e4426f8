import type { Properties } from "../../model/values";
import { isProperties } from "../../model/values";
import type { Place, Scalar, ServiceModel, Shape, ShapeName } from "../model";
import { shapeOf } from "../model";
import type { WireRequest } from "./protocol";
import type { RoutedRequest } from "./rest-routes";
import { scalarOfText, textOfHeader } from "./text-scalars";
import { isGiven } from "./values";

type Structure = Extract<Shape, { readonly type: "structure" }>;

/** The members that stand beside the body: in the path, the query and the headers (Smithy, "HTTP binding traits"). */
export function boundInput(
  model: ServiceModel,
  shape: Structure,
  request: WireRequest,
  { labels }: RoutedRequest,
): Properties {
  const given = placed(shape).flatMap(([member, place, name]) => {
    const below = shape.members[member] ?? "string";
    if (place === "headers") {
      const found = prefixed(request, name);
      return Object.keys(found).length === 0 ? [] : [[member, found] as const];
    }
    const text = textAt(place, name, request, labels);
    return text === undefined ? [] : [[member, valueOf(model, below, text, member)] as const];
  });
  return Object.fromEntries(given);
}

/** Headers of an answer, and its status where a member is it. */
export function boundOutput(
  model: ServiceModel,
  shape: Structure,
  output: Properties,
): { readonly headers: Readonly<Record<string, string>>; readonly status: number | undefined } {
  const headers: Record<string, string> = {};
  let status: number | undefined;
  for (const [member, place, name] of placed(shape)) {
    const value = output[member];
    if (!isGiven(value)) continue;
    if (place === "statusCode") status = Number(value);
    else if (place === "headers") Object.assign(headers, withPrefix(name, value));
    else headers[name] = textOfHeader(scalarAt(model, shape.members[member]), value, member);
  }
  return { headers, status };
}

function placed({ places = {}, names = {} }: Structure): (readonly [string, Place, string])[] {
  return Object.entries(places).map(([member, place]) => [member, place, names[member] ?? member] as const);
}

function textAt(
  place: Place,
  name: string,
  { headers, query }: WireRequest,
  labels: RoutedRequest["labels"],
): string | undefined {
  if (place === "uri") return labels[name];
  return place === "querystring" ? (query.get(name) ?? undefined) : headers[name.toLowerCase()];
}

function valueOf(model: ServiceModel, name: ShapeName, text: string, member: string): unknown {
  const shape = shapeOf(model, name);
  if (shape?.type === "list") return text.split(",").map((each) => valueOf(model, shape.member, each.trim(), member));
  return scalarOfText(name as Scalar, text, member);
}

function scalarAt(model: ServiceModel, name: ShapeName = "string"): Scalar {
  return shapeOf(model, name) === undefined ? (name as Scalar) : "string";
}

function prefixed({ headers }: WireRequest, prefix: string): Properties {
  const found = Object.entries(headers).filter(([name]) => name.startsWith(prefix.toLowerCase()));
  return Object.fromEntries(found.map(([name, value]) => [name.slice(prefix.length), value]));
}

function withPrefix(prefix: string, value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(isProperties(value) ? value : {});
  return Object.fromEntries(entries.map(([name, each]) => [`${prefix}${name}`, String(each)]));
}
