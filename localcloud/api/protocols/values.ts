import { AwsError } from "../../model/aws-error";
import { isProperties, type Properties } from "../../model/values";
import { type Scalar, type ServiceModel, shapeOf, type ShapeName } from "../model";

/** Turns a scalar into another notation. */
export type ScalarMapping = (type: Scalar, value: unknown, path: string) => unknown;

/** Where a value stands, and what is made of its scalars. */
interface Mapping {
  readonly model: ServiceModel;
  readonly scalar: ScalarMapping;
}

/**
 * A value with its scalars in another notation. Members that the shape doesn't have are left out, as AWS does; so is
 * what is null.
 */
export function mapped(mapping: Mapping, name: ShapeName, value: unknown, path = ""): unknown {
  const shape = shapeOf(mapping.model, name);
  if (shape === undefined) return mapping.scalar(name as Scalar, value, path);
  if (shape.type === "structure")
    return mappedMembers(mapping, shape.members, required(value, isProperties, path), path);
  if (shape.type === "list") {
    const elements = required(value, (each): each is unknown[] => Array.isArray(each), path);
    return elements.map((each, index) => mapped(mapping, shape.member, each, `${path}[${index}]`));
  }
  const entries = Object.entries(required(value, isProperties, path)).filter(([, each]) => isGiven(each));
  return Object.fromEntries(entries.map(([key, each]) => [key, mapped(mapping, shape.value, each, `${path}.${key}`)]));
}

function mappedMembers(
  mapping: Mapping,
  members: Readonly<Record<string, ShapeName>>,
  value: Properties,
  path: string,
): Properties {
  const known = Object.entries(members).filter(([member]) => isGiven(value[member]));
  return Object.fromEntries(
    known.map(([member, shape]) => [member, mapped(mapping, shape, value[member], at(path, member))]),
  );
}

/** Where a member stands. */
export function at(path: string, member: string): string {
  return path === "" ? member : `${path}.${member}`;
}

/** Whether a value is one. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function required<Type>(value: unknown, isType: (value: unknown) => value is Type, path: string): Type {
  return isType(value) ? value : refuseValue(value, path);
}

/** Refuses what isn't of the type that the model demands. */
export function refuseValue(value: unknown, path: string): never {
  throw new AwsError("SerializationException", `${path} has an unexpected value: ${JSON.stringify(value)}`, path);
}

/** Names of members that the shape of a value doesn't have. */
export function unknownMembers(model: ServiceModel, name: ShapeName, value: unknown, path = ""): string[] {
  const shape = shapeOf(model, name);
  if (shape === undefined || !isGiven(value)) return [];
  if (Array.isArray(value)) {
    return shape.type === "list"
      ? value.flatMap((each, index) => unknownMembers(model, shape.member, each, `${path}[${index}]`))
      : [path];
  }
  if (!isProperties(value) || shape.type === "list") return [path];
  return Object.entries(value).flatMap(([member, each]) => {
    const below = shape.type === "map" ? shape.value : shape.members[member];
    return below === undefined ? [at(path, member)] : unknownMembers(model, below, each, at(path, member));
  });
}

/** What is made of a scalar of each type. */
export type ScalarTable = Readonly<Record<Scalar, (value: unknown, path: string) => unknown>>;

/** The mapping that a table makes. */
export function byType(table: ScalarTable): ScalarMapping {
  return (type, value, path) => table[type](value, path);
}

/** The value, which must be of a type of JavaScript. */
export function typed(type: "boolean" | "number" | "string"): ScalarTable[Scalar] {
  return (value, path) => (typeof value === type ? value : refuseValue(value, path));
}

/** A scalar of an output in its own type: what is deployed has numbers and booleans as text here and there. */
export const scalarOfOutput: ScalarMapping = byType({
  boolean: (value) => value === true || value === "true",
  ...{ integer: Number, long: Number, float: Number, double: Number, timestamp: Number, isoTimestamp: Number },
  ...{ string: textOf, blob: textOf },
});

function textOf(value: unknown, path: string): string {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : refuseValue(value, path);
}

export const MILLISECONDS = 1000;
