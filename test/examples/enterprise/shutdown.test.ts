import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Application } from "../../../examples/enterprise/src/application";
import { shutDown, type ShutdownOptions } from "../../../examples/enterprise/src/shutdown";
import { AMPLE } from "../../support/ample";

const quiet = (): void => undefined;

/** Stops a service of which nothing is real, and tells what happened in which order. */
async function stopped({
  closes,
  ...times
}: Pick<ShutdownOptions, "drain" | "deadline"> & { readonly closes: boolean }) {
  const happened: string[] = [];
  const server: ShutdownOptions["server"] = {
    close: (whenClosed?: () => void) => {
      happened.push("takes no more");
      if (closes) whenClosed?.();
      return createServer();
    },
    closeAllConnections: () => happened.push("cuts off"),
  };
  const application = {
    drain: () => {
      happened.push("turns load balancers away");
      setTimeout(() => happened.push("some time passes"), times.drain / 2);
    },
  };
  const graceful = await shutDown({ server, application, ...times, log: quiet });
  return { happened, graceful };
}

describe("shutDown", () => {
  it("takes requests for a while after it has turned load balancers away", async () => {
    expect(await stopped({ closes: true, drain: 20, deadline: 10_000 })).toEqual({
      happened: ["turns load balancers away", "some time passes", "takes no more"],
      graceful: true,
    });
  });

  it("cuts off at the deadline what doesn't finish", async () => {
    expect(await stopped({ closes: false, drain: 0, deadline: 20 })).toEqual({
      happened: ["turns load balancers away", "some time passes", "takes no more", "cuts off"],
      graceful: false,
    });
  });
});

describe("a draining application", () => {
  it("says that it is stopping, and still serves, one request a connection", async () => {
    const application = new Application({
      version: "1",
      checks: [],
      checkTimeout: AMPLE,
      slowAfter: AMPLE,
      log: quiet,
    });
    const server = createServer(application.listener);
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    application.drain();
    const health = await fetch(`${url}/health`);
    const page = await fetch(url);
    server.close();

    expect([health.status, await health.json()]).toEqual([503, { status: "stopping" }]);
    expect([page.status, page.headers.get("connection")]).toEqual([200, "close"]);
  });
});
