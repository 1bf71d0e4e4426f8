import type { Requester } from "../../automation/model/deployment";
import { requesterHere } from "./requester";
import type { TargetOptions } from "./target-options";

/** Who decides: the identity of the AWS credentials, or the user of a rehearsal. */
export async function requesterOf(root: string, environment: string, { isAws, as }: TargetOptions): Promise<Requester> {
  if (!isAws) return requesterHere(as);
  const { awsIdentity } = await import("./aws-target.ts");
  return { ...requesterHere(), who: await awsIdentity(root, environment) };
}
