import { getRegistryImage } from "./registry-image";

export const DOCKER_FUNCTIONS = [getRegistryImage];
