export { type EcrRegistry, ecrRegistry } from "../shared/ecr-registry";
export { formatImageReference } from "../shared/image-reference";
export type {
  BuildSource,
  ContainerImageArgs,
  ContainerImageTransforms,
  ExistingImageSource,
  RegistryCredentials,
} from "./args";
export { ContainerImage } from "./container-image";
export { type ImageReference, ImageReferenceError, parseImageReference } from "./image-reference";
