import type { CloudService } from "../../model/resource-type";
import { registry, registryImage } from "./images";
import { pushRegistry } from "./push-registry";
import { scanFindings } from "./scan-findings";

/** Image registries, Amazon ECR's and others, with the images that they hold. */
export const REGISTRY: CloudService = { types: [registry, registryImage, pushRegistry, scanFindings] };
