import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { eventually } from "./eventually";

type Attributes = Readonly<Record<string, unknown>>;

/** A span as a receiver of OTLP sees it. */
export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  /** 1 internal, 2 server, 3 client, 4 producer, 5 consumer. */
  readonly kind: number;
  /** 2 is an error. */
  readonly status: { readonly code?: number; readonly message?: string };
  readonly attributes: Attributes;
  readonly resource: Attributes;
}

interface KeyValue {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

interface ExportRequest {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly KeyValue[] };
    readonly scopeSpans: readonly {
      readonly spans: readonly (Omit<ReceivedSpan, "attributes" | "resource"> & {
        readonly attributes: readonly KeyValue[];
      })[];
    }[];
  }[];
}

/** Takes traces as a collector does (OpenTelemetry specification, "OTLP/HTTP", encoded in JSON). */
export class OtlpReceiver {
  readonly spans: ReceivedSpan[] = [];
  /** Everything that came, word for word. */
  received = "";
  /** Numbers of spans that came together. */
  readonly batches: number[] = [];
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      void this.take(request).then((status) => response.writeHead(status).end("{}"));
    });
  }

  /** Its address. */
  async start(port = 0): Promise<string> {
    await new Promise<void>((listening) => this.server.listen(port, "127.0.0.1", listening));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  /** The spans of a trace once there are as many. */
  trace(traceId: string, size: number): Promise<ReceivedSpan[]> {
    return eventually(() => {
      const found = this.spans.filter((span) => span.traceId === traceId);
      if (found.length < size) throw new Error(`of ${traceId}, there is ${found.map(({ name }) => name).join(", ")}`);
      return found;
    });
  }

  private async take(request: IncomingMessage): Promise<number> {
    const body = await text(request);
    if (request.url !== "/v1/traces" || request.headers["content-type"] !== "application/json") return 404;
    this.received += body;
    const before = this.spans.length;
    for (const { resource, scopeSpans } of (JSON.parse(body) as ExportRequest).resourceSpans) {
      for (const span of scopeSpans.flatMap(({ spans }) => spans)) {
        this.spans.push({
          ...span,
          attributes: attributesOf(span.attributes),
          resource: attributesOf(resource.attributes),
        });
      }
    }
    this.batches.push(this.spans.length - before);
    return 200;
  }
}

function attributesOf(pairs: readonly KeyValue[]): Attributes {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, Object.values(value)[0]]));
}
