import type { BuildArgs } from "../images";
import type { DeploymentKind, ScalingRecord } from "../model/deployment";
import type { StepName } from "../model/step";

/** An image to build and push. */
export interface BuildRequest {
  readonly source: BuildArgs;
  /** Registry and repository, such as the bootstrap stack's output `repositoryUrl`. */
  readonly repositoryUrl: string;
  /** Tag to push: new for new content, such as the commit. */
  readonly tag: string;
}

/** A deployment that is asked for. */
export interface DeploymentRequest {
  /** Id of its record, unique in the environment. @default - made of the time */
  readonly id?: string;
  /** @default "deploy" */
  readonly kind?: DeploymentKind;
  /** Reference of the image to deploy, by tag or digest. @default the image that the configuration names */
  readonly image?: string;
  /** An image to build and push first; not with `image`. @default - none */
  readonly build?: BuildRequest;
  /** Text of the configuration file to deploy. @default the file as it is */
  readonly configurationText?: string;
  /** Why, in the requester's words. */
  readonly reason?: string;
  /** Names or URNs of resources that hold data and may be deleted or replaced. @default none */
  readonly mayDestroy?: readonly string[];
  /** Id of the approval under which it runs. @default the newest one that fits */
  readonly approval?: string;
  /** Whether the engine first looks in the cloud for what differs from the state. @default after a deployment that wasn't verified */
  readonly refresh?: boolean;
  /** Whether a failure is followed by a return to the last verified deployment. @default true */
  readonly rollsBack?: boolean;
  /** For a rollback: the id of the deployment to whose state it returns. */
  readonly returnsTo?: string;
  /** For a scaling by hand: what was scaled. */
  readonly scaling?: ScalingRecord;
  /** Seconds for which everything has to stay well. @default by the kind of environment */
  readonly bakeSeconds?: number;
  readonly limitSeconds?: Partial<Readonly<Record<StepName, number>>>;
}
