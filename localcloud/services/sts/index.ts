import type { CloudService } from "../../model/cloud-service";
import { getCallerIdentity } from "./caller-identity";
import { getPartition } from "./partition";

export const STS: CloudService = { functions: [getCallerIdentity, getPartition] };
