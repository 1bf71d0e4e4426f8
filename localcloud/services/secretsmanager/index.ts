import { modelled } from "../../limits/wording";
import type { CloudService } from "../../model/resource-type";
import { getSecret } from "./get-secret";
import { getSecretVersion } from "./get-secret-version";
import { secret } from "./secret";
import { secretRotation } from "./secret-rotation";
import { secretVersion } from "./secret-version";

export const SECRETS_MANAGER: CloudService = {
  types: [secret, secretRotation, secretVersion],
  functions: [getSecret, getSecretVersion],
  wordings: { secretsmanager: modelled("ValidationException") },
};
