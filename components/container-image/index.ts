export { ContainerImage } from "./container-image";
export type { BuildSource, ContainerImageArgs, ExistingImageSource, RegistryCredentials } from "./container-image-args";
export { type EcrRegistry, ecrRegistry } from "./ecr-registry";
export { formatImageReference, type ImageReference, ImageReferenceError, parseImageReference } from "./image-reference";
