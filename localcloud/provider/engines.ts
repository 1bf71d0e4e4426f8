import { credentials, Metadata } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

/** Longer than an engine takes to note a line. */
const PATIENCE_MILLISECONDS = 5_000;

/** The engines of the connections, which show a provider's warnings. */
export class Engines {
  private readonly addresses = new Map<string, string>();

  /** Remembers the address of a connection's engine. */
  attach(connection: string, address: string): void {
    if (address !== "") this.addresses.set(connection, address);
  }

  /** Has the engine show warnings of a resource; prints them if the engine can't be reached. */
  async warn(connection: string, urn: string, messages: readonly string[]): Promise<void> {
    const address = this.addresses.get(connection);
    try {
      if (messages.length > 0 && address !== undefined) await log(address, urn, messages);
    } catch (error) {
      process.stderr.write(`the engine was not told of ${urn}: ${messages.join("; ")} (${String(error)})\n`);
    }
  }
}

async function log(address: string, urn: string, messages: readonly string[]): Promise<void> {
  const engine = new EngineClient(address, credentials.createInsecure());
  try {
    for (const message of messages) await logOne(engine, urn, message);
  } finally {
    engine.close();
  }
}

function logOne(engine: EngineClient, urn: string, message: string): Promise<void> {
  const request = new LogRequest().setSeverity(LogSeverity.WARNING).setMessage(message).setUrn(urn);
  return new Promise((resolve, reject) => {
    engine.log(request, new Metadata(), { deadline: Date.now() + PATIENCE_MILLISECONDS }, (error) => {
      if (error === null) resolve();
      else reject(error);
    });
  });
}
