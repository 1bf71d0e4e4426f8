import type { CloudService } from "../model/cloud-service";
import { getRegistryImage } from "./get-registry-image";
import { image } from "./image";
import { registry, registryImage } from "./registry";

export const DOCKER: CloudService = { types: [image, registry, registryImage], functions: [getRegistryImage] };
