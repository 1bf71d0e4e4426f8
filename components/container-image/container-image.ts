import * as pulumi from "@pulumi/pulumi";
import { requireValid } from "../shared/validation";
import type { ContainerImageArgs } from "./args";
import { builtImage } from "./built-image";
import { existingImageDigest } from "./existing-image";
import { digestOf, digestReference, parseImageReference } from "./image-reference";
import { validateContainerImage } from "./validate";

/**
 * An image by its digest, so that what was tested is what runs, on every instance and after every rollback: one
 * that is built and pushed, or one that a registry holds already.
 *
 * @throws {pulumi.InputPropertiesError} naming every argument that is wrong.
 */
export class ContainerImage extends pulumi.ComponentResource {
  /** `<registry>/<repository>@sha256:…`: what to run. */
  public readonly reference: pulumi.Output<string>;
  /** `sha256:…` */
  public readonly digest: pulumi.Output<string>;

  constructor(name: string, args: ContainerImageArgs, opts?: pulumi.ComponentResourceOptions) {
    requireValid("ContainerImage", name, args, validateContainerImage);
    super("proofpix:container-image:ContainerImage", name, {}, opts);

    const children = { name, parent: this, tags: undefined, transform: args.transform ?? {} };
    if (args.source.kind === "existing") {
      const reference = parseImageReference(args.source.reference);
      this.digest = existingImageDigest(children, args.source);
      this.reference = this.digest.apply((digest) => digestReference(reference, digest));
    } else {
      const image = builtImage(children, args.source);
      this.digest = image.repoDigest.apply(digestOf);
      // A daemon may list another repository's digest first, so only the digest is taken from it.
      this.reference = pulumi.interpolate`${args.source.repositoryUrl}@${this.digest}`;
    }
    this.registerOutputs({ reference: this.reference, digest: this.digest });
  }
}
