/** A hosted zone of Route 53. */
export interface SeededZone {
  readonly id: string;
  readonly name: string;
}

/** A secret of Secrets Manager. */
export interface SeededSecret {
  readonly region: string;
  readonly name: string;
  /** The end of its ARN, where AWS appends six random characters. */
  readonly suffix: string;
  /** @default the account that the local cloud plays */
  readonly accountId?: string;
  /** @default - drawn at random once */
  readonly value?: string;
}

/** A certificate of ACM that was issued. */
export interface SeededCertificate {
  readonly arn: string;
  /** The first is its domain name. */
  readonly domains: readonly string[];
}

/** A registry beside Amazon ECR. */
export interface SeededRegistry {
  readonly host: string;
  /** Name and password that it demands. @default none */
  readonly credentials?: { readonly username: string; readonly password: string };
  /** Repositories within it, each with an image for each tag. */
  readonly repositories: readonly { readonly path: string; readonly tags: readonly string[] }[];
}

/** What an account and the registries around it hold before the first deployment. */
export interface SeededAccount {
  readonly hostedZones: readonly SeededZone[];
  readonly secrets: readonly SeededSecret[];
  readonly registries: readonly SeededRegistry[];
  /** @default none */
  readonly certificates?: readonly SeededCertificate[];
}

const REGISTRY_CREDENTIALS = { username: "proofpix", password: "example-password" };

/**
 * What the account of a project other than this one holds from the start; whoever rehearses there lists the rest in a
 * file of seeds.
 */
export function bareAccount(): SeededAccount {
  return { hostedZones: [], secrets: [], registries: PUBLIC_REGISTRIES };
}

/**
 * Public registries with the images that `MonitoringStack` runs by default, one newer Prometheus, and Datadog's agent.
 */
const PUBLIC_REGISTRIES: readonly SeededRegistry[] = [
  {
    host: "quay.io",
    repositories: [
      { path: "prometheus/prometheus", tags: ["v3.16.0", "v3.16.1"] },
      { path: "prometheus/alertmanager", tags: ["v0.35.0"] },
      { path: "prometheus/blackbox-exporter", tags: ["v0.28.0"] },
      { path: "prometheuscommunity/postgres-exporter", tags: ["v0.19.1"] },
      { path: "prometheuscommunity/yet-another-cloudwatch-exporter", tags: ["v0.68.0"] },
    ],
  },
  {
    host: "docker.io",
    repositories: [
      { path: "grafana/grafana", tags: ["12.4.4"] },
      { path: "jaegertracing/jaeger", tags: ["2.21.0"] },
      { path: "oliver006/redis_exporter", tags: ["v1.69.0"] },
      { path: "otel/opentelemetry-collector-contrib", tags: ["0.165.0"] },
    ],
  },
  {
    host: "public.ecr.aws",
    repositories: [
      { path: "aws-cli/aws-cli", tags: ["2.36.43"] },
      { path: "datadog/agent", tags: ["7.72.0"] },
    ],
  },
];

/**
 * What the example account holds, as the committed configuration and the examples of docs/configuration.md expect it.
 * Whoever rehearses with another domain, region, secret or image adds it here; the local cloud takes up additions when
 * it starts next.
 */
export const SEEDED_ACCOUNT: SeededAccount = {
  hostedZones: [{ id: "Z0PROOFPIXEXAMPLE", name: "proofpix.com" }],
  secrets: [
    ...["eu-west-1", "eu-central-1", "us-east-1"].map((region) => ({
      region,
      name: "proofpix/registry-credentials",
      suffix: "eXaMpl",
      value: JSON.stringify(REGISTRY_CREDENTIALS),
    })),
    // Secrets of the examples in the documentation.
    { region: "eu-west-1", name: "proofpix/session-key", suffix: "AbCdEf", value: "example-session-key" },
    { region: "eu-west-1", name: "proofpix/datadog-api-key", suffix: "AbCdEf", value: '{"api_key":"example"}' },
    { region: "eu-west-1", name: "proofpix/datadog-app-key", suffix: "AbCdEf", value: '{"app_key":"example"}' },
    { region: "us-east-1", name: "proofpix/queue-token", suffix: "AbCdEf", value: "example-token" },
  ],
  registries: [
    {
      host: "registry.proofpix.com",
      credentials: REGISTRY_CREDENTIALS,
      repositories: [
        { path: "proofpix/enterprise", tags: ["1.0.0", "1.0.1", "1.1.0", "1.2.0-broken", "1.3.0-broken-task"] },
        { path: "proofpix/api", tags: ["2.3.0"] },
      ],
    },
    ...PUBLIC_REGISTRIES,
  ],
};
