import type { DeploymentRecord, Worker } from "../../../automation/model/deployment";
import type { Claim, DeploymentStore, HeldClaim } from "../../../automation/records/deployment-store";

/** Keeps records in memory. */
export class MemoryStore implements DeploymentStore {
  private readonly records = new Map<string, DeploymentRecord>();
  private readonly claims = new Map<string, Claim>();

  constructor(...records: readonly DeploymentRecord[]) {
    for (const record of records) this.records.set(record.id, record);
  }

  environments(): Promise<readonly string[]> {
    return Promise.resolve([...new Set([...this.records.values()].map(({ environment }) => environment))].sort());
  }

  list(environment: string): ReturnType<DeploymentStore["list"]> {
    const all = [...this.records.values()].filter((record) => record.environment === environment);
    return Promise.resolve({ records: all.sort((one, other) => (one.id < other.id ? 1 : -1)), damaged: [] });
  }

  async find(environment: string, id: string): Promise<DeploymentRecord | undefined> {
    return (await this.list(environment)).records.find((record) => record.id === id);
  }

  save(record: DeploymentRecord): Promise<void> {
    this.records.set(record.id, record);
    return Promise.resolve();
  }

  claim(environment: string, deployment: string, worker: Worker): Promise<HeldClaim | { readonly heldBy: Claim }> {
    const heldBy = this.claims.get(environment);
    if (heldBy !== undefined) return Promise.resolve({ heldBy });
    this.claims.set(environment, { environment, deployment, worker, renewedAt: new Date(0).toISOString() });
    const release = (): Promise<void> => {
      this.claims.delete(environment);
      return Promise.resolve();
    };
    return Promise.resolve({ release });
  }
}
