import type { Constraint } from "../model/limits";

/** Where an input's constraint comes from, and which one it is. */
export interface InputLimit {
  /** Member of the operation's input, such as `Actions[].Type`. */
  readonly member: string;
  /** Operation, where it isn't the type's own. */
  readonly operation?: string;
  /** Key into the table of constraints: the service and its shape. */
  readonly constraint?: string;
  /** AWS refuses the request without it. */
  readonly required?: boolean;
}

/** Limits of one resource type by input path; `[]` is each element of a list, `{key}` and `{value}` those of a map. */
export interface TypeLimits {
  /** Service, by botocore's name. */
  readonly service: string;
  readonly operation: string;
  /** Inputs that hold JSON text, whose limits follow as if the text were a structure. */
  readonly documents?: readonly string[];
  readonly inputs: Readonly<Record<string, InputLimit>>;
}

/** An input that AWS would refuse. */
export interface LimitProblem {
  /** The input, such as `defaultActions[0].type`. */
  readonly path: string;
  /** AWS's words. */
  readonly message: string;
  /** AWS's error code. */
  readonly code: string;
}

/** The generated file. */
export interface AwsLimits {
  /** Version of botocore whose models were read. */
  readonly botocore: string;
  /** Version of `@pulumi/aws` whose inputs were read. */
  readonly pulumiAws: string;
  /** Hash of the mapping that was used. */
  readonly mapping: string;
  /** Patterns that JavaScript can't express, by service and shape; not enforced. */
  readonly untranslatedPatterns: Readonly<Record<string, string>>;
  readonly constraints: Readonly<Record<string, Constraint>>;
  readonly types: Readonly<Record<string, TypeLimits>>;
}
