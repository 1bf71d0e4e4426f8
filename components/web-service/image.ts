import type * as pulumi from "@pulumi/pulumi";
import { ContainerImage } from "../container-image";
import { splitImageReference } from "../shared/image-reference";
import { literal } from "../shared/validation";
import type { WebServiceArgs } from "./args";

/** The reference whose digest a registry has to tell; undefined where it is there, or not known yet. */
export function taggedReference(image: pulumi.Input<string>): string | undefined {
  const reference = literal(image);
  return reference === undefined || splitImageReference(reference).digest !== undefined ? undefined : reference;
}

/** The image by its digest. */
export function imageByDigest(
  name: string,
  { image, transform }: Pick<WebServiceArgs, "image" | "transform">,
  options: pulumi.ComponentResourceOptions,
): pulumi.Input<string> {
  const reference = taggedReference(image);
  if (reference === undefined) return image;
  const remedy =
    "check image; of a registry that asks for credentials, pass the reference of a ContainerImage that has them";
  const source = { kind: "existing", reference, remedy } as const;
  return new ContainerImage(name, { source, transform: transform?.image }, options).reference;
}
