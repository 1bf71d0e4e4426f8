import type { CloudService } from "../../model/resource-type";
import { getRegistryImage } from "./get-registry-image";
import { image } from "./image";

/** Pulumi's Docker provider, which builds images and pushes them. */
export const DOCKER: CloudService = { types: [image], functions: [getRegistryImage] };
