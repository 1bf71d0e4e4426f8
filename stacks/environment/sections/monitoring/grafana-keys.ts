import { group, text, textList } from "../../../configuration/schema/fields";
import { SECRET_SOURCE_KEY } from "./secret-keys";

const changing = "deploys Grafana: people sign on again";
const HTTPS = /^https:\/\/\S+$/;

function address(description: string, example: string) {
  return text(HTTPS, { description, allowed: "an address that begins with https://", changing, examples: [example] });
}

function groups(description: string, example: string) {
  return textList(/^[^'\\]+$/, {
    description,
    allowed: "the name of a group without quotes and backslashes",
    changing,
    examples: [example],
  }).optional();
}

const signOn = group(
  {
    displayName: text(/^.{1,64}$/, {
      description: "What the button says.",
      allowed: "a text of at most 64 characters",
      changing,
      examples: ["Company account"],
    }).optional(),
    clientId: text(/^\S+$/, {
      description: "Id of the client that Grafana is to the provider.",
      allowed: "a text without spaces",
      changing,
      examples: ["grafana"],
    }),
    clientSecret: text(SECRET_SOURCE_KEY, {
      description: "The client's secret: a declared one, or the ARN of another. Never the secret itself.",
      allowed: "the name of a secret in proofpix:secrets, or the whole ARN of a secret",
      changing,
      examples: ["grafana-client"],
    }),
    authorizationUrl: address("Address to which browsers go.", "https://login.example.com/oauth2/authorize"),
    tokenUrl: address("Address at which Grafana gets tokens.", "https://login.example.com/oauth2/token"),
    userInfoUrl: address("Address at which Grafana asks who somebody is.", "https://login.example.com/oauth2/userinfo"),
    groupsClaim: text(/^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/, {
      description: "Claim that lists a person's groups; groups unless given.",
      allowed: "the name of a claim",
      changing,
      examples: ["groups"],
    }).optional(),
    administrators: groups("Groups whose members administer Grafana; none unless given.", "platform"),
    editors: groups("Groups whose members may change dashboards and silences; none unless given.", "developers"),
    viewers: groups("Groups whose members may look; everybody whom the provider signs on unless given.", "staff"),
  },
  {
    description: "The provider of OpenID Connect by which people sign on to Grafana.",
    changing,
    examples: [
      {
        clientId: "grafana",
        clientSecret: "grafana-client",
        authorizationUrl: "https://login.example.com/oauth2/authorize",
        tokenUrl: "https://login.example.com/oauth2/token",
        userInfoUrl: "https://login.example.com/oauth2/userinfo",
      },
    ],
  },
);

export const grafana = group(
  {
    host: text(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/, {
      description: "Host name of Grafana at the environment's load balancer; the certificate and DNS cover it.",
      allowed: "a lower-case domain name",
      changing: "a new certificate and DNS record, and deploys Grafana",
      examples: ["grafana.app.proofpix.com"],
    }),
    signOn,
  },
  {
    description: "Grafana's way in from outside; inside the network only, for its administrator, unless given.",
    changing: "a new certificate and DNS record, and deploys Grafana",
    examples: [
      {
        host: "grafana.app.proofpix.com",
        signOn: {
          clientId: "grafana",
          clientSecret: "grafana-client",
          authorizationUrl: "https://login.example.com/oauth2/authorize",
          tokenUrl: "https://login.example.com/oauth2/token",
          userInfoUrl: "https://login.example.com/oauth2/userinfo",
        },
      },
    ],
  },
);
