import type { DocumentedLimits, TypeMapping, Wordings } from "./limits";
import type { CloudReader, CloudResource } from "./resource";
import type { Properties } from "./values";

/** An operation that rules check and whose outputs are computed. */
export interface Operation {
  readonly kind: "create" | "update";
  readonly inputs: Properties;
  /** The resource before an update. */
  readonly previous?: CloudResource;
  readonly region: string;
  readonly accountId: string;
  readonly cloud: CloudReader;
  /** Warns the user of what AWS accepts although it fails later. */
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
  /** Refusal of a value that no resource has. */
  readonly missing: { readonly code: string; message(value: string): string };
  /**
   * What fails later if AWS accepts a value that no resource has; the local cloud then warns.
   * @default AWS refuses it
   */
  readonly warning?: string;
  /** Whether the named resource has to be in the same region. @default it may be in any */
  readonly inRegion?: boolean;
  /** Refusal to delete the other resource while this one names it. @default it can be deleted */
  readonly inUse?: { readonly code: string; message(value: string): string };
  /** Whether a value names no resource of the cloud, such as a service principal or `0.0.0.0/0`. */
  ignores?(value: string, operation: Operation): boolean;
}

/** A new resource as AWS makes it. */
export interface Made {
  /** Identifies the resource among those of its type; the provider imports it by this id. */
  readonly id: string;
  /** Id that the provider gives the resource, which several may share. @default the id */
  readonly providerId?: string;
  readonly computed: Properties;
}

/** The state after AWS rolled a change back. */
export interface RolledBack {
  /** Inputs that the resource has afterwards. */
  readonly inputs: Properties;
  /** The provider's error. */
  readonly reason: string;
}

/** How the local cloud treats one resource type. */
export interface ResourceType {
  readonly type: string;
  /** The operation of AWS that creates it, from whose model its limits are generated. @default it has none */
  readonly mapping?: TypeMapping;
  /**
   * Limits that AWS's documents state and its models leave out: only those that our programs can break.
   * @default none
   */
  readonly documentedLimits?: DocumentedLimits;
  /** The input that Pulumi's AWS provider fills with the logical name and a suffix, with AWS's limit for it. */
  readonly autonaming?: {
    readonly input: string;
    readonly maximumLength: number;
    readonly unlessGiven?: string;
    /** What the provider appends to the name that it makes, beyond the maximum length. @default nothing */
    readonly suffix?: (inputs: Properties) => string;
  };
  /** Defaults that the provider or AWS fills in and that the engine then sees among the outputs. */
  readonly defaults?: Properties;
  /** Inputs as the provider completes them before it compares or applies them. @default as they are */
  normalize?(inputs: Properties): Properties;
  /** Inputs whose change replaces the resource. */
  readonly replaceOnChanges: readonly string[];
  /** Further inputs that replace it, where that depends on their values before and after. @default none */
  conditionalReplaceOnChanges?(before: Properties, after: Properties): readonly string[];
  /**
   * Inputs after a change, without the differences from those before that the provider suppresses, such as what AWS
   * itself changed. @default it suppresses none
   */
  withoutSuppressed?(before: Properties, after: Properties): Properties;
  /** Inputs that the provider compares to detect a change; others may change unnoticed. @default all */
  comparedInputs?(inputs: Properties): Properties;
  /** Inputs whose values one resource may have, with AWS's refusal of a second one. */
  readonly unique?: {
    readonly inputs: readonly string[];
    readonly scope: "region" | "account" | "global";
    /** Whether AWS ignores case, so that `Web` and `web` are one name. @default false */
    readonly ignoresCase?: boolean;
    readonly code: string;
    message(value: string): string;
    /**
     * What fails when AWS lets a second one overwrite the first; the local cloud then warns.
     * @default AWS refuses it
     */
    readonly warning?: string;
  };
  readonly references?: readonly Reference[];
  readonly rules?: readonly Rule[];
  /** Refuses a deletion for other reasons than references. */
  readonly deletion?: readonly ((resource: CloudResource, cloud: CloudReader) => void)[];
  /** The resource that AWS retains after a deletion, such as a secret in its recovery window. @default none */
  retained?(resource: CloudResource): CloudResource | undefined;
  /**
   * Other resources that its deletion creates or changes, such as a final snapshot; kept together with the deletion.
   * @default none
   */
  deletionEffects?(resource: CloudResource, cloud: CloudReader): readonly CloudResource[];
  /**
   * Whether the provider treats a resource as deleted that AWS still has, such as a deregistered task definition.
   * @default never
   */
  isGone?(resource: CloudResource): boolean;
  /** Identity and computed outputs of a new resource. */
  make(operation: Operation): Made;
  /** Computed outputs that an update changes; a preview shows them as unknown. */
  readonly recomputed?: readonly string[];
  /** Of these, outputs that change only with certain inputs; else a preview shows their values. @default with any */
  readonly recomputedWith?: Readonly<Record<string, readonly string[]>>;
  /** Computed outputs after an update. @default none changes */
  remake?(operation: Operation, previous: CloudResource): Properties;
  /**
   * Other resources that are created or changed together with it, such as an image in a registry or a listener rule;
   * computed before the resource itself is stored. @default none
   */
  sideEffects?(resource: CloudResource, cloud: CloudReader): readonly CloudResource[];
  /**
   * Other resources that disappear when it is created or changed, such as a secret's replica in a region that it is no
   * longer replicated to. @default none does
   */
  displaced?(resource: CloudResource, cloud: CloudReader): readonly CloudResource[];
  /**
   * The provider's error when it waits in vain for what AWS accepted; undefined when that comes within
   * `timeoutSeconds`, or within the provider's own limit if the program sets none. @default the provider waits for
   * nothing
   */
  unsettled?(operation: Operation, asked: CloudResource, timeoutSeconds: number | undefined): string | undefined;
  /**
   * The state after AWS rolls back, which is a fault; undefined without anything to roll back.
   * @default AWS has no rollback
   */
  rolledBack?(operation: Operation, asked: CloudResource): RolledBack | undefined;
  /**
   * Whether AWS works on it after it has accepted a request. Where a world behaves, that brings `sideEffects` about and
   * says what `unsettled` would foretell; else both happen at once.
   * @default false
   */
  readonly behaves?: boolean;
  /** Other resources that are deleted together with it. @default none */
  cascade?(resource: CloudResource, cloud: CloudReader): readonly CloudResource[];
  /**
   * Whether the engine's state alone holds it: nothing of it is in the cloud, as of what the Random provider draws.
   * @default false
   */
  readonly isInStateOnly?: boolean;
  /**
   * Inputs and outputs that the engine encrypts and commands don't show: what the provider's schema calls secret.
   * Lists as `actions[].authenticateOidc.clientSecret`.
   */
  readonly secrets?: readonly string[];
}

/** A call of a provider function. */
export interface FunctionRequest {
  readonly args: Properties;
  readonly region: string;
  /** The program's configuration of the provider. */
  readonly configuration: Properties;
  readonly cloud: CloudReader;
}

/** A provider function of the local cloud. */
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
