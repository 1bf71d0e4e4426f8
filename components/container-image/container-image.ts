import * as pulumi from "@pulumi/pulumi";
import { builtImage } from "./built-image";
import type { ContainerImageArgs } from "./container-image-args";
import { existingImageDigest } from "./existing-image";
import { digestOf, digestReference, parseImageReference } from "./image-reference";
import { validateContainerImage } from "./validate";

/**
 * An image by its digest, so that what was tested is what runs, on every instance and after every rollback (CO-4): one
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
    validateContainerImage(name, args);
    super("proofpix:container-image:ContainerImage", name, {}, opts);

    if (args.source.kind === "existing") {
      const reference = parseImageReference(args.source.reference);
      this.digest = existingImageDigest(name, args.source, args.transform, this);
      this.reference = this.digest.apply((digest) => digestReference(reference, digest));
    } else {
      const image = builtImage(name, args.source, args.transform, this);
      this.digest = image.repoDigest.apply(digestOf);
      // A daemon may list another repository's digest first, so only the digest is taken from it.
      this.reference = pulumi.interpolate`${args.source.repositoryUrl}@${this.digest}`;
    }
    this.registerOutputs({ reference: this.reference, digest: this.digest });
  }
}
