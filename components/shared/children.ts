import type * as pulumi from "@pulumi/pulumi";
import type { Tags } from "./tags";

/** What every child resource of a component is created with. */
export interface Children<Transforms> {
  /** Name of the component, with which the names of its children begin. */
  readonly name: string;
  /** The component. */
  readonly parent: pulumi.Resource;
  readonly tags: Tags | undefined;
  readonly transform: Transforms;
}
