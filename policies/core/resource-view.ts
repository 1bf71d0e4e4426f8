import type { PolicyResourceOptions } from "@pulumi/policy";
import { Reader, type OnUnknown } from "./reader";

/** The identity of a resource of any kind. */
export interface ResourceIdentity {
  readonly type: string;
  readonly urn: string;
  readonly name: string;
}

/** A resource as the SDK hands it to a policy. */
export interface AnalyzedResource extends ResourceIdentity {
  readonly props: unknown;
  readonly opts: PolicyResourceOptions;
}

/** A resource as a rule sees it: its identity, its options, and its properties, which it reads as a {@link Reader}. */
export class ResourceView extends Reader implements ResourceIdentity {
  /** Type token, such as `aws:ecs/service:Service`. */
  readonly type: string;
  readonly urn: string;
  /** Logical name in the program. */
  readonly name: string;
  /** Options of the resource in the program, such as `protect`. */
  readonly options: PolicyResourceOptions;

  constructor(
    resource: AnalyzedResource,
    /** Tags of the stack, by their names. */
    readonly stackTags: ReadonlyMap<string, string>,
    onUnknown: OnUnknown,
  ) {
    super({ known: true, value: resource.props }, "", onUnknown);
    this.type = resource.type;
    this.urn = resource.urn;
    this.name = resource.name;
    this.options = resource.opts;
  }

  /** Name of the stack (Pulumi documentation, "Resource URNs": `urn:pulumi:<stack>::<project>::<types>::<name>`). */
  get stackName(): string {
    return this.urn.split(":")[2] ?? "";
  }
}
