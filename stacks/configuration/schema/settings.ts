import { z } from "zod";
import { ENVIRONMENT_KINDS } from "../../../components/shared/environment-kind";
import { LOG_RETENTION_DAYS } from "../../../components/shared/log-retention";
import { domain } from "./domain";
import { flag, oneOf, text, textList } from "./fields";
import { STRATEGIES } from "./deployment";
import { instances as ec2Instances } from "./instances";
import { network } from "./network";
import { instances } from "./scaling";
import { image, service } from "./service";
import { tags } from "./tags";
import { testListener } from "./test-listener";

const REBUILT = "builds everything anew in the other place: a new environment, not a change";
/** ARNs are of the partition of commercial regions, as {@link settingsSchema}'s region is. */
const CERTIFICATE_ARN = /^arn:aws:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/;
/** A secret's name or ARN (AWS Secrets Manager API Reference, CreateSecret). */
const SECRET = /^(?:arn:aws:secretsmanager:[a-z0-9-]+:\d{12}:secret:)?[\w/+=.@-]{1,512}$/;
/** A key by its ARN, since policies know no aliases (AWS KMS Developer Guide, "Key identifiers"). */
const KEY_ARN = /^arn:aws:kms:[a-z0-9-]+:\d{12}:key\/(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$/;

const DEFAULT_SERVICES = [{ name: "enterprise" }];

/** Every key under `proofpix:`, as the `Pulumi.<environment>.yaml` files write them. */
export const settingsSchema = z.strictObject({
  kind: oneOf(ENVIRONMENT_KINDS, {
    description:
      "What the environment is for (ENV-1..3): decides which policies stop a deployment, and on protection; what the stack's name begins with unless given, as in production-us.",
    changing: "no downtime; other policies, and protection unless proofpix:protect is given",
  }).optional(),
  minInstances: instances("Fewest instances of each service that sets no bounds of its own (ENV-1..3)."),
  maxInstances: instances("Most instances of each service that sets no bounds of its own (ENV-1..3)."),
  autoScale: flag({
    description: "Whether load sets the number of instances; if not, people do, up to maxInstances (ENV-1..3).",
    changing: "no downtime",
  }),
  region: text(/^(?!cn-)[a-z]{2}-[a-z]+-\d$/, {
    description: "AWS region of the environment.",
    allowed: "the code of a commercial AWS region",
    changing: REBUILT,
    examples: ["eu-west-1"],
  }),
  allowedAccountIds: textList(/^\d{12}$/, {
    description: "AWS accounts in which this environment may be deployed; in any other nothing happens (ENV-4).",
    allowed: "the 12 digits of an AWS account in quotes",
    changing: REBUILT,
    examples: ["123456789012"],
  }),
  network,
  domain: domain.optional(),
  certificateArn: text(CERTIFICATE_ARN, {
    description: "Certificate to use instead of one made for the domain (LB-4).",
    allowed: "the ARN of an ACM certificate in this region and account",
    changing: "takes effect within seconds, without downtime",
    examples: ["arn:aws:acm:eu-west-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"],
  }).optional(),
  image: image("Image of each service that names none of its own (CO-1); deployed by its digest (CO-4)."),
  registryCredentials: text(SECRET, {
    description:
      'Secret with {"username", "password"} for the registry of proofpix:image. Never the credentials themselves.',
    allowed: "the name or ARN of a Secrets Manager secret in this region",
    changing: "a deployment without downtime",
    examples: ["proofpix/registry-credentials"],
  }).optional(),
  secretKeyArns: textList(KEY_ARN, {
    description:
      "Customer managed keys under which secrets and the registry's credentials are encrypted, besides the environment's own; those of AWS need no mention.",
    allowed: "the ARN of a KMS key, not of an alias",
    changing: "no downtime; without its key a secret can't be read, and no new instance starts",
    examples: ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"],
  }).optional(),
  capacity: oneOf(["ec2", "fargate"], {
    description: "What the services run on: EC2 instances of the environment's own, or AWS's.",
    changing: "a deployment without downtime; EC2 instances end once nothing runs on them",
  }).default("ec2"),
  architecture: oneOf(["x86_64", "arm64"], {
    description: "Processor architecture of images and instances; arm64 costs about a fifth less.",
    changing: "a deployment without downtime, of images that were built for it",
  }).default("x86_64"),
  instances: ec2Instances.prefault({}),
  deploymentStrategy: oneOf(STRATEGIES, {
    description: "How new instances take over from old ones (LB-5); workers, and services behind ip-hash, always roll.",
    changing: "nothing by itself; the next deployment takes the new way",
  }).default("blue-green"),
  algorithm: oneOf(["round-robin", "least-connections", "weighted-random", "ip-hash"], {
    description:
      "How requests are spread over the instances (LB-1); ip-hash takes a network load balancer, without firewall, routing and stickiness.",
    changing: "without downtime; to or from ip-hash replaces the load balancer: downtime",
  }).default("round-robin"),
  testListener: testListener.optional(),
  webFirewall: flag({
    description:
      "Whether AWS's managed rules and a rate limit stand before the load balancer: true unless given, but with ip-hash.",
    changing: "no downtime; about 9 dollars a month and 60 cents a million requests",
  }).optional(),
  alarmRecipients: textList(/^\S+@\S+$/, {
    description: "Who gets mail when an alarm goes off; each confirms a subscription first.",
    allowed: "an e-mail address",
    changing: "no downtime",
    examples: ["operations@proofpix.com"],
  }).optional(),
  logRetentionDays: z
    .literal(LOG_RETENTION_DAYS)
    .meta({
      description: "Days for which logs are kept.",
      allowed: `one of ${LOG_RETENTION_DAYS.join(", ")}`,
      changing: "no downtime; a shorter time deletes what is older; storage costs about 3 cents a GB and month",
      examples: [365],
    })
    .default(365),
  protect: flag({
    description:
      "Whether what holds data or secures the environment refuses to be deleted: true where proofpix:kind is production, false elsewhere, unless given.",
    changing: "no downtime; set it to false and deploy before you destroy the stack",
  }).optional(),
  tags,
  services: z
    .array(service)
    .min(1)
    .meta({
      description: "The services of the environment; one named enterprise unless given.",
      allowed: "a list with at least one service",
      changing: "adding or removing one leaves the others alone",
      examples: [[{ name: "enterprise" }]],
    })
    .prefault(DEFAULT_SERVICES),
});

/** Configuration as users write it, with defaults filled in. */
export type Settings = z.output<typeof settingsSchema>;

/** A service of {@link Settings}. */
export type ServiceSettings = z.output<typeof service>;

/** Schema of the values that are right by themselves; wrong ones are undefined, be it a key or a whole service. */
export const partialSettingsSchema = settingsSchema.partial().extend({
  network: network.partial().optional(),
  instances: ec2Instances.partial().optional(),
  domain: domain.partial().optional(),
  tags: z.record(z.string(), z.string().optional()).optional(),
  services: z.array(service.optional()).prefault(DEFAULT_SERVICES),
});

/** A configuration as it was written, before anything was checked or filled in, by key without the namespace. */
export type WrittenSettings = Readonly<Record<string, unknown>>;

/** What is right of a configuration. */
export type PartialSettings = z.output<typeof partialSettingsSchema>;
