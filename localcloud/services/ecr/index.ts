import { always, demandOf, memberPath } from "../../limits/wording";
import type { LimitRefusal, Wording } from "../../model/limits";
import type { CloudService } from "../../model/resource-type";
import { getAuthorizationToken } from "./get-authorization-token";
import { getImage } from "./get-image";
import { lifecyclePolicy } from "./lifecycle-policy";
import { replicationConfiguration } from "./replication-configuration";
import { registryScanningConfiguration } from "./registry-scanning-configuration";
import { repository } from "./repository";
import { repositoryPolicy } from "./repository-policy";

/** Amazon ECR has its own words for the limits of its model. */
const WORDING: Wording = { code: always("InvalidParameterException"), message };

export const ECR: CloudService = {
  types: [repository, lifecyclePolicy, repositoryPolicy, replicationConfiguration, registryScanningConfiguration],
  functions: [getAuthorizationToken, getImage],
  wordings: { ecr: WORDING },
};

function message(refusal: LimitRefusal): string {
  const demand = demandOf(refusal.violation).replace(/ pattern: (.*)$/su, " '$1'");
  return `Invalid parameter at '${memberPath(refusal)}' failed to satisfy constraint: '${demand}'`;
}
