import type { DocumentedLimits, TypeMapping, Wordings } from "./limits";
import type { CloudReader, CloudResource } from "./resource";
import type { Properties } from "./values";

/** What a rule or a computation of outputs is asked about. */
export interface Operation {
  readonly kind: "create" | "update";
  readonly inputs: Properties;
  /** The resource before an update. */
  readonly previous?: CloudResource;
  readonly region: string;
  readonly accountId: string;
  readonly cloud: CloudReader;
  /** Tells whoever deploys of what AWS takes although it goes wrong later. */
  warn(message: string): void;
}

/** Throws an {@link AwsError} for what AWS refuses. Name the AWS document that says so where the rule is written. */
export type Rule = (operation: Operation) => void;

/** An input that names another resource. */
export interface Reference {
  /** Path of the input; lists as `subnets[]`. */
  readonly input: string;
  /** Types that it may name; the first one that matches counts. */
  readonly to: readonly string[];
  /** Output of the other resource that the input repeats. @default "id" */
  readonly by?: string;
  /** Refusal where it names nothing. */
  readonly missing: { readonly code: string; message(value: string): string };
  /** What goes wrong later where AWS takes what names nothing; it is a warning then. @default AWS refuses it */
  readonly warning?: string;
  /** Whether only what is in the same region can be named. @default any region */
  readonly inRegion?: boolean;
  /** Refusal to delete the other resource while this one names it. @default it can be deleted */
  readonly inUse?: { readonly code: string; message(value: string): string };
  /** Whether a value is outside the cloud's knowledge, such as a service principal or `0.0.0.0/0`. */
  ignores?(value: string, operation: Operation): boolean;
}

/** What AWS makes of a creation or update. */
export interface Made {
  /** Tells it apart from all others of its type; what the provider imports it by. */
  readonly id: string;
  /** Id that the provider gives it, where that is another one, which several may share. @default the id */
  readonly providerId?: string;
  readonly computed: Properties;
}

/** What AWS leaves of a change that it rolls back. */
export interface RolledBack {
  /** Inputs that the resource has afterwards. */
  readonly inputs: Properties;
  /** How the provider fails. */
  readonly reason: string;
}

/** How the local cloud treats one resource type. */
export interface ResourceType {
  readonly type: string;
  /** The operation of AWS that creates it, from whose model its limits are generated. @default it has none */
  readonly mapping?: TypeMapping;
  /** Limits that AWS's documents state and its models leave out: only those that our programs can break. @default none */
  readonly documentedLimits?: DocumentedLimits;
  /** The input that Pulumi's AWS provider fills with the logical name and a suffix, with AWS's limit for it. */
  readonly autonaming?: { readonly input: string; readonly maximumLength: number; readonly unlessGiven?: string };
  /** Defaults that the provider or AWS fills in and that the engine then sees among the outputs. */
  readonly defaults?: Properties;
  /** Inputs as the provider completes them before it compares or applies them. @default as they are */
  normalize?(inputs: Properties): Properties;
  /** Inputs whose change replaces the resource. */
  readonly replaceOnChanges: readonly string[];
  /** Further inputs that replace it, where that depends on their values before and after. @default none */
  conditionalReplaceOnChanges?(before: Properties, after: Properties): readonly string[];
  /** Inputs by which the provider tells a change; what is left out changes nothing. @default all */
  comparedInputs?(inputs: Properties): Properties;
  /** Inputs of which the cloud holds at most one resource, with AWS's refusal of a second. */
  readonly unique?: {
    readonly inputs: readonly string[];
    readonly scope: "region" | "account" | "global";
    /** Whether AWS takes `Web` and `web` for the same. @default it doesn't */
    readonly ignoresCase?: boolean;
    readonly code: string;
    message(value: string): string;
    /** What goes wrong where AWS takes a second one in place of the first; it is a warning then. @default AWS refuses it */
    readonly warning?: string;
  };
  readonly references?: readonly Reference[];
  readonly rules?: readonly Rule[];
  /** Refuses a deletion for other reasons than references. */
  readonly deletion?: readonly ((resource: CloudResource, cloud: CloudReader) => void)[];
  /** What a deletion leaves with AWS, such as a secret in its recovery window. @default nothing */
  retained?(resource: CloudResource): CloudResource | undefined;
  /** Whether the provider takes what AWS still has for gone, such as a deregistered task definition. @default never */
  isGone?(resource: CloudResource): boolean;
  /** Identity and computed outputs of a new resource. */
  make(operation: Operation): Made;
  /** Computed outputs that an update changes, which a preview leaves open. */
  readonly recomputed?: readonly string[];
  /** Computed outputs after an update. @default none changes */
  remake?(operation: Operation, previous: CloudResource): Properties;
  /**
   * What comes into being or changes beside it when it is created or changed, such as an image in a registry or a listener
   * rule; asked before the resource itself is kept. @default nothing
   */
  sideEffects?(resource: CloudResource, cloud: CloudReader): readonly CloudResource[];
  /**
   * How the provider fails while it waits for what AWS has taken; undefined where it has it within `timeoutSeconds`, or
   * within its own limit where the program gives none. @default it waits for nothing
   */
  unsettled?(operation: Operation, asked: CloudResource, timeoutSeconds: number | undefined): string | undefined;
  /** What a rollback by AWS, which is a fault, leaves; undefined where there is nothing to roll back. @default AWS has none */
  rolledBack?(operation: Operation, asked: CloudResource): RolledBack | undefined;
  /** What goes with it when it is deleted. @default nothing */
  cascade?(resource: CloudResource, cloud: CloudReader): readonly CloudResource[];
  /** Inputs and outputs that looking into the cloud must not show. */
  readonly secrets?: readonly string[];
}

/** What a provider function is asked. */
export interface FunctionRequest {
  readonly args: Properties;
  readonly region: string;
  /** What the program configured the provider with. */
  readonly configuration: Properties;
  readonly cloud: CloudReader;
}

/** How the local cloud answers a provider function. */
export interface CloudFunction {
  readonly token: string;
  call(request: FunctionRequest): Properties;
}

/** What the local cloud models of one service. */
export interface CloudService {
  readonly types?: readonly ResourceType[];
  readonly functions?: readonly CloudFunction[];
  /** How its APIs refuse a value that breaks a limit. */
  readonly wordings?: Wordings;
}

/** The wordings of all services. */
export function wordingsOf(services: readonly CloudService[]): Wordings {
  return Object.fromEntries(services.flatMap(({ wordings = {} }) => Object.entries(wordings)));
}
