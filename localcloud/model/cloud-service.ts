import type { Wordings } from "./limits";
import type { CloudFunction, ResourceType } from "./resource-type";

/** What the local cloud models of one service. */
export interface CloudService {
  readonly types?: readonly ResourceType[];
  readonly functions?: readonly CloudFunction[];
  /** How its APIs refuse a value that breaks a limit. */
  readonly wordings?: Wordings;
}

/** The wordings of all services. */
export function wordingsOf(services: readonly CloudService[]): Wordings {
  return Object.fromEntries(services.flatMap(({ wordings = {} }) => Object.entries(wordings)));
}
