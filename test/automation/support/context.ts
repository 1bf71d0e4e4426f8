import { tmpdir } from "node:os";
import { join } from "node:path";
import { Approvals, DirectoryApprovalStore } from "../../../automation/approvals";
import type { AuditTrail } from "../../../automation/audit";
import { awsClients } from "../../../automation/aws/clients";
import type { ConfigurationFile } from "../../../automation/configuration-file";
import type { AutomationContext } from "../../../automation/context";
import { deploymentId } from "../../../automation/model/deployment-id";
import type { DeploymentEvent } from "../../../automation/model/event";
import { VirtualClock } from "./virtual-clock";
import { memoryTrail } from "./memory-trail";
import { FakeEngine } from "./fake-engine";
import { MemoryStore } from "./memory-store";

/** A configuration file in memory. */
export class MemoryFile implements ConfigurationFile {
  readonly name = "Pulumi.staging.yaml";

  constructor(public text = "config: {}\n") {}

  read(): string {
    return this.text;
  }

  write(text: string): void {
    this.text = text;
  }
}

/** A context of fakes, with what a test wants to look at. */
export interface FakeContext extends AutomationContext {
  readonly engine: FakeEngine;
  readonly store: MemoryStore;
  readonly clock: VirtualClock;
  readonly configurationFile: MemoryFile;
  readonly events: DeploymentEvent[];
}

/** A context in which nothing is deployed, and AWS answers nothing. */
export function fakeContext(given: Partial<FakeContext> = {}): FakeContext {
  const events: DeploymentEvent[] = [];
  const audit = given.audit ?? memoryTrail();
  return {
    environment: "staging",
    kind: "staging",
    engine: new FakeEngine(),
    programOf: () => Promise.reject(new Error("no program of another commit")),
    store: new MemoryStore(),
    configurationFile: new MemoryFile(),
    aws: awsClients({ region: "eu-west-1", endpoint: "http://127.0.0.1:9" }),
    probe: () => Promise.resolve({ status: 200 }),
    source: () => Promise.resolve({ commit: "a".repeat(40), isDirty: false }),
    requester: { who: "developer", from: "workstation" },
    audit,
    approvals: approvalsIn(audit),
    needsApproval: () => false,
    worker: { host: "workstation", processId: 1 },
    clock: new VirtualClock(),
    events,
    emit: (event) => events.push(event),
    signal: new AbortController().signal,
    ...given,
  };
}

/** Approvals in a folder that nothing is written into unless a test asks for one. */
function approvalsIn(trail: AuditTrail): Approvals {
  const store = new DirectoryApprovalStore(join(tmpdir(), `proofpix-approvals-${process.pid}`));
  const now = (): Date => new Date();
  return new Approvals({ store, trail, now, newId: () => deploymentId(now()) });
}
