import { getAuthorizationToken } from "./get-authorization-token";
import { getImage } from "./get-image";
import { lifecyclePolicy } from "./lifecycle-policy";
import { repository } from "./repository";
import { repositoryPolicy } from "./repository-policy";

export const ECR_TYPES = [repository, lifecyclePolicy, repositoryPolicy];

export const ECR_FUNCTIONS = [getAuthorizationToken, getImage];
