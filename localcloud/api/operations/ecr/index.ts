import type { ServiceOperations } from "../../operation";
import { authorizationTokenOperations } from "./authorization-token";
import { batchDeleteImage } from "./batch-delete-image";
import { imageOperations } from "./images";
import { putImage } from "./put-image";
import { repositoryOperations } from "./repositories";
import { scanningConfigurationOperations } from "./scanning-configuration";
import { scanOperations } from "./scans";

/** Operations of Amazon ECR. */
export const ECR_OPERATIONS: ServiceOperations = {
  ...authorizationTokenOperations,
  ...imageOperations,
  ...repositoryOperations,
  ...scanOperations,
  ...scanningConfigurationOperations,
  BatchDeleteImage: batchDeleteImage,
  PutImage: putImage,
};
