import { getCallerIdentity } from "./caller-identity";
import { getPartition } from "./partition";

export const STS_FUNCTIONS = [getCallerIdentity, getPartition];
