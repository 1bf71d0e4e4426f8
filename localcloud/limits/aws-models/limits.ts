import type { Constraint, TypeMapping } from "../../model/limits";
import type { AwsLimits, InputLimit, TypeLimits } from "../types";
import { align, type Alignment } from "./align";
import type { Mappings } from "./mapping";
import { Operation, type Member, type ServiceModel, type Shape } from "./model";
import { javaScriptPattern } from "./pattern";
import type { InputField } from "./pulumi-inputs";

/** Where the generator reads from. */
export interface Sources {
  /** API model of a service such as `elbv2`. */
  readonly model: (service: string) => ServiceModel;
  /** Inputs of a Pulumi resource type. */
  readonly inputs: (type: string) => readonly InputField[];
}

/** The tables of limits, and the inputs of each type for which the mapping found no member. */
export interface Generated extends Pick<AwsLimits, "constraints" | "types" | "untranslatedPatterns"> {
  readonly unmapped: Readonly<Record<string, readonly string[]>>;
}

/**
 * Limits that AWS's models set for the mapped resource types.
 * @throws {Error} when a mapping or a named input doesn't exist.
 */
export function generateLimits({ mappings, named }: Mappings, sources: Sources): Generated {
  const tables = new Tables();
  const types: Record<string, TypeLimits> = {};
  const unmapped: Record<string, readonly string[]> = {};
  for (const [type, mapping] of sorted(mappings)) {
    const operation = operationOf(mapping, sources);
    const alignment = align(sources.inputs(type), operation, mapping);
    requireInputs(type, [...(named[type] ?? []), ...Object.keys(mapping.inputs ?? {})], alignment);
    types[type] = { ...typeLimits(operation, alignment, named[type] ?? [], tables), ...documentsOf(mapping) };
    unmapped[type] = alignment.unmapped;
  }
  return { types, unmapped, ...tables.sorted() };
}

function operationOf(mapping: TypeMapping, sources: Sources): Operation {
  const [service = "", operation = ""] = mapping.operation.split(".");
  return new Operation(sources.model(service), service, operation);
}

function requireInputs(type: string, paths: readonly string[], { seen }: Alignment): void {
  const unknown = paths.filter((path) => !seen.has(path));
  if (unknown.length > 0) throw new Error(`${type} has no input ${unknown.join(", ")}`);
}

function typeLimits(
  operation: Operation,
  { aligned }: Alignment,
  named: readonly string[],
  tables: Tables,
): Omit<TypeLimits, "documents"> {
  const inputs = aligned.flatMap(({ path, operation: own, member, required }) => {
    const constraint = tables.add(own, member);
    if (constraint === undefined && !required && !named.includes(path)) return [];
    const limit: InputLimit = {
      member: member.path,
      ...(own.name !== operation.name && { operation: own.name }),
      ...(constraint !== undefined && { constraint }),
      ...(required && { required }),
    };
    return [[path, limit] as const];
  });
  return { service: operation.service, operation: operation.name, inputs: Object.fromEntries(inputs) };
}

function documentsOf({ documents }: TypeMapping): Pick<TypeLimits, "documents"> {
  return documents === undefined ? {} : { documents };
}

/** Constraints by service and shape, so that each stands in the file once. */
class Tables {
  private readonly constraints: Record<string, Constraint> = {};
  private readonly untranslated: Record<string, string> = {};

  /** Key of the member's constraint; undefined where its shape sets none. */
  add(operation: Operation, member: Member): string | undefined {
    const key = `${operation.service}.${member.shapeName}`;
    const shape = operation.shape(member);
    const pattern = shape.pattern === undefined ? undefined : javaScriptPattern(shape.pattern);
    if (shape.pattern !== undefined && pattern === undefined) this.untranslated[key] = shape.pattern;
    const constraint = constraintOf(shape, pattern);
    if (Object.keys(constraint).length === 0) return undefined;
    this.constraints[key] = shape.sensitive === true ? { ...constraint, sensitive: true } : constraint;
    return key;
  }

  sorted(): Pick<AwsLimits, "constraints" | "untranslatedPatterns"> {
    return {
      constraints: Object.fromEntries(sorted(this.constraints)),
      untranslatedPatterns: Object.fromEntries(sorted(this.untranslated)),
    };
  }
}

const NUMBERS = ["integer", "long", "float", "double"];

/** The shape's own demands; a smallest length of none is no demand. */
function constraintOf({ type, enum: values, min, max }: Shape, pattern: string | undefined): Constraint {
  const range = NUMBERS.includes(type) ? { min, max } : { minLength: min === 0 ? undefined : min, maxLength: max };
  const demands = Object.entries({ enum: values, ...range, pattern });
  return Object.fromEntries(demands.filter(([, bound]) => bound !== undefined));
}

function sorted<Value>(table: Readonly<Record<string, Value>>): [string, Value][] {
  return Object.entries(table).sort(([left], [right]) => (left < right ? -1 : 1));
}
