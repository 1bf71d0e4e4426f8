import type { CloudService } from "../../model/cloud-service";
import { getAuthorizationToken } from "./get-authorization-token";
import { getImage } from "./get-image";
import { lifecyclePolicy } from "./lifecycle-policy";
import { repository } from "./repository";
import { repositoryPolicy } from "./repository-policy";
import { ECR_WORDING } from "./wording";

export const ECR: CloudService = {
  types: [repository, lifecyclePolicy, repositoryPolicy],
  functions: [getAuthorizationToken, getImage],
  wordings: { ecr: ECR_WORDING },
};
