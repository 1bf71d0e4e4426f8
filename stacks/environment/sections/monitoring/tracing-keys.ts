import { flag, group, number, oneOf, text, wholeNumber } from "../../../configuration/schema/fields";
import { SECRET_SOURCE_KEY } from "./secret-keys";

const COLLECTOR = "deploys the collector";
const JAEGER = "deploys Jaeger, which forgets what it had in its memory or on its disk";

const storage = group(
  {
    kind: oneOf(["memory", "badger", "opensearch"], {
      description: "In the memory of Jaeger's task, on its disk, or in a domain of OpenSearch.",
      changing: JAEGER,
    }).default("memory"),
    maxTraces: wholeNumber(1, 10_000_000, {
      description: "Traces in memory; as many as half of it holds unless given.",
      changing: JAEGER,
      examples: [20_000],
    }).optional(),
    retentionHours: wholeNumber(1, 720, {
      description: "Hours for which badger keeps traces; 48 unless given.",
      changing: JAEGER,
      examples: [48],
    }).optional(),
    url: text(/^https:\/\/[^/]+$/, {
      description: "Address of the domain, of opensearch.",
      allowed: "an address of https without a path",
      changing: JAEGER,
      examples: ["https://search.example.com"],
    }).optional(),
    indexPrefix: text(/^[a-z0-9][a-z0-9_-]*$/, {
      description: "Beginning of the indices' names, of opensearch; jaeger unless given.",
      allowed: "lower-case letters, digits, hyphens and underscores",
      changing: JAEGER,
      examples: ["jaeger"],
    }).optional(),
    username: text(/^\S+$/, {
      description: "Name with which Jaeger logs in, of opensearch.",
      allowed: "a text without spaces",
      changing: JAEGER,
      examples: ["jaeger"],
    }).optional(),
    password: text(SECRET_SOURCE_KEY, {
      description: "Password, of opensearch: a declared secret, or the ARN of another. Never the secret itself.",
      allowed: "the name of a secret in proofpix:secrets, or the whole ARN of a secret",
      changing: JAEGER,
      examples: ["opensearch-password"],
    }).optional(),
  },
  {
    description: "Where Jaeger keeps traces; in its memory unless given.",
    changing: JAEGER,
    examples: [{ kind: "badger", retentionHours: 48 }],
  },
);

export const tracing = group(
  {
    enabled: flag({
      description: "Whether services are told where to send spans.",
      changing: "a deployment of each service without downtime",
    }).default(true),
    samplingPercent: number(0, 100, {
      description: "Share of traces that are kept without a reason, in percent; those with an error always are.",
      changing: COLLECTOR,
      examples: [10],
    }).default(10),
    slowSeconds: number(0.001, 29, {
      description: "Traces that take longer are always kept, too.",
      changing: COLLECTOR,
      examples: [2],
    }).default(2),
    storage: storage.optional(),
  },
  {
    description: "Traces of requests through the services, which Jaeger shows.",
    changing: "see its keys",
    examples: [{ samplingPercent: 10 }],
  },
);
