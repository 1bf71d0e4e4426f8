import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { checksOf, externalServiceCheck } from "../../../examples/enterprise/src/checks";
import { connectServers, disconnect } from "../../../examples/enterprise/src/servers";
import { readSettings } from "../../../examples/enterprise/src/settings";

const never = new AbortController().signal;
const quiet = (): void => undefined;

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
    const servers = connectServers(readSettings({}), quiet);

    expect(checksOf(servers, [], []).map(({ name, critical }) => [name, critical])).toEqual([["application", true]]);
  });

  it("looks at each kind that is named (HC-4)", async () => {
    const settings = readSettings({
      DATABASE_HOST: "127.0.0.1",
      DATABASE_PORT: "1",
      DATABASE_NAME: "product",
      DATABASE_READER_HOSTS: "127.0.0.1:2,127.0.0.1:3",
      DATABASE_USERNAME: "user",
      DATABASE_PASSWORD: "password",
      CACHE_HOST: "127.0.0.1",
      CACHE_PORT: "1",
      JOBS_QUEUE_URL: "https://sqs.eu-west-1.amazonaws.com/123456789012/jobs",
      EXTERNAL_SERVICE_URLS: "https://one.example.com,https://two.example.com",
    });
    const servers = connectServers(settings, quiet);
    const checks = checksOf(servers, settings.externalServiceUrls, ["database"]);
    await disconnect(servers);

    expect(checks.map(({ name, kind, critical }) => [name, kind, critical])).toEqual([
      ["application", "application", true],
      ["database", "database", true],
      ["database-reader-1", "database", false],
      ["database-reader-2", "database", false],
      ["cache", "cache", false],
      ["queue", "queue", false],
      ["one.example.com", "external-service", false],
      ["two.example.com", "external-service", false],
    ]);
  });

  it("finds the application healthy", async () => {
    await expect(checksOf({}, [], [])[0]?.check(never)).resolves.toBeUndefined();
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
