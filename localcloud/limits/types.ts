/** What AWS demands of one value; lengths are characters of a text, elements of a list or entries of a map. */
export interface Constraint {
  readonly enum?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Pattern for JavaScript's `u` mode, which the whole text has to match. */
  readonly pattern?: string;
  /** AWS never repeats such a value in its messages. */
  readonly sensitive?: boolean;
}

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
  /** AWS's words, and the input's path at their end. */
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

/** How the inputs of a Pulumi resource type become the input of an AWS operation. */
export interface TypeMapping {
  /** The operation that creates it, with botocore's name of the service: `elbv2.CreateTargetGroup`. */
  readonly operation: string;
  /** Structure of the operation's input in which the inputs stand, besides those at its top. */
  readonly within?: string;
  /**
   * AWS members of inputs that are named differently, as `Member.Path`, or `Operation:Member.Path` for another operation
   * of the service; `null` for inputs that AWS takes in another form or that are left out on purpose.
   */
  readonly inputs?: Readonly<Record<string, string | null>>;
  /** Inputs that hold JSON text of what AWS takes as a structure. */
  readonly documents?: readonly string[];
}

/** A limit that AWS's models leave out and its documents state. */
export interface DocumentedLimit extends Constraint {
  /** The document that states it. */
  readonly document: string;
  /** AWS refuses the request without it. */
  readonly required?: boolean;
  /** Whether AWS takes the value, where the other fields can't say it. */
  readonly allows?: (value: unknown) => boolean;
  /** AWS's error code, where it isn't the service's usual one. */
  readonly code?: string;
  /** AWS's own words for a value that breaks the limit. */
  readonly message?: (value: string) => string;
}

/** Documented limits of resource types by input path. */
export type DocumentedLimits = Readonly<Record<string, Readonly<Record<string, readonly DocumentedLimit[]>>>>;
