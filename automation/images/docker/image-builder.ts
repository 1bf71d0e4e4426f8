import type { RegistryCredentials } from "../registry/registry";

/** What an image is built from. */
export interface BuildArgs {
  /** Folder that the build may read. */
  readonly directory: string;
  /** Path of the Dockerfile. @default - `Dockerfile` in the folder */
  readonly dockerfile?: string;
  /** Stage of the Dockerfile to build. @default - its last */
  readonly target?: string;
  /**
   * Values of the Dockerfile's `ARG`s, by name. They stay in the image's history for whoever can pull it: no place for
   * secrets.
   * @default - none
   */
  readonly buildArguments?: Readonly<Record<string, string>>;
  /** Labels of the image, such as `org.opencontainers.image.revision`. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Platform to build for, such as `linux/arm64`. @default - that of Docker Engine */
  readonly platform?: string;
}

/** How a call reports and ends. */
export interface BuilderCall {
  readonly signal: AbortSignal;
  readonly onLine: (line: string) => void;
}

/** Builds and pushes images. */
export interface ImageBuilder {
  /** @returns the id of the image: `sha256:` and the digest of its configuration, or of its index. */
  build(args: BuildArgs, call: BuilderCall): Promise<string>;
  /**
   * Pushes an image under a reference with a tag.
   * @returns the digest that the builder was told by the registry; undefined where it says none.
   */
  push(
    imageId: string,
    reference: string,
    credentials: RegistryCredentials | undefined,
    call: BuilderCall,
  ): Promise<string | undefined>;
}
