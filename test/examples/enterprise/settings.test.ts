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

const DATABASE = { DATABASE_HOST: "db.example.com", DATABASE_NAME: "product", DATABASE_SECRET_ARN: "arn:aws:secret" };

describe("readSettings", () => {
  it("needs nothing", () => {
    expect(readSettings({ PORT: "" })).toEqual({
      port: 3000,
      logLevel: "info",
      version: "development",
      checkTimeout: 2000,
      callTimeout: 2000,
      slowAfter: 2000,
      drain: 5000,
      shutdownDeadline: 25_000,
      database: undefined,
      cache: undefined,
      queue: undefined,
      externalServiceUrls: [],
      caFile: undefined,
      tracing: undefined,
    });
  });

  it("takes what is given", () => {
    const settings = readSettings({
      PORT: "0",
      LOG_LEVEL: "debug",
      VERSION: "1.4.2",
      DRAIN_MS: "0",
      SHUTDOWN_DEADLINE_MS: "100",
      EXTERNAL_SERVICE_URLS: "https://one.example.com/status,https://two.example.com",
    });

    expect(settings).toMatchObject({ port: 0, logLevel: "debug", version: "1.4.2", drain: 0, shutdownDeadline: 100 });
    expect(settings.externalServiceUrls.map(({ hostname }) => hostname)).toEqual([
      "one.example.com",
      "two.example.com",
    ]);
  });

  it("takes what a deployment gives of database, cache and queue", () => {
    const settings = readSettings({
      ...DATABASE,
      DATABASE_PORT: "5433",
      DATABASE_READER_HOSTS: "one.example.com, two.example.com:5434",
      CACHE_HOST: "cache.example.com",
      CACHE_SECRET_ARN: "arn:aws:other",
      JOBS_QUEUE_URL: "https://sqs.eu-west-1.amazonaws.com/123456789012/jobs",
      QUEUE_VISIBILITY_TIMEOUT_SECONDS: "90",
    });

    expect(settings.database).toEqual({
      host: "db.example.com",
      port: 5433,
      name: "product",
      readers: [
        { host: "one.example.com", port: 5433 },
        { host: "two.example.com", port: 5434 },
      ],
      poolSize: 10,
      tls: true,
      credentials: { secretArn: "arn:aws:secret" },
    });
    expect(settings.cache).toEqual({
      host: "cache.example.com",
      port: 6379,
      tls: true,
      credentials: { secretArn: "arn:aws:other" },
    });
    expect(settings.queue).toMatchObject({ visibilityTimeout: 90, waitSeconds: 20 });
  });

  it("takes credentials by hand, and leaves TLS out on this machine where it is told to", () => {
    const byHand = { DATABASE_NAME: "product", DATABASE_USERNAME: "user", DATABASE_PASSWORD: "password" };
    const settings = readSettings({
      ...byHand,
      ...{ DATABASE_HOST: "localhost", DATABASE_READER_HOSTS: "127.0.0.1:5433", DATABASE_TLS: "off" },
      ...{ CACHE_HOST: "127.0.0.1", CACHE_TLS: "off" },
    });

    expect(settings.database).toMatchObject({ tls: false, credentials: { username: "user", password: "password" } });
    expect(settings.cache).toMatchObject({ tls: false, credentials: undefined });
  });

  it("never leaves TLS out towards another machine", () => {
    const tls = { DATABASE_TLS: "off", CACHE_TLS: "off", CACHE_HOST: "cache.example.com" };

    expect(problems({ ...DATABASE, ...tls })).toEqual([
      "DATABASE_TLS may be off for hosts of this machine alone",
      "CACHE_TLS may be off for hosts of this machine alone",
    ]);
    expect(
      problems({ ...DATABASE, DATABASE_HOST: "localhost", DATABASE_READER_HOSTS: "10.0.0.1", DATABASE_TLS: "off" }),
    ).toEqual(["DATABASE_TLS may be off for hosts of this machine alone"]);
  });

  it("names everything that is wrong, and no value", () => {
    const wrong = problems({
      PORT: "65536",
      LOG_LEVEL: "secret",
      CHECK_TIMEOUT_MS: "2s",
      CALL_TIMEOUT_MS: "0",
      DRAIN_MS: "25000",
      DATABASE_HOST: "secret",
      DATABASE_TLS: "secret",
      CACHE_HOST: "cache",
      CACHE_PASSWORD: "secret",
      JOBS_QUEUE_URL: "file:///secret",
    });

    expect(wrong).toEqual([
      "PORT must be a whole number from 0 to 65535",
      "LOG_LEVEL must be one of debug, info, warn, error",
      "CHECK_TIMEOUT_MS must be a whole number from 0 to 3600000",
      "CALL_TIMEOUT_MS must be a whole number from 1 to 3600000",
      "DATABASE_SECRET_ARN is missing, or DATABASE_USERNAME and DATABASE_PASSWORD in its place",
      "DATABASE_NAME is missing: DATABASE_HOST needs it",
      "DATABASE_TLS must be on or off",
      "CACHE_USERNAME and CACHE_PASSWORD go together",
      "JOBS_QUEUE_URL must be a URL of http or https, such as https://status.example.com/health",
      "DRAIN_MS must be less than SHUTDOWN_DEADLINE_MS",
    ]);
    expect(wrong.join()).not.toContain("secret");
  });
});

