import type { CloudResource } from "../../model/resource";

/** A listener as its actions, and those of its rules, depend on it. */
export interface ActingListener {
  readonly protocol: string;
  readonly port: number | undefined;
  readonly loadBalancer: CloudResource;
}
