import { withinTimeLimit, type ImageContext } from "./context";
import { DockerCli } from "./docker/docker-cli";
import type { BuildArgs, ImageBuilder } from "./docker/image-builder";

export interface BuildImageArgs extends BuildArgs {
  /** Seconds that the build may take. @default 1800 */
  readonly timeLimitSeconds?: number;
  /** @default - Docker's command line */
  readonly builder?: ImageBuilder;
}

/** An image on this machine. */
export interface BuiltImage {
  /**
   * By which Docker knows the image: `sha256:…`. Unchanged content has the id that it had, as long as Docker caches it.
   */
  readonly imageId: string;
}

const TIME_LIMIT_SECONDS = 1800;

/**
 * Builds an image from a Dockerfile.
 * @throws {ImageFailure} with Docker's last lines where that fails.
 */
export async function buildImage(args: BuildImageArgs, context: ImageContext): Promise<BuiltImage> {
  const { builder = new DockerCli(), timeLimitSeconds = TIME_LIMIT_SECONDS, ...build } = args;
  const { emit } = context;
  emit({
    code: "image-build-started",
    directory: build.directory,
    buildArguments: Object.keys(build.buildArguments ?? {}),
  });
  const imageId = await withinTimeLimit(context, timeLimitSeconds, `build ${build.directory}`, (signal) =>
    builder.build(build, {
      signal,
      onLine: (line) => {
        emit({ code: "image-build-line", line });
      },
    }),
  );
  emit({ code: "image-built", imageId });
  return { imageId };
}
