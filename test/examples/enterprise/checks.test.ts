import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { checksOf, connectionCheck, externalServiceCheck } from "../../../examples/enterprise/src/checks";
import { readSettings } from "../../../examples/enterprise/src/settings";

const never = new AbortController().signal;

let server: Server;
let address: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    response.writeHead(Number(request.url?.slice(1))).end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

describe("checksOf", () => {
  it("looks at the application alone while nothing else is named", () => {
    expect(checksOf(readSettings({})).map(({ name, critical }) => [name, critical])).toEqual([["application", true]]);
  });

  it("looks at each kind that is named (HC-4)", () => {
    const checks = checksOf(
      readSettings({
        DATABASE_URL: "postgres://database/product",
        CACHE_URL: "redis://cache",
        QUEUE_URL: "https://queue.example.com",
        EXTERNAL_SERVICE_URLS: "https://one.example.com,https://two.example.com",
      }),
    );

    expect(checks.map(({ name, kind, critical }) => [name, kind, critical])).toEqual([
      ["application", "application", true],
      ["database", "database", true],
      ["cache", "cache", false],
      ["queue", "queue", true],
      ["one.example.com", "external-service", false],
      ["two.example.com", "external-service", false],
    ]);
  });

  it("finds the application healthy", async () => {
    await expect(checksOf(readSettings({}))[0]?.check(never)).resolves.toBeUndefined();
  });
});

describe("connectionCheck", () => {
  const reach = (url: string) => connectionCheck("database", "database", true, new URL(url)).check(never);

  it("reaches what listens", async () => {
    await expect(reach(`postgres://${address}/product`)).resolves.toBeUndefined();
  });

  it("fails where nothing listens", async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => {
      closed.listen(0, "127.0.0.1", resolve);
    });
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));

    await expect(reach(`postgres://127.0.0.1:${port}`)).rejects.toThrow("ECONNREFUSED");
  });

  it("fails where it knows no port", async () => {
    await expect(reach("amqp://127.0.0.1")).rejects.toThrow("no port is known for amqp:");
  });
});

describe("externalServiceCheck", () => {
  it.each([200, 302, 404])("takes %s for an answer", async (status) => {
    await expect(externalServiceCheck(new URL(`http://${address}/${status}`)).check(never)).resolves.toBeUndefined();
  });

  it("fails when the service says that it fails", async () => {
    await expect(externalServiceCheck(new URL(`http://${address}/503`)).check(never)).rejects.toThrow("answered 503");
  });
});
