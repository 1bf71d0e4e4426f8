import type { DocumentedLimit } from "../model/limits";
import { isProperties } from "../model/values";

const TAGGING = "AWS General Reference, Tag naming limits and requirements";
const IAM_TAGGING = "IAM User Guide, Tags for AWS Identity and Access Management resources";

type TagLimits = Readonly<Record<string, readonly DocumentedLimit[]>>;

/** Amazon EC2 takes any character, and so does EC2 Auto Scaling, which hands its tags on to EC2. */
const TAKING_ANY_CHARACTER = ["ec2", "autoscaling"];

const LENGTHS: TagLimits = {
  tags: [{ document: TAGGING, maxLength: 50 }],
  "tags{key}": [
    { document: TAGGING, minLength: 1, maxLength: 128 },
    {
      document: TAGGING,
      pattern: "^(?![aA][wW][sS]:).*$",
      message: (key) => `Tag keys starting with 'aws:' are reserved for internal use: '${key}'`,
    },
  ],
  "tags{value}": [{ document: TAGGING, maxLength: 256 }],
};

/** Limits of the tags of any resource of a service, by its name in botocore. */
export function tagLimits(service: string): readonly (readonly [path: string, limits: readonly DocumentedLimit[]])[] {
  const characters = TAKING_ANY_CHARACTER.includes(service) ? [] : [charactersOf(service)];
  const keys = service === "iam" ? [{ tags: [ONE_SPELLING] }] : [];
  return [LENGTHS, ...characters, ...keys].flatMap((limits) => Object.entries(limits));
}

function charactersOf(service: string): TagLimits {
  const limit = { document: TAGGING, pattern: "^[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*$" };
  if (service !== "s3") return { "tags{key}": [limit], "tags{value}": [limit] };
  const refused = { ...limit, code: "InvalidTag" };
  return {
    "tags{key}": [{ ...refused, message: () => "The TagKey you have provided is invalid" }],
    "tags{value}": [{ ...refused, message: () => "The TagValue you have provided is invalid" }],
  };
}

/** IAM doesn't tell the keys `Team` and `team` apart. */
const ONE_SPELLING: DocumentedLimit = {
  document: IAM_TAGGING,
  allows: (tags) => {
    const keys = isProperties(tags) ? Object.keys(tags).map((key) => key.toLowerCase()) : [];
    return new Set(keys).size === keys.length;
  },
  code: "InvalidInput",
  message: () => "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
};
