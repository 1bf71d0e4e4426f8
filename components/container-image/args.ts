import type * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import type { Transform } from "../shared/transform";

/** Name and password for a registry. */
export interface RegistryCredentials {
  /** Name with which the registry is asked. */
  readonly username: pulumi.Input<string>;
  /** Treated as a secret: encrypted in the state and hidden in output, however it is given. */
  readonly password: pulumi.Input<string>;
}

/** An image that something else pushed. */
export interface ExistingImageSource {
  readonly kind: "existing";
  /**
   * The image, such as `"registry.proofpix.com/proofpix/enterprise:1.4.2"`. A tag is resolved to its digest at
   * each update, one ending in `@sha256:…` is used without asking the registry. Refused: no registry, no tag, and the
   * tag `latest`, since none of them can be deployed again. A plain value, since it decides how the image is found.
   */
  readonly reference: string;
  /**
   * Name and password for a registry that asks for them. Never used for Amazon ECR, which is asked with the AWS
   * credentials of the run.
   * @default - none
   */
  readonly credentials?: RegistryCredentials;
  /**
   * Provider that asks the registry, for several images that share one: each provider is a process of its own while
   * Pulumi runs. It has the credentials, so that `credentials` can't go with it.
   * @default - one of the image's own
   */
  readonly registry?: docker.Provider;
  /**
   * Likely fix, with which the error ends where the registry refuses to give the image; lower case, no full stop.
   * @default - names `reference` and `credentials`
   */
  readonly remedy?: string;
}

/** An image that is built from a Dockerfile and pushed, on the machine that runs the update. */
export interface BuildSource {
  readonly kind: "build";
  /** Folder that is sent to the Docker daemon, less what its `.dockerignore` names; from the program's folder. */
  readonly context: string;
  /** The Dockerfile, from the program's folder. @default - `Dockerfile` in the context */
  readonly dockerfile?: string;
  /** Stage to build. @default - the last one */
  readonly target?: string;
  /** Platform on which the image runs. A change builds anew. @default "linux/amd64" */
  readonly platform?: "linux/amd64" | "linux/arm64";
  /** Values of the Dockerfile's `ARG`s. They stay readable in the image's history: never secrets. @default - none */
  readonly buildArguments?: Readonly<Record<string, pulumi.Input<string>>> | undefined;
  /** Where to push, such as an `ImageRegistry`'s `repositoryUrl`. */
  readonly repositoryUrl: pulumi.Input<string>;
  /**
   * Tag to push, such as a version or a commit; not `latest`. Give each content its own: a repository with immutable
   * tags refuses to move one.
   */
  readonly tag: pulumi.Input<string>;
  /**
   * Name and password with which the image is pushed.
   * @default - a token of this run's AWS credentials for Amazon ECR, else what `docker login` left on the machine
   */
  readonly credentials?: RegistryCredentials;
}

/** Escape hatches, one for each kind of child. */
export interface ContainerImageTransforms {
  /** The build. */
  readonly image?: Transform<docker.ImageArgs>;
  /** The provider that asks a registry for a digest. */
  readonly registry?: Transform<docker.ProviderArgs>;
}

/** Arguments of a `ContainerImage`. */
export interface ContainerImageArgs {
  /** Where the image comes from: built from a Dockerfile, or in a registry already. */
  readonly source: BuildSource | ExistingImageSource;
  /** Edits a child's arguments before it is created. @default - none */
  readonly transform?: ContainerImageTransforms;
}
