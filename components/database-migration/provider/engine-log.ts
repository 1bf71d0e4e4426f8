import { credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

/** Shows lines in the engine's display, beside the resource that they are about. */
export class EngineLog {
  private readonly client: EngineClient;
  private last: Promise<void> = Promise.resolve();

  /** @param address where the engine listens */
  constructor(address: string) {
    this.client = new EngineClient(address, credentials.createInsecure());
  }

  /** What is shown passes: the lines of a migration's log stay in CloudWatch Logs. */
  show(urn: string, line: string): void {
    const request = new LogRequest().setSeverity(LogSeverity.INFO).setUrn(urn).setMessage(line).setEphemeral(true);
    // One after another, for the engine shows them as they come. A line that isn't shown does no harm.
    this.last = this.last.then(
      () =>
        new Promise((resolve) => {
          this.client.log(request, () => {
            resolve();
          });
        }),
    );
  }

  /** Resolves once everything has been shown. */
  shown(): Promise<void> {
    return this.last;
  }
}
