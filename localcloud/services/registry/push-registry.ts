import type { CloudReader, CloudResource } from "../../model/resource";
import type { ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";

const PUSH_REGISTRY = "local:registry/pushRegistry:PushRegistry";

/** A registry of this machine that takes what is pushed to Amazon ECR. A person names it; no program creates it. */
export const pushRegistry: ResourceType = {
  type: PUSH_REGISTRY,
  replaceOnChanges: [],
  make: () => ({ id: PUSH_REGISTRY, computed: {} }),
};

/** @param url such as `http://127.0.0.1:5000` */
export function storedPushRegistry(url: string): CloudResource {
  return { type: PUSH_REGISTRY, id: PUSH_REGISTRY, region: "", urn: "", inputs: { url }, computed: {} };
}

/** The registry's record; undefined where none is named. */
export function pushRegistryIn(cloud: CloudReader): CloudResource | undefined {
  return cloud.find(PUSH_REGISTRY, PUSH_REGISTRY);
}

/** Where what is pushed to Amazon ECR goes; undefined where nothing takes it. */
export function pushRegistryUrl(cloud: CloudReader): string | undefined {
  return text(pushRegistryIn(cloud)?.inputs ?? {}, "url");
}
