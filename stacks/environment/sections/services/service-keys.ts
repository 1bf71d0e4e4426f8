import { z } from "zod";
import { SECRET_NAME } from "../../../../components/application-secrets/validate";
import { REFERENCE_OUTLINE } from "../../../../components/shared/image-reference";
import { WHOLE_VALUE_FROM } from "../../../../components/shared/secrets";
import { deployment } from "./deployment-keys";
import { cpu, flag, group, oneOf, size, text, textList, wholeNumber } from "../../../configuration/schema/fields";
import { USABLE_PARTS } from "../../service-binding";
import { QUEUE_NAME } from "../queues/keys";
import { healthCheck } from "./health-check-keys";
import { migration } from "./migration-keys";
import { routing } from "./routing-keys";
import { scaling } from "./scaling-keys";
import { stickiness } from "./stickiness-keys";
import { taskPolicies, taskPolicyStatements } from "./task-policy-keys";

const ROLLING = "a deployment without downtime";

/** A declared secret by its name, or any by its ARN. */
const SECRET_SOURCE = new RegExp(`${SECRET_NAME.source}|${WHOLE_VALUE_FROM.source}`);

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
const variableName = z
  .string()
  .regex(VARIABLE)
  .meta({ allowed: "letters, digits and underscores, not beginning with a digit", examples: ["LOG_LEVEL"] });

/** An image by tag or digest. */
export function image(description: string) {
  return text(REFERENCE_OUTLINE, {
    description,
    allowed: "a registry, a repository and a tag or digest",
    changing: ROLLING,
    examples: ["registry.proofpix.com/proofpix/enterprise:1.0.0"],
  });
}

export const service = group(
  {
    name: text(/^[a-z](?:[a-z0-9-]{0,30}[a-z0-9])?$/, {
      description: "Name of the service, part of the names of all that belongs to it.",
      allowed: "at most 32 lower-case letters, digits and hyphens, beginning with a letter",
      changing: "replaces the service: downtime",
      examples: ["enterprise"],
    }),
    image: image("Image of this service; the environment's unless given.").optional(),
    cpu: cpu({
      description: "CPU of one instance (CO-2); on Fargate, with the memory one of its pairs.",
      changing: `${ROLLING}; paid for in proportion`,
      examples: ["1000m", "500m"],
    }).default("1000m"),
    memory: size({
      description: "Memory of one instance (CO-2); on Fargate, with the CPU one of its pairs.",
      changing: `${ROLLING}; paid for in proportion`,
      examples: ["2Gi", "512Mi"],
    }).default("2Gi"),
    storage: size({
      description: "Scratch disk of one instance (CO-2); 20 GiB are part of the price of Fargate.",
      changing: ROLLING,
      examples: ["10Gi"],
    }).default("10Gi"),
    port: wholeNumber(1, 65_535, {
      description: "Port on which the container listens.",
      changing: ROLLING,
      examples: [3000],
    }).default(3000),
    environment: z
      .record(variableName, z.string().meta({ allowed: "a text", examples: ["info"] }))
      .meta({
        description:
          "Environment variables besides NODE_ENV=production and LOG_LEVEL=info (CO-3), which it may replace.",
        allowed: "texts by name; a number or true has to stand in quotes",
        changing: ROLLING,
        examples: [{ LOG_LEVEL: "debug" }],
      })
      .default({}),
    secrets: z
      .record(
        variableName,
        text(SECRET_SOURCE, {
          description: "A declared secret, or the ARN of another.",
          allowed:
            "the name of a secret in proofpix:secrets, or the ARN of a Secrets Manager secret, whole with the hyphen and six characters that AWS appended, or of an SSM parameter; never the secret itself",
          changing: ROLLING,
          examples: ["session-key", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:proofpix/session-key-AbCdEf"],
        }),
      )
      .meta({
        description: "Environment variables that ECS fills from secrets when an instance starts (CO-3).",
        allowed:
          "names of secrets in proofpix:secrets, or ARNs of Secrets Manager secrets or SSM parameters, by variable",
        changing: ROLLING,
        examples: [
          { SESSION_KEY: "session-key" },
          { SESSION_KEY: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:proofpix/session-key-AbCdEf" },
        ],
      })
      .default({}),
    command: textList(/^[^]+$/, {
      description: "What the container runs, word by word, in place of the image's own command (CO-1).",
      allowed: "a text",
      changing: ROLLING,
      examples: ["node", "dist/worker.js"],
    }).optional(),
    uses: z
      .array(z.enum(USABLE_PARTS))
      .meta({
        description:
          "Parts of the environment that the service uses: it is let in by their security groups, may read their credentials, and finds both by environment variables.",
        allowed: `a list of ${USABLE_PARTS.join(", ")}`,
        changing: ROLLING,
        examples: [["database", "cache"]],
      })
      .default([]),
    consumes: text(QUEUE_NAME, {
      description:
        "Queue of proofpix:queues that the service works off: it is scaled by the queue's length, may receive and delete its messages, and finds it by <NAME>_QUEUE_URL and QUEUE_VISIBILITY_TIMEOUT_SECONDS.",
      allowed: "the name of a queue of proofpix:queues",
      changing: ROLLING,
      examples: ["jobs"],
    }).optional(),
    sendsTo: z
      .array(
        text(QUEUE_NAME, {
          description: "A queue of proofpix:queues.",
          allowed: "the name of a queue of proofpix:queues",
          changing: ROLLING,
          examples: ["jobs"],
        }),
      )
      .meta({
        description: "Queues of proofpix:queues to which the service may send; it finds each by <NAME>_QUEUE_URL.",
        allowed: "a list of names of queues of proofpix:queues",
        changing: ROLLING,
        examples: [["jobs"]],
      })
      .default([]),
    migration: migration.optional(),
    taskPolicyStatements,
    taskPolicies,
    worker: flag({
      description: "Whether the service takes no requests: it stands behind no load balancer and has no port.",
      changing: "replaces the service: downtime",
    }).default(false),
    routing: routing.optional(),
    healthCheck: healthCheck.prefault({}),
    healthEndpoints: textList(/^\/\S{0,1023}$/, {
      description: "Paths under which the product reports its health (HC-1); the stack's outputs list their URLs.",
      allowed: "a path that begins with /",
      changing: "nothing but the outputs",
      examples: ["/health", "/api/health", "/api/performance/health"],
    }).default(["/health", "/api/health", "/api/performance/health"]),
    algorithm: oneOf(["round-robin", "least-connections", "weighted-random"], {
      description: "How requests are spread over this service's instances (LB-1); the environment's way unless given.",
      changing: "takes effect within seconds, without downtime",
    }).optional(),
    stickiness: stickiness.optional(),
    deployment: deployment.prefault({}),
    scaling: scaling.prefault({}),
    enableExecuteCommand: flag({
      description: "Whether operators may open a shell in a running instance with ECS Exec; each session is logged.",
      changing: ROLLING,
      formerName: "executeCommand",
    }).default(false),
  },
  {
    description: "A service: its container, its way in and its bounds (SC-13).",
    changing: "adding or removing one leaves the others alone",
    examples: [{ name: "enterprise" }],
  },
);
