export { ImageRegistry } from "./image-registry";
export type { ImageRegistryArgs } from "./image-registry-args";
