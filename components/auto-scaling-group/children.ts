import type * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../shared/tags";
import type { AutoScalingGroupTransforms } from "./auto-scaling-group-args";

/** What every child resource of a group is created with. */
export interface GroupChildren {
  /** Name of the group, with which the names of its children begin. */
  readonly name: string;
  readonly parent: pulumi.Resource;
  readonly tags: Tags | undefined;
  readonly transform: AutoScalingGroupTransforms;
}
