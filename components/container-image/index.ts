export type {
  BuildSource,
  ContainerImageArgs,
  ContainerImageTransforms,
  ExistingImageSource,
  RegistryCredentials,
} from "./args";
export { ContainerImage } from "./container-image";
export { type EcrRegistry, ecrRegistry } from "./ecr-registry";
export { formatImageReference } from "../shared/image-reference";
export { type ImageReference, ImageReferenceError, parseImageReference } from "./image-reference";
