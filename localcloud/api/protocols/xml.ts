import type { Properties } from "../../model/values";
import { isProperties } from "../../model/values";
import { type Scalar, type ServiceModel, type Shape, shapeOf, type ShapeName } from "../model";
import { isGiven, scalarOfOutput } from "./values";

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Text within an element. Characters that XML 1.0 doesn't have are left out. */
export function escaped(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "")
    .replace(/[&<>"']/g, (each) => ESCAPES[each] ?? each);
}

/** An element with content that is XML already. */
export function element(name: string, content: string): string {
  return content === "" ? `<${name}/>` : `<${name}>${content}</${name}>`;
}

/** The members of a structure as elements. */
export function membersInXml(model: ServiceModel, name: ShapeName, value: Properties): string {
  const shape = shapeOf(model, name);
  if (shape?.type !== "structure") return "";
  return Object.entries(shape.members)
    .filter(([member]) => isGiven(value[member]))
    .map(([member, below]) => named(model, shape.names?.[member] ?? member, below, value[member]))
    .join("");
}

/** A value as an element; the elements of a flattened list have its name. */
function named(model: ServiceModel, elementName: string, name: ShapeName, value: unknown): string {
  const shape = shapeOf(model, name);
  if (shape !== undefined && shape.type !== "structure" && shape.flattened === true) {
    return wrapped(parts(model, shape, value), elementName);
  }
  return element(elementName, content(model, name, value));
}

function content(model: ServiceModel, name: ShapeName, value: unknown): string {
  const shape = shapeOf(model, name);
  if (shape === undefined) return scalarInXml(name as Scalar, value);
  if (shape.type === "structure") return isProperties(value) ? membersInXml(model, name, value) : "";
  return wrapped(parts(model, shape, value), shape.type === "list" ? (shape.memberName ?? "member") : "entry");
}

/** The contents of a list's elements or of a map's entries. */
function parts(model: ServiceModel, shape: Exclude<Shape, { readonly type: "structure" }>, value: unknown): string[] {
  if (shape.type === "list") return Array.isArray(value) ? value.map((each) => content(model, shape.member, each)) : [];
  const { keyName = "key", valueName = "value" } = shape;
  return Object.entries(isProperties(value) ? value : {}).map(
    ([key, each]) => element(keyName, escaped(key)) + named(model, valueName, shape.value, each),
  );
}

function wrapped(contents: readonly string[], name: string): string {
  return contents.map((each) => element(name, each)).join("");
}

function scalarInXml(type: Scalar, value: unknown): string {
  const scalar = scalarOfOutput(type, value, "");
  const isTime = type === "timestamp" || type === "isoTimestamp";
  return escaped(isTime ? new Date(Number(scalar)).toISOString() : String(scalar));
}
