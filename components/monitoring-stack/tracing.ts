import type { TraceSampling, TraceStorage } from "../monitoring";
import type { SecretSource } from "../shared/secret-source";
import type { TraceStorageArgs, TracingArgs } from "./args";
import { PATHS } from "./part-names";

/** Above this a service is scaled up. */
const SLOW_SECONDS = 2;
const PASSWORD_FILE = "secrets/opensearch-password";

/** Which traces are kept unless said otherwise. */
export const DEFAULT_SAMPLING: TraceSampling = { kind: "tail", percent: 10, slowSeconds: SLOW_SECONDS };

/** Where Jaeger keeps traces, as it takes it. */
export function traceStorage({ storage = { kind: "memory" } }: TracingArgs = {}): TraceStorage {
  switch (storage.kind) {
    case "memory":
      return storage;
    case "badger":
      return { ...storage, directory: `${PATHS.data}/badger` };
    case "opensearch": {
      const { kind, indexPrefix, url, username } = storage;
      return { kind, indexPrefix, url, username, passwordFile: `${PATHS.configuration}/${PASSWORD_FILE}` };
    }
  }
}

/** Secrets of the storage, by the paths of the files in which Jaeger finds them. */
export function storageSecrets(storage: TraceStorageArgs | undefined): Readonly<Record<string, SecretSource>> {
  return storage?.kind === "opensearch" ? { [PASSWORD_FILE]: storage.password } : {};
}
