import * as pulumi from "@pulumi/pulumi";
import { byKind, type Choice, type Fields, fieldsOf, resolved, type Shape } from "./argument-shapes";
import { misspeltNames, nearestNames } from "./nearest-name";

/** Most names that a reason lists. */
const LISTED_NAMES = 12;

const PLAIN_WORDS: Readonly<Record<string, string>> = {
  any: "a value",
  string: "a string",
  number: "a number",
  boolean: "true or false",
  object: "an object",
  function: "a function",
  transform: "an object with properties of the resource, or a function",
};

/** What a shape allows, continuing "must be ". */
export function allowedBy(shape: Shape): string {
  return byKind(shape, {
    plain: (kind) => PLAIN_WORDS[kind] ?? kind,
    input: allowedBy,
    list: (entry) => `an array, each entry ${allowedBy(entry)}`,
    map: (entry) => `an object whose values are each ${allowedBy(entry)}`,
    choice: ({ oneOf }) => oneOf.map((word) => JSON.stringify(word)).join(" or "),
    either: (shapes) => [...new Set(shapes.map(allowedBy))].join(", or "),
    object: allowedObject,
  });
}

function allowedObject(object: Fields): string {
  const required = fieldsOf(object)
    .filter(({ isRequired }) => isRequired)
    .map(({ name }) => name);
  const noun = object.resource === true ? "a resource of Pulumi" : "an object";
  return required.length === 0 || required.length > LISTED_NAMES ? noun : `${noun} with ${required.join(", ")}`;
}

/** Why a value is no such shape. What may be a secret is not repeated. */
export function wrongValue(shape: Shape, value: unknown): string {
  return `must be ${allowedBy(shape)}, got ${shown(shape, value)}${remedy(shape, value)}`;
}

/** Why something that isn't there is wanted. */
export function missingValue(shape: Shape, value: unknown): string {
  return `is missing${value === null ? ", got null" : ""}; give ${allowedBy(shape)}`;
}

/** Why a property is none of those that an object may have. */
export function unknownName(object: Fields, name: string): string {
  const known = fieldsOf(object).map((field) => field.name);
  const nearest = nearestNames(name, known);
  if (nearest.length > 0) return `is not a known name; did you mean ${nearest.join(" or ")}?`;
  return `is not a known name; remove it${known.length > LISTED_NAMES ? "" : `; known here are ${known.join(", ")}`}`;
}

/** Why a word is none of a choice. */
export function wrongWord(choice: Choice, value: unknown): string {
  const words = choice.oneOf.filter((word) => typeof word === "string");
  const meant = typeof value === "string" ? misspeltNames(value, words) : [];
  const hint = meant.length === 0 ? "" : `; did you mean ${meant.map((word) => JSON.stringify(word)).join(" or ")}?`;
  return `must be ${allowedBy(choice)}, got ${shown(choice, value)}${hint}`;
}

/** Whether a value becomes known only while the program's resources are made. */
export function isLater(value: unknown): boolean {
  return pulumi.Output.isInstance(value) || (isObject(value) && typeof value.then === "function");
}

/** Whether a value has properties. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function shown(shape: Shape, value: unknown): string {
  if (isObject(value)) return nounOf(value);
  if (typeof value === "function") return "a function";
  if (typeof value === "symbol") return "a symbol";
  return isTold(shape, value) ? textOf(value) : `a ${typeof value}`;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

/** Where a number or a word of a choice is wanted, nobody gives a secret. */
function isTold(shape: Shape, value: unknown): boolean {
  return !["string", "number", "bigint"].includes(typeof value) || Number.isNaN(value) || hasNoSecret(shape);
}

function nounOf(value: object): string {
  if (pulumi.Output.isInstance(value)) return "an output";
  if (isLater(value)) return "a promise";
  if (pulumi.Resource.isInstance(value)) return "a resource";
  return Array.isArray(value) ? "an array" : "an object";
}

function hasNoSecret(shape: Shape): boolean {
  const wanted = withoutInput(shape);
  return typeof wanted === "object" ? "oneOf" in wanted : ["number", "boolean"].includes(wanted);
}

function remedy(shape: Shape, value: unknown): string {
  if (value === null) return "; leave it out";
  if (isLater(value)) return "; it decides what there is to deploy, so it has to be known when the program begins";
  const wanted = withoutInput(shape);
  if (wanted === "string" && ["number", "boolean"].includes(typeof value)) return "; write it in quotes";
  if (typeof value === "string" && isQuoted(wanted, value)) return "; write it without quotes";
  return isEntry(wanted, value) ? "; write it in brackets" : "";
}

function isEntry(wanted: Shape, value: unknown): boolean {
  return typeof wanted === "object" && "list" in wanted && withoutInput(wanted.list) === typeof value;
}

function isQuoted(wanted: Shape, value: string): boolean {
  if (wanted === "boolean") return ["true", "false"].includes(value);
  return wanted === "number" && value.trim() !== "" && Number.isFinite(Number(value));
}

function withoutInput(shape: Shape): Shape {
  const seen = resolved(shape);
  return typeof seen === "object" && "input" in seen ? withoutInput(seen.input) : seen;
}
