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

/** How the inputs of a Pulumi resource type become the input of an AWS operation. */
export interface TypeMapping {
  /** The operation that creates it, with botocore's name of the service: `elbv2.CreateTargetGroup`. */
  readonly operation: string;
  /** Structure of the operation's input in which the inputs stand, besides those at its top. */
  readonly within?: string;
  /**
   * AWS members of inputs that are named differently, as `Member.Path`, or `Operation:Member.Path` for another
   * operation of the service; `null` for inputs that AWS takes in another form or that are left out on purpose.
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

/**
 * Documented limits of a resource type by input path; `[]` is each element of a list, `{key}` and `{value}` those of a
 * map.
 */
export type DocumentedLimits = Readonly<Record<string, readonly DocumentedLimit[]>>;

/** What can be checked of a value that is there. */
export type Checkable = Omit<Constraint, "sensitive"> & Pick<DocumentedLimit, "allows">;

/** The demand that a value breaks, with its bound, pattern or allowed values, or what is wrong with the document. */
export interface Violation {
  readonly demand: keyof Checkable | "present" | "json";
  readonly bound?: unknown;
}

/** What AWS refuses: the value, where it stands in the request, and the demand that it breaks. */
export interface LimitRefusal {
  /** The service's API, by botocore's name. */
  readonly service: string;
  readonly operation: string;
  /** Member of the operation's input, such as `Actions[].Type`. */
  readonly member: string;
  readonly positions: readonly number[];
  /** The value as text; undefined where there is none, or where AWS doesn't repeat it. */
  readonly value?: string;
  readonly violation: Violation;
}

/** How an API refuses a value that breaks a limit. */
export interface Wording {
  readonly code: (refusal: LimitRefusal) => string;
  readonly message: (refusal: LimitRefusal) => string;
}

/** Wordings by botocore's name of the API. */
export type Wordings = Readonly<Record<string, Wording>>;
