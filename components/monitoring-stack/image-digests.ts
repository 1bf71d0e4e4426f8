import * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import { ContainerImage } from "../container-image";
import { transformed } from "../shared/transform";
import type { StackChildren } from "./args";
import { DEFAULT_IMAGES, type MonitoringImages } from "./images";

type Image = keyof MonitoringImages;

/** The images by their digests. One provider asks for all: none of the registries wants a password. */
export function findImages(
  { name, parent, transform }: StackChildren,
  given: Partial<MonitoringImages> = {},
): Readonly<Record<Image, pulumi.Output<string>>> {
  const registry = new docker.Provider(
    ...transformed<docker.ProviderArgs>(
      transform.registry,
      `${name}-registry`,
      { disableDockerDaemonCheck: true },
      { parent },
    ),
  );
  const references = Object.entries({ ...DEFAULT_IMAGES, ...given }) as [Image, string][];
  const found = references.map(([image, reference]) => {
    const source = { kind: "existing", reference, registry, remedy: `check images.${image}` } as const;
    return [image, new ContainerImage(`${name}-${kebab(image)}`, { source }, { parent }).reference];
  });
  return Object.fromEntries(found) as Record<Image, pulumi.Output<string>>;
}

function kebab(image: Image): string {
  return image.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
}
