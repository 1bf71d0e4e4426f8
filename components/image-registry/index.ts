export type { ImageRegistryArgs, ImageRegistryTransforms } from "./args";
export { ImageRegistry } from "./image-registry";
