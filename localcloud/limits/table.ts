import generated from "../generated/aws-limits.json";
import type { Checkable, DocumentedLimit } from "../model/limits";
import type { ResourceType } from "../model/resource-type";
import { tagLimits } from "./tags";
import { stepsOf } from "./reach";
import type { AwsLimits, TypeLimits } from "./types";

/** One limit of a resource type's input. */
export interface Limit {
  readonly steps: readonly string[];
  readonly service: string;
  readonly operation: string;
  /** Member of the operation's input, such as `Actions[].Type`. */
  readonly member: string;
  readonly constraint: Checkable;
  readonly required: boolean;
  /** Whether AWS never repeats the value in its messages. */
  readonly isSensitive: boolean;
  /** Whether an empty value never gets to AWS: Pulumi's AWS provider doesn't send optional inputs that are empty. */
  readonly leftOutWhenEmpty: boolean;
  /** What a document states beyond AWS's model. */
  readonly documented?: DocumentedLimit;
}

/** Limits of a resource type. */
export interface LimitTable {
  readonly service: string;
  readonly operation: string;
  readonly limits: readonly Limit[];
  /** Inputs that hold JSON text. */
  readonly documents: readonly string[];
}

/** The fields of a resource type from which its limits come. */
export type LimitedType = Pick<ResourceType, "type" | "documentedLimits">;

/** The limits generated from AWS's models. */
export const AWS_LIMITS: AwsLimits = generated;

const tables = new Map<string, LimitTable | undefined>();

/** Limits of a resource type, the documented ones first since they are the narrower; undefined for an unmapped type. */
export function limitTable(type: LimitedType): LimitTable | undefined {
  if (!tables.has(type.type)) tables.set(type.type, tableOf(type));
  return tables.get(type.type);
}

function tableOf({ type, documentedLimits = {} }: LimitedType): LimitTable | undefined {
  const typeLimits = AWS_LIMITS.types[type];
  if (typeLimits === undefined) return undefined;
  const { service, operation, documents = [] } = typeLimits;
  const documented = [...Object.entries(documentedLimits), ...tagLimits(service)];
  const limits = [
    ...documented.flatMap(([path, each]) => each.map((limit) => documentedLimit(path, limit, typeLimits))),
    ...Object.keys(typeLimits.inputs).map((path) => generatedLimit(path, typeLimits)),
  ];
  return { service, operation, documents, limits };
}

function generatedLimit(path: string, typeLimits: TypeLimits): Limit {
  const { constraint: key = "", required = false } = typeLimits.inputs[path] ?? {};
  const { sensitive = false, ...constraint } = AWS_LIMITS.constraints[key] ?? {};
  return { ...placed(path, required, typeLimits), constraint, isSensitive: sensitive };
}

function documentedLimit(path: string, documented: DocumentedLimit, typeLimits: TypeLimits): Limit {
  const { required = false, sensitive = false } = documented;
  return { ...placed(path, required, typeLimits), constraint: documented, isSensitive: sensitive, documented };
}

/** Messages call an input by its own name if AWS's model sets it no limit. */
function placed(path: string, required: boolean, typeLimits: TypeLimits) {
  const { member = path.replace(/\{(key|value)\}$/, "[].$1"), operation = typeLimits.operation } =
    typeLimits.inputs[path] ?? {};
  const steps = stepsOf(path);
  const { service, documents = [] } = typeLimits;
  return { steps, service, operation, member, required, leftOutWhenEmpty: !required && isNamedInput(steps, documents) };
}

/** Whether a path ends at a named input, not at an element, at an entry or inside a document. */
function isNamedInput([first = "", ...rest]: readonly string[], documents: readonly string[]): boolean {
  return !documents.includes(first) && !/^[[{]/.test(rest.at(-1) ?? first);
}