describe("the settings of traces", () => {
  const ENDPOINT = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://otel-collector.internal:4318" };

  it.each([
    ["OTEL_EXPORTER_OTLP_ENDPOINT", ENDPOINT],
    [
      "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
      { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: ENDPOINT.OTEL_EXPORTER_OTLP_ENDPOINT },
    ],
    ["a sampler", { ...ENDPOINT, OTEL_TRACES_SAMPLER: "parentbased_traceidratio", OTEL_TRACES_SAMPLER_ARG: "0.1" }],
    ["the protocol", { ...ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCOL: "http/json", OTEL_TRACES_EXPORTER: "otlp" }],
  ])("have traces sent with %s", (_, environment) => {
    expect(readSettings(environment).tracing?.endpoint.port).toBe("4318");
  });

  it.each([{ OTEL_SDK_DISABLED: "true" }, { OTEL_SDK_DISABLED: "TRUE" }, { OTEL_TRACES_EXPORTER: "none" }])(
    "have none sent with %j",
    (off) => {
      expect(readSettings({ ...ENDPOINT, ...off }).tracing).toBeUndefined();
    },
  );

  it("are refused where OpenTelemetry would do something else in silence", () => {
    const samplers = "always_on, always_off, traceidratio, parentbased_always_on, parentbased_always_off";
    expect(
      problems({
        OTEL_EXPORTER_OTLP_ENDPOINT: "otel-collector:4318",
        OTEL_EXPORTER_OTLP_PROTOCOL: "grpc",
        OTEL_TRACES_EXPORTER: "zipkin",
        OTEL_TRACES_SAMPLER: "jaeger_remote",
      }),
    ).toEqual([
      "OTEL_EXPORTER_OTLP_ENDPOINT must be a URL of http or https, such as https://status.example.com/health",
      `OTEL_TRACES_SAMPLER must be one of ${samplers}, parentbased_traceidratio`,
      "OTEL_EXPORTER_OTLP_PROTOCOL must be http/json",
      "OTEL_TRACES_EXPORTER must be one of otlp, none",
    ]);
  });

  it.each<Record<string, string>>([
    {},
    { OTEL_TRACES_SAMPLER_ARG: "10" },
    { OTEL_TRACES_SAMPLER_ARG: "-0.1" },
    { OTEL_TRACES_SAMPLER_ARG: "all" },
  ])("are refused with a ratio of %j", (ratio) => {
    expect(problems({ ...ENDPOINT, OTEL_TRACES_SAMPLER: "traceidratio", ...ratio })).toEqual([
      "OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1",
    ]);
  });
});
