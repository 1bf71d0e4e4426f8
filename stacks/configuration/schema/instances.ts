import { duration, flag, group, textList, wholeNumber } from "./fields";

const changing = "replaces the EC2 instances one by one, without downtime";
const BOUNDS = "no downtime; every EC2 instance is paid for by the second";

export const instances = group(
  {
    types: textList(/^[a-z]+\d+[a-z-]*\.(?:nano|micro|small|medium|large|\d*xlarge)$/, {
      description:
        "EC2 instance types in order of preference, all of proofpix:architecture; general purpose ones of Intel and AMD, or Graviton, unless given.",
      allowed: "an instance type",
      changing,
      examples: ["m6i.large"],
    }).optional(),
    networkInterfaceTrunking: flag({
      description:
        "Whether the account's ECS setting awsvpcTrunking is on, so that an instance holds more tasks than it has network interfaces.",
      changing: "no downtime; with it, fewer EC2 instances for the same services",
    }).default(false),
    maxInstanceLifetime: duration(86_400, 31_536_000, {
      description:
        "Age at which an EC2 instance is replaced by one of the image that is recommended then: the longest time that security patches take to reach every instance.",
      changing: "no downtime; instances older than that are replaced one after the other",
      examples: ["30d", "7d"],
    }).default("30d"),
    minSize: wholeNumber(0, 1000, {
      description: "Fewest EC2 instances; planned from the services unless given.",
      changing: BOUNDS,
      examples: [2],
    }).optional(),
    maxSize: wholeNumber(1, 5000, {
      description: "Most EC2 instances; planned from the services unless given.",
      changing: BOUNDS,
      examples: [20],
    }).optional(),
  },
  {
    description: "The EC2 instances on which the services run, unless they run on Fargate.",
    changing,
    examples: [{ types: ["m6i.large", "m6a.large"] }],
  },
);
