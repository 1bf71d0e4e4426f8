import type * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../shared/tags";
import type { LoadBalancerTransforms } from "./arguments";

/** What every child of one component shares. */
export interface Scope {
  /** Logical name of the component, with which every child's name begins. */
  readonly name: string;
  readonly parent: pulumi.Resource;
  readonly tags: Tags | undefined;
  readonly transform: LoadBalancerTransforms;
}
