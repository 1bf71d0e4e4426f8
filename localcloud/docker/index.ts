import { getRegistryImage } from "./get-registry-image";
import { image } from "./image";
import { registry, registryImage } from "./registry";

export const DOCKER_TYPES = [image, registry, registryImage];

export const DOCKER_FUNCTIONS = [getRegistryImage];
