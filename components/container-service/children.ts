import type * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../shared/tags";
import type { ContainerServiceTransforms } from "./container-service-args";

/** What every child resource of a service is created with. */
export interface ServiceChildren {
  /** Name of the service, with which the names of its children begin. */
  readonly name: string;
  readonly parent: pulumi.Resource;
  readonly tags: Tags | undefined;
  readonly transform: ContainerServiceTransforms;
}
