import type { CloudFunction, ResourceType } from "../model/resource-type";
import { EC2_TYPES } from "./ec2";

/** Every resource type that the local cloud models; another one is refused. */
export const RESOURCE_TYPES: readonly ResourceType[] = [...EC2_TYPES];

/** Every provider function that the local cloud answers. */
export const FUNCTIONS: readonly CloudFunction[] = [];
