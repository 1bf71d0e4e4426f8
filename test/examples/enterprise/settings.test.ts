import { readSettings, SettingsError } from "../../../examples/enterprise/src/settings";

/** Problems that a wrong environment has. */
function problems(environment: Record<string, string>): readonly string[] {
  try {
    readSettings(environment);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  throw new Error("expected the environment to be refused");
}

describe("readSettings", () => {
  it("needs nothing", () => {
    expect(readSettings({ PORT: "" })).toEqual({
      port: 3000,
      logLevel: "info",
      version: "development",
      checkTimeout: 2000,
      slowAfter: 2000,
      drain: 5000,
      shutdownDeadline: 25_000,
      databaseUrl: undefined,
      cacheUrl: undefined,
      queueUrl: undefined,
      queueName: "jobs",
      serviceName: undefined,
      externalServiceUrls: [],
    });
  });

  it("takes what is given", () => {
    const settings = readSettings({
      PORT: "0",
      LOG_LEVEL: "debug",
      VERSION: "1.4.2",
      DRAIN_MS: "0",
      SHUTDOWN_DEADLINE_MS: "100",
      DATABASE_URL: "postgres://user:password@database:5432/product",
      EXTERNAL_SERVICE_URLS: "https://one.example.com/status,https://two.example.com",
    });

    expect(settings).toMatchObject({ port: 0, logLevel: "debug", version: "1.4.2", drain: 0, shutdownDeadline: 100 });
    expect(settings.databaseUrl?.hostname).toBe("database");
    expect(settings.externalServiceUrls.map(({ hostname }) => hostname)).toEqual([
      "one.example.com",
      "two.example.com",
    ]);
  });

  it("names everything that is wrong, and no value", () => {
    const wrong = problems({
      PORT: "65536",
      LOG_LEVEL: "secret",
      CHECK_TIMEOUT_MS: "2s",
      DRAIN_MS: "25000",
      DATABASE_URL: "secret",
      QUEUE_URL: "file:///secret",
    });

    expect(wrong).toEqual([
      "PORT must be a whole number from 0 to 65535",
      "LOG_LEVEL must be one of debug, info, warn, error",
      "CHECK_TIMEOUT_MS must be a whole number from 0 to 3600000",
      "DATABASE_URL must be a URL with a host, such as postgres://database:5432/product",
      "QUEUE_URL must be a URL with a host, such as postgres://database:5432/product",
      "DRAIN_MS must be less than SHUTDOWN_DEADLINE_MS",
    ]);
    expect(wrong.join()).not.toContain("secret");
  });
});
