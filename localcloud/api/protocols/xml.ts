import type { Properties } from "../../model/values";
import { isProperties } from "../../model/values";
import { type Scalar, type ServiceModel, shapeOf, type ShapeName } from "../model";
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
  // eslint-disable-next-line no-control-regex -- these are what XML doesn't have
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
function named(model: ServiceModel, element_: string, name: ShapeName, value: unknown): string {
  const shape = shapeOf(model, name);
  const isFlat = shape !== undefined && shape.type !== "structure" && shape.flattened === true;
  const parts = shape === undefined ? [scalarInXml(name as Scalar, value)] : contents(model, name, value);
  if (isFlat) return parts.map((part) => element(element_, part)).join("");
  if (shape?.type === "list") return element(element_, wrapped(parts, shape.memberName ?? "member"));
  if (shape?.type === "map") return element(element_, wrapped(parts, "entry"));
  return element(element_, parts.join(""));
}

function wrapped(parts: readonly string[], name: string): string {
  return parts.map((part) => element(name, part)).join("");
}

/** The contents of a list's elements, of a map's entries, or of a structure. */
function contents(model: ServiceModel, name: ShapeName, value: unknown): string[] {
  const shape = shapeOf(model, name);
  if (shape?.type === "list" && Array.isArray(value)) return value.map((each) => content(model, shape.member, each));
  if (!isProperties(value)) return [];
  if (shape?.type !== "map") return [membersInXml(model, name, value)];
  const { keyName = "key", valueName = "value" } = shape;
  return Object.entries(value).map(
    ([key, each]) => element(keyName, escaped(key)) + named(model, valueName, shape.value, each),
  );
}

function content(model: ServiceModel, name: ShapeName, value: unknown): string {
  const shape = shapeOf(model, name);
  if (shape === undefined) return scalarInXml(name as Scalar, value);
  if (shape.type === "structure") return isProperties(value) ? membersInXml(model, name, value) : "";
  return wrapped(contents(model, name, value), shape.type === "list" ? (shape.memberName ?? "member") : "entry");
}

function scalarInXml(type: Scalar, value: unknown): string {
  const scalar = scalarOfOutput(type, value, "");
  const isTime = type === "timestamp" || type === "isoTimestamp";
  return escaped(isTime ? new Date(Number(scalar)).toISOString() : String(scalar));
}
