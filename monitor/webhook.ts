import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** An alert as Alertmanager tells of it, with the time at which it was told. */
export interface ToldAlert {
  readonly status: "firing" | "resolved";
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** Milliseconds of `performance.now()`. */
  readonly at: number;
}

/** A receiver of alerts on this machine. */
export interface Webhook {
  readonly url: string;
  /** All alerts so far, in the order in which they were told. */
  readonly told: readonly ToldAlert[];
  readonly close: () => void;
}

/** Listens for alerts. */
export async function listenForAlerts(onAlert: (alert: ToldAlert) => void = () => undefined): Promise<Webhook> {
  const told: ToldAlert[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { alerts } = JSON.parse(body) as { readonly alerts: readonly Omit<ToldAlert, "at">[] };
      for (const { status, labels, annotations } of alerts) {
        const alert = { status, labels, annotations, at: performance.now() };
        told.push(alert);
        onAlert(alert);
      }
      response.end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}/`, told, close };
}
