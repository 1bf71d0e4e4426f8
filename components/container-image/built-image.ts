import * as aws from "@pulumi/aws";
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { Children } from "../shared/children";
import { ecrRegistry } from "../shared/ecr-registry";
import { transformed } from "../shared/transform";
import type { BuildSource, ContainerImageTransforms } from "./args";

const PLATFORM = "linux/amd64";

/** An image that is built and pushed when something in its context, its Dockerfile or its arguments changes. */
export function builtImage(
  { name, parent, transform }: Children<ContainerImageTransforms>,
  source: BuildSource,
): docker.Image {
  return new docker.Image(
    ...transformed<docker.ImageArgs>(
      transform.image,
      `${name}-build`,
      {
        imageName: pulumi.interpolate`${source.repositoryUrl}:${source.tag}`,
        build: {
          context: source.context,
          dockerfile: source.dockerfile,
          target: source.target,
          platform: source.platform ?? PLATFORM,
          args: source.buildArguments,
        },
        buildOnPreview: false,
        registry: pulumi.output(source.repositoryUrl).apply((url) => pushAccess(url, source, parent)),
      },
      { parent },
    ),
  );
}

/** How to log in to the registry that holds a repository; undefined leaves it to the machine's `docker login`. */
function pushAccess(
  repositoryUrl: string,
  { credentials }: BuildSource,
  parent: pulumi.Resource,
): docker.types.input.Registry | undefined {
  const server = repositoryUrl.split("/")[0] ?? "";
  if (credentials !== undefined) {
    return { server, username: credentials.username, password: pulumi.secret(credentials.password) };
  }
  const registry = ecrRegistry(server);
  if (registry === undefined) return undefined;
  const token = aws.ecr.getAuthorizationTokenOutput(registry, { parent });
  return { server, username: token.userName, password: pulumi.secret(token.password) };
}
