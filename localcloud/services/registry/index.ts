import type { CloudService } from "../../model/resource-type";
import { registry, registryImage } from "./images";

/** Image registries, Amazon ECR's and others, with the images that they hold. */
export const REGISTRY: CloudService = { types: [registry, registryImage] };
