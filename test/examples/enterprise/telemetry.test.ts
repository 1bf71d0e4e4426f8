import { startTelemetry } from "../../../examples/enterprise/src/telemetry";

const PACKAGES = [
  "@opentelemetry/sdk-trace-node",
  "@opentelemetry/exporter-trace-otlp-http",
  "@opentelemetry/resources",
];

const loaded: string[] = [];
const quiet = (): void => undefined;
const PRODUCT = { service: "enterprise", version: "1.4.2" };

beforeAll(() => {
  for (const name of PACKAGES) {
    jest.doMock(name, () => {
      loaded.push(name);
      throw new Error("loaded");
    });
  }
});

describe("startTelemetry", () => {
  it("loads nothing while nobody wants traces", async () => {
    const telemetry = await startTelemetry(undefined, PRODUCT, quiet);
    await telemetry.stop(0);

    expect(loaded).toEqual([]);
  });

  it("loads OpenTelemetry's packages when somebody does", async () => {
    const tracing = { endpoint: new URL("http://127.0.0.1:4318") };

    await expect(startTelemetry(tracing, PRODUCT, quiet)).rejects.toThrow("loaded");
    expect(loaded).not.toEqual([]);
  });
});
