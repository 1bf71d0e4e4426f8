export { ensureEngine } from "./ensure-engine";
export type { Engine, EngineContext } from "./engine";
