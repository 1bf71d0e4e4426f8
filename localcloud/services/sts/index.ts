import type { CloudService } from "../../model/resource-type";
import { getCallerIdentity, getPartition } from "./identity";

export const STS: CloudService = { functions: [getCallerIdentity, getPartition] };
