import type { Help } from "../help";

const ENVIRONMENT =
  "The environment is development unless one is named: one of the files Pulumi.<environment>.yaml, or bootstrap.";
const REHEARSAL = "It runs against the local cloud: nothing is created on AWS, and no account is needed.";

function optionsOf(verb: string): string {
  return `Options go to pulumi ${verb} as they are; npm run local -- pulumi ${verb} --help lists them.`;
}

/** What each command tells about itself. */
export const HELP = {
  up: {
    summary: "Deploys an environment into the local cloud, after a preview.",
    usage: ["npm run up -- [environment] [options of pulumi up]"],
    details: [ENVIRONMENT, REHEARSAL, optionsOf("up")],
    examples: [
      ["npm run up", "deploys development"],
      ["npm run up -- production --diff", "deploys production, and shows every property that changes"],
      ["npm run up -- staging --refresh", "looks first for what was changed behind the engine's back"],
      ["npm run up -- bootstrap", "deploys what an AWS account needs once"],
    ],
  },
  preview: {
    summary: "Shows what npm run up would change.",
    usage: ["npm run preview -- [environment] [options of pulumi preview]"],
    details: [ENVIRONMENT, REHEARSAL, optionsOf("preview")],
    examples: [
      ["npm run preview", "what would change in development"],
      ["npm run preview -- staging --diff", "every property that would change in staging"],
      ["npm run --silent preview -- production --json", "the same of production, for programs"],
    ],
  },
  destroy: {
    summary: "Takes an environment out of the local cloud; its history stays.",
    usage: ["npm run destroy -- [environment] [options of pulumi destroy]"],
    details: [ENVIRONMENT, REHEARSAL, optionsOf("destroy")],
    examples: [
      ["npm run destroy -- staging", "deletes all that is deployed of staging"],
      ["npm run destroy -- development --preview-only", "what would be deleted of development"],
    ],
  },
  local: {
    summary: "Runs any command with the Pulumi engine on PATH and the local cloud up for as long as it runs.",
    usage: ["npm run local -- <command> [arguments]"],
    details: [
      "A stack that --stack names is created if it has a configuration file and isn't there yet. The exit code is the",
      "command's own. npm's own lines stay away with npm run --silent; all other lines about the run are on standard error.",
    ],
    examples: [
      ["npm run local -- pulumi stack history --stack development", "what was deployed when"],
      ["npm run --silent local -- pulumi stack output --stack development --json", "outputs, for programs"],
      [
        "npm run local -- pulumi config set proofpix:logRetentionDays 90 --stack staging",
        "changes Pulumi.staging.yaml",
      ],
      ["npm run local -- cloud list", "what the local cloud holds"],
      ["npm run local -- cloud --help", "looking into the local cloud, drift and faults"],
      ["npm run local -- bash", "a shell in which plain pulumi works on the rehearsal"],
    ],
  },
  test: {
    summary: "Checks format, types and lint, then runs all tests; stops at the first that fails.",
    usage: ["npm test -- [arguments of jest]"],
    details: ["The tests with the real engine take minutes; --selectProjects unit leaves them out (without a path)."],
    examples: [
      ["npm test", "everything"],
      ["npm test -- test/components", "the checks, and the tests of one folder"],
      ["npx jest test/components/network", "the tests of one folder without the checks"],
    ],
  },
  bench: {
    summary: "Measures previews, updates, growth and policies: what docs/performance.md records.",
    usage: ["npm run bench -- [--runs <number>] [--part commands|environments|growth|policies]…"],
    details: ["Takes some minutes on a machine that does nothing else. Five runs of all parts unless told otherwise."],
    examples: [
      ["npm run bench", "all parts, five runs each"],
      ["npm run bench -- --runs 3 --part policies", "the policies alone, three runs"],
    ],
  },
  generate: {
    summary:
      "Writes every generated file anew: Pulumi.yaml, docs/generated, the policies' pages and levels, AWS's limits.",
    usage: ["npm run generate"],
    details: ["AWS's limits come from botocore's models, for which it takes Python 3 with pip and the network."],
    examples: [["npm run generate", "after a change to the configuration's schema, a policy or AWS's models"]],
  },
} as const satisfies Readonly<Record<string, Help>>;
