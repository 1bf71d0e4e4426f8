import { DEFAULT_STICKINESS_DURATION } from "../../../../components/load-balancer/target-settings";
import { duration, group, text } from "../../../configuration/schema/fields";

const changing = "takes effect within seconds, without downtime; sessions may move once";

export const stickiness = group(
  {
    duration: duration(1, 604_800, {
      description: "How long a client stays with its instance.",
      changing,
      examples: ["1d"],
    }).default(DEFAULT_STICKINESS_DURATION),
    cookieName: text(/^(?!AWSALB)[\w-]{1,256}$/, {
      description: "Cookie of the product that marks the session; the load balancer's own unless given.",
      allowed: "the name of a cookie, not beginning with AWSALB",
      changing,
      examples: ["SESSION"],
      formerName: "cookie",
    }).optional(),
  },
  {
    description: "Keeps a client with one instance (LB-3); clients are spread freely unless given.",
    changing,
    examples: [{ duration: "1d" }],
  },
);
